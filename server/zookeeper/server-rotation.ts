import { backOffMs } from './back-off'

const SHORT_LIFE_MS = 2_000
const SHORT_LIVES_ALLOWED = 3

/**
 * Which server to try next, and after what wait: all of them at once after a loss, then round by round with back-off.
 *
 * A connection that dies young three times in a row (a server that cuts us for what we ask) is paced like a refusal.
 */
export class ServerRotation<Server> {
  readonly #servers: readonly Server[]
  #index = 0
  #tries = 0
  #shortLives = 0

  /** `servers` in the order to try them, at least one. */
  constructor(servers: readonly Server[]) {
    if (servers.length === 0) throw new Error('no server to rotate over')
    this.#servers = servers
  }

  /** The next server and the wait before it in ms. */
  next(): { server: Server; waitMs: number } {
    const round = Math.floor(this.#tries / this.#servers.length)
    const startsRound = this.#tries % this.#servers.length === 0
    this.#tries += 1
    const server = this.#servers[this.#index % this.#servers.length] as Server // the constructor refuses an empty list
    this.#index += 1
    const young = this.#shortLives - SHORT_LIVES_ALLOWED
    if (startsRound && round > 0) return { server, waitMs: backOffMs(round) }
    if (young >= 0 && round === 0 && startsRound) return { server, waitMs: backOffMs(young + 1) }
    return { server, waitMs: 0 }
  }

  /** A session lived on the last server for so long before it was lost. */
  lived(lifeMs: number): void {
    this.#tries = 0
    this.#shortLives = lifeMs < SHORT_LIFE_MS ? this.#shortLives + 1 : 0
  }
}
