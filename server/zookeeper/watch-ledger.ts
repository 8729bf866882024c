/**
 * The one-shot watches a server holds for us on the present connection, within a budget of path bytes.
 *
 * ZooKeeper sends at most one event per watch and forgets all of them with the connection.
 */
export class WatchLedger {
  readonly #limitBytes: number
  readonly #armed = new Set<string>()
  #bytes = 0
  #refused = 0

  constructor(limitBytes: number) {
    this.#limitBytes = limitBytes
  }

  get size(): number {
    return this.#armed.size
  }

  get bytes(): number {
    return this.#bytes
  }

  get limitBytes(): number {
    return this.#limitBytes
  }

  /** Watches not armed on this connection because the budget was spent: changes of those paths will not be told. */
  get refused(): number {
    return this.#refused
  }

  /** Notes a watch about to be set; false when the budget does not allow it. */
  arm(kind: 'data' | 'children', path: string): boolean {
    const key = `${kind}:${path}`
    if (this.#armed.has(key)) return true
    const bytes = Buffer.byteLength(path)
    if (this.#bytes + bytes > this.#limitBytes) {
      this.#refused += 1
      return false
    }
    this.#armed.add(key)
    this.#bytes += bytes
    return true
  }

  /** Takes a watch out: it fired, or the read that should have set it failed. */
  disarm(kind: 'data' | 'children', path: string): void {
    if (this.#armed.delete(`${kind}:${path}`)) this.#bytes -= Buffer.byteLength(path)
  }

  clear(): void {
    this.#armed.clear()
    this.#bytes = 0
    this.#refused = 0
  }
}
