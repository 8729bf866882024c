/** Lets a number of readings run at once; the others wait in order, however many they are. */
export class ReadingGate {
  readonly #width: number
  #running = 0
  #waiting: (() => void)[] = []
  #head = 0

  constructor(width: number) {
    this.#width = width
  }

  /** Runs it when its turn comes, and passes on how it ends. */
  async run<Value>(read: () => Promise<Value>): Promise<Value> {
    if (this.#running >= this.#width) await new Promise<void>((resolve) => this.#waiting.push(resolve))
    else this.#running += 1
    try {
      return await read()
    } finally {
      this.#next()
    }
  }

  /** The place goes to who waits longest; taken from a moving head, since thousands may wait. */
  #next(): void {
    const next = this.#waiting[this.#head]
    if (next === undefined) {
      this.#running -= 1
      return
    }
    this.#head += 1
    if (this.#head > 1_024 || this.#head === this.#waiting.length) {
      this.#waiting = this.#waiting.slice(this.#head)
      this.#head = 0
    }
    next()
  }
}
