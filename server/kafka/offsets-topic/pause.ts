/** A wait that can be cut short; a call to cut it short while nobody waits counts for the next one. */
export class Pause {
  #end: (() => void) | null = null
  #due = false

  /** Ends after so many ms, when it is cut short, or when the signal is aborted. */
  async wait(ms: number, signal: AbortSignal): Promise<void> {
    if (!this.#due && !signal.aborted) {
      await new Promise<void>((resolve) => {
        const timer = setTimeout(resolve, ms)
        this.#end = () => {
          clearTimeout(timer)
          resolve()
        }
        signal.addEventListener('abort', this.#end, { once: true })
      })
      if (this.#end) signal.removeEventListener('abort', this.#end)
    }
    this.#end = null
    this.#due = false
  }

  cutShort(): void {
    this.#due = true
    this.#end?.()
  }
}
