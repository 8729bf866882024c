/**
 * Listeners of one kind of event, told in a microtask of their own: never inside the socket handler that caused it.
 *
 * A listener that throws is logged and does not keep the others from hearing.
 */
export class Listeners<Value> {
  readonly #all = new Set<(value: Value) => void>()
  readonly #log: (line: string) => void

  constructor(log: (line: string) => void) {
    this.#log = log
  }

  /** Returns how to stop listening; an event already under way is not told any more after that. */
  add(listener: (value: Value) => void): () => void {
    // Wrapped, so that adding the same function twice makes two subscriptions with two ends.
    const own = (value: Value) => listener(value)
    this.#all.add(own)
    return () => this.#all.delete(own)
  }

  tell(value: Value): void {
    queueMicrotask(() => {
      for (const listener of [...this.#all]) {
        if (!this.#all.has(listener)) continue
        try {
          listener(value)
        } catch (error) {
          this.#log(
            `A listener of the ZooKeeper session failed: ${error instanceof Error ? error.stack : String(error)}`,
          )
        }
      }
    })
  }
}
