/** Two readings of one thing begin at least this far apart. */
const APART_MS = 100
/** What takes long is read less often: this many times its own duration passes, but no more than the limit. */
const REST_FACTOR = 10
const MOST_REST_MS = 5_000
const RETRY_MS = 2_000

/**
 * Reads one thing again whenever it is said to have changed: at once after a quiet time, ten times a second at most in
 * a burst, never twice at the same time, and once more when a change came while it was being read.
 */
export class Refresher {
  private readonly read: () => Promise<void>
  private readonly onFailure: (error: unknown) => void
  private timer: NodeJS.Timeout | undefined
  private notBefore = 0
  private reading = false
  private marked = false
  private stopped = false

  /** A failed reading is told to `onFailure` and tried again after 2 s. */
  constructor(read: () => Promise<void>, onFailure: (error: unknown) => void) {
    this.read = read
    this.onFailure = onFailure
  }

  /** It changed. */
  mark(): void {
    if (this.stopped || this.marked) return
    this.marked = true
    if (!this.reading) this.schedule()
  }

  stop(): void {
    this.stopped = true
    clearTimeout(this.timer)
  }

  private schedule(): void {
    const waitMs = this.notBefore - performance.now()
    if (waitMs <= 0) void this.run()
    else this.timer = setTimeout(() => void this.run(), waitMs)
  }

  private async run(): Promise<void> {
    this.marked = false
    this.reading = true
    const startedAt = performance.now()
    try {
      await this.read()
      const restMs = Math.min(MOST_REST_MS, REST_FACTOR * (performance.now() - startedAt))
      this.notBefore = startedAt + Math.max(APART_MS, restMs)
    } catch (error) {
      this.notBefore = performance.now() + RETRY_MS
      this.marked = true
      if (!this.stopped) this.onFailure(error)
    }
    this.reading = false
    if (this.marked && !this.stopped) this.schedule()
  }
}
