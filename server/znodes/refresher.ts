/** Two readings of one thing begin at least this far apart. */
const APART_MS = 100
const MOST_REST_MS = 2_000
const RETRY_MS = 2_000

/**
 * Reads one thing again whenever it is said to have changed: at once after a quiet time, ten times a second at most in
 * a burst, never twice at the same time, and once more when a change came while it was being read.
 */
export class Refresher {
  private readonly read: () => Promise<void>
  private readonly onFailure: (error: unknown) => void
  private readonly restFactor: number
  private timer: NodeJS.Timeout | undefined
  private notBefore = 0
  private reading = false
  private marked = false
  private stopped = false

  /**
   * A failed reading is told to `onFailure` and tried again after 2 s. After a reading `restFactor` times its own
   * duration passes before the next, 2 s at most: what is costly to read is read less often.
   */
  constructor(read: () => Promise<void>, onFailure: (error: unknown) => void, restFactor: number) {
    this.read = read
    this.onFailure = onFailure
    this.restFactor = restFactor
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
      const endedAt = performance.now()
      const restMs = Math.min(MOST_REST_MS, this.restFactor * (endedAt - startedAt))
      this.notBefore = Math.max(startedAt + APART_MS, endedAt + restMs)
    } catch (error) {
      this.notBefore = performance.now() + RETRY_MS
      this.marked = true
      if (!this.stopped) this.onFailure(error)
    }
    this.reading = false
    if (this.marked && !this.stopped) this.schedule()
  }
}
