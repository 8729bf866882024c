const TICK_MS = 250
const PING_AFTER_MS = 1_000
const CUT_AFTER_MS = 3_000
const PAUSE_MS = 1_000

/**
 * Finds a connection whose server has stopped answering: after 1 s of silence it asks for a sign of life, after 3 s
 * it gives up.
 *
 * When our own process was paused (its timer comes late), the silence is ours: it starts counting anew, since the
 * answers wait unread in the socket.
 */
export class Watchdog {
  readonly #ping: () => void
  readonly #giveUp: (idleMs: number) => void
  readonly #now: () => number
  #timer: NodeJS.Timeout | undefined
  #heard = 0
  #ticked = 0

  constructor(ping: () => void, giveUp: (idleMs: number) => void, now: () => number = () => performance.now()) {
    this.#ping = ping
    this.#giveUp = giveUp
    this.#now = now
  }

  start(): void {
    this.stop()
    this.#heard = this.#ticked = this.#now()
    this.#timer = setInterval(() => this.tick(), TICK_MS)
    this.#timer.unref()
  }

  stop(): void {
    clearInterval(this.#timer)
    this.#timer = undefined
  }

  /** Something came from the server. */
  heard(): void {
    this.#heard = this.#now()
  }

  /** One look at the clock; the timer's work, open to tests. */
  tick(): void {
    const now = this.#now()
    const paused = now - this.#ticked > PAUSE_MS
    this.#ticked = now
    if (paused) this.#heard = now
    const idleMs = now - this.#heard
    if (idleMs >= CUT_AFTER_MS) {
      this.stop()
      this.#giveUp(idleMs)
    } else if (paused || idleMs >= PING_AFTER_MS) this.#ping()
  }
}
