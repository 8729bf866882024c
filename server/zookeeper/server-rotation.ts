import { backOffMs } from './back-off'

const SHORT_LIFE_MS = 2_000
const SHORT_LIVES_ALLOWED = 3
/** Rounds for which a server that said nothing is passed over: each try of it costs seconds. */
const MUTE_ROUNDS = 8
/** While servers elect a leader they turn everybody away, and then one must be there soon. */
const ELECTION_ROUNDS = 15
const ELECTION_WAIT_MS = 2_000

/**
 * Which server to try next, and after what wait: all of them at once after a loss, then round by round with back-off.
 *
 * A connection that dies young three times in a row (a server that cuts us for what we ask) is paced like a refusal.
 * Servers that accept and never answer are passed over for a while, as long as there are others.
 */
export class ServerRotation<Server> {
  readonly #servers: readonly Server[]
  #index = 0
  #tries = 0
  #shortLives = 0
  #electing = false
  /** How many more rounds a server, by its index, is passed over. */
  readonly #mute = new Map<number, number>()

  /** `servers` in the order to try them, at least one. */
  constructor(servers: readonly Server[]) {
    if (servers.length === 0) throw new Error('no server to rotate over')
    this.#servers = servers
  }

  /** The next server and the wait before it in ms. */
  next(): { server: Server; waitMs: number } {
    let waitMs = this.#step()
    while (this.#passesOver(this.#index % this.#servers.length)) {
      this.#index += 1
      waitMs += this.#step()
    }
    const server = this.#servers[this.#index % this.#servers.length] as Server // the constructor refuses an empty list
    this.#index += 1
    return { server, waitMs }
  }

  /** The server given last accepted us, or had us, and fell silent. */
  wasMute(): void {
    this.#mute.set(this.#last(), MUTE_ROUNDS)
  }

  /** The server given last turned us away before the handshake, as one does that takes part in no quorum. */
  turnedAway(): void {
    this.#mute.delete(this.#last())
    this.#electing = true
  }

  /** A session lived on the last server for so long before it was lost. */
  lived(lifeMs: number): void {
    this.#tries = 0
    this.#electing = false
    this.#mute.clear()
    this.#shortLives = lifeMs < SHORT_LIFE_MS ? this.#shortLives + 1 : 0
  }

  /** Counts a try, also of a server that is passed over; the wait it costs. */
  #step(): number {
    const round = Math.floor(this.#tries / this.#servers.length)
    const startsRound = this.#tries % this.#servers.length === 0
    this.#tries += 1
    if (!startsRound) return 0
    if (round > 0) {
      const waitMs = backOffMs(round)
      return this.#electing && round <= ELECTION_ROUNDS ? Math.min(waitMs, ELECTION_WAIT_MS) : waitMs
    }
    const young = this.#shortLives - SHORT_LIVES_ALLOWED
    return young >= 0 ? backOffMs(young + 1) : 0
  }

  #passesOver(index: number): boolean {
    const rounds = this.#mute.get(index) ?? 0
    if (rounds === 0 || this.#mute.size === this.#servers.length) return false
    if (rounds === 1) this.#mute.delete(index)
    else this.#mute.set(index, rounds - 1)
    return true
  }

  #last(): number {
    return (this.#index + this.#servers.length - 1) % this.#servers.length
  }
}
