import { setMaxListeners } from 'node:events'
import { errorCode, errorMessage } from '@/lib/errors'
import type { SourceReporter } from './source-reporter'

/** What one poll is: how often it runs and what it reads. `read` must respect the signal and its own deadlines. */
export interface PollOptions {
  /** Source name in the model. */
  name: string
  intervalMs: number
  read: (signal: AbortSignal) => Promise<void>
}

const BACKOFF_MAX_MS = 15_000
/** A triggered poll waits this long, so that a burst of triggers is one reading. */
const TRIGGER_MS = 200

/** Runs one reading again and again, never two at once, slower while it fails, and reports how it goes. */
export class Poller {
  private readonly options: PollOptions
  private readonly reporter: SourceReporter
  private readonly abort = new AbortController()
  private timer: NodeJS.Timeout | null = null
  private dueAt = 0
  private started = false
  private running = false
  private triggered = false
  private failures = 0

  constructor(options: PollOptions, reporter: SourceReporter) {
    this.options = options
    this.reporter = reporter
    // Every request under way listens, and one reading makes many at once.
    setMaxListeners(0, this.abort.signal)
  }

  /** Once; further calls do nothing. */
  start(): void {
    if (this.started) return
    this.started = true
    this.schedule(0)
  }

  /** Reads soon, out of turn: something said "look again". Before the start there is nothing to look at again. */
  trigger(): void {
    if (!this.started) return
    if (this.running) this.triggered = true
    else if (!this.timer || this.dueAt > Date.now() + TRIGGER_MS) this.schedule(TRIGGER_MS)
  }

  stop(): void {
    this.abort.abort()
    if (this.timer) clearTimeout(this.timer)
    this.timer = null
  }

  private schedule(delayMs: number): void {
    if (this.abort.signal.aborted) return
    if (this.timer) clearTimeout(this.timer)
    this.dueAt = Date.now() + delayMs
    this.timer = setTimeout(() => void this.run(), delayMs)
  }

  private async run(): Promise<void> {
    this.timer = null
    this.running = true
    this.triggered = false
    const { name, intervalMs, read } = this.options
    try {
      await read(this.abort.signal)
      this.failures = 0
      if (!this.abort.signal.aborted) this.reporter.ok(name, intervalMs)
    } catch (error) {
      this.failures += 1
      if (this.abort.signal.aborted) return
      // A permission we were not given is no fault of the cluster; it is asked for again, in case it is given.
      if (errorCode(error) === 'forbidden') this.reporter.absent(name, errorMessage(error))
      else this.reporter.failed(name, errorMessage(error), intervalMs)
    }
    this.running = false
    this.schedule(this.triggered ? TRIGGER_MS : this.pauseMs())
  }

  private pauseMs(): number {
    const { intervalMs } = this.options
    if (this.failures === 0) return intervalMs
    const backoffMs = Math.min(BACKOFF_MAX_MS, 1_000 * 2 ** (this.failures - 1))
    return Math.max(Math.min(intervalMs, BACKOFF_MAX_MS), backoffMs) * (0.8 + Math.random() * 0.4)
  }
}
