import type { ZnodeStreamMessages, ZnodeTrace } from '@/lib/views/znode'

/** A storm is told in pieces this far apart, each at most so long: a thousand a second are more than anybody reads. */
const APART_MS = 100
const MOST_TRACES = 100

/** Gathers what watches told until it is sent: within 100 ms, or before the reading it led to. */
export class TraceBuffer {
  private readonly tell: (message: ZnodeStreamMessages['trace']) => Promise<void>
  private traces: ZnodeTrace[] = []
  private untold = 0
  private timer: NodeJS.Timeout | undefined
  private telling = false

  /** `tell` resolves when the client took it; until then traces are kept, and those beyond a hundred counted. */
  constructor(tell: (message: ZnodeStreamMessages['trace']) => Promise<void>) {
    this.tell = tell
  }

  add({ path, type, at }: ZnodeTrace): void {
    if (this.traces.length < MOST_TRACES) this.traces.push({ path, type, at })
    else this.untold += 1
    this.schedule()
  }

  /** Sends what there is now; resolves when the client took it. */
  async flush(): Promise<void> {
    this.stop()
    if (this.traces.length === 0) return
    const message = { traces: this.traces, untold: this.untold }
    this.traces = []
    this.untold = 0
    this.telling = true
    await this.tell(message)
    this.telling = false
    if (this.traces.length > 0) this.schedule()
  }

  stop(): void {
    clearTimeout(this.timer)
    this.timer = undefined
  }

  private schedule(): void {
    if (this.timer !== undefined || this.telling) return
    this.timer = setTimeout(() => void this.flush(), APART_MS)
  }
}
