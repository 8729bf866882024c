import { errorCode, errorMessage } from '@/lib/errors'
import { backOffMs } from './back-off'
import { Listeners } from './listeners'
import type { ZnodeData } from './read-operation'
import type { SessionInfo, ZnodeEvent, ZooKeeperSession } from './session'
import { isWithin, parentPath } from './znode-path'

/** How changes come to our notice; `none`: not at all at the moment, everything is to be read again on `ready`. */
export type WatchMode = 'none' | 'recursive' | 'one-shot'

/** Watches stand (recursive) or are left behind by reads (one-shot): read everything now. */
export interface WatchesReady extends SessionInfo {
  mode: 'recursive' | 'one-shot'
}

/** A znode that vanishes and returns this often between two reads is not going to be read. */
const MAX_ATTEMPTS = 5

/**
 * Watches some subtrees, the same way whatever the server can do.
 *
 * Where the server has recursive watches (3.6), one per root is armed before `ready`. Elsewhere every read with
 * `{watch: true}` leaves a one-shot watch behind, so a reader that re-reads what is `dirty` with the flag misses
 * nothing; in recursive mode the flag costs nothing. One-shot watches have a budget: when it is spent,
 * `watchesRefused` rises, and those paths must be polled.
 */
export class WatchRegistry {
  readonly #session: ZooKeeperSession
  readonly #roots: readonly string[]
  readonly #log: (line: string) => void
  readonly #ready: Listeners<WatchesReady>
  readonly #dirty: Listeners<ZnodeEvent>
  readonly #ends: (() => void)[]
  #mode: WatchMode = 'none'
  #round = 0
  #retry: NodeJS.Timeout | undefined

  /** Works on a session that is live already, too. */
  constructor(session: ZooKeeperSession, roots: readonly string[], log: (line: string) => void = () => undefined) {
    this.#session = session
    this.#roots = roots
    this.#log = log
    this.#ready = new Listeners(log)
    this.#dirty = new Listeners(log)
    this.#ends = [
      session.on('state', ({ status }) => {
        if (status !== 'live') this.#disarm()
      }),
      session.on('session', (info) => void this.#arm(info, 1)),
      session.on('event', (event) => this.#onEvent(event)),
    ]
    const { status, epoch, sessionId } = session.state
    if (status === 'live' && sessionId !== null) void this.#arm({ epoch, sessionId, reason: 'first' }, 1)
  }

  get mode(): WatchMode {
    return this.#mode
  }

  /** One-shot watches the budget did not allow on this connection: above 0, some changes come unnoticed. */
  get watchesRefused(): number {
    return this.#session.metrics().watchesRefused
  }

  /** Listens; returns how to stop. `dirty` says what to read again: in both modes `children` for a changed listing. */
  on(event: 'ready', listener: (ready: WatchesReady) => void): () => void
  on(event: 'dirty', listener: (event: ZnodeEvent) => void): () => void
  on(event: 'ready' | 'dirty', listener: (value: never) => void): () => void {
    // The overloads pair each name with its value, which one implementation signature cannot say.
    if (event === 'ready') return this.#ready.add(listener as (ready: WatchesReady) => void)
    return this.#dirty.add(listener as (event: ZnodeEvent) => void)
  }

  /**
   * The data of a znode that may not exist; null when it is absent, and then its creation will be told.
   *
   * A failed read leaves no watch behind, and the znode may be created before the watch for that is set: it is then
   * read once more. Errors: as `session.get`; `not-found` only when the znode keeps coming and going.
   */
  async readOrWatch(
    path: string,
    options: { signal?: AbortSignal; timeoutMs?: number } = {},
  ): Promise<ZnodeData | null> {
    for (let attempt = 1; ; attempt++) {
      try {
        return await this.#session.get(path, { ...options, watch: true })
      } catch (error) {
        if (errorCode(error) !== 'not-found' || attempt > MAX_ATTEMPTS) throw error
      }
      if ((await this.#session.exists(path, { ...options, watch: true })) === null) return null
    }
  }

  /** Stops listening to the session, which stays as it is. */
  stop(): void {
    this.#disarm()
    for (const end of this.#ends) end()
  }

  #disarm(): void {
    clearTimeout(this.#retry)
    this.#round += 1
    this.#mode = 'none'
  }

  async #arm(info: SessionInfo, attempt: number): Promise<void> {
    this.#disarm()
    const round = this.#round
    let mode: WatchesReady['mode'] = 'recursive'
    try {
      const answers = await Promise.all(this.#roots.map((root) => this.#session.addWatch(root, 'recursive')))
      if (answers.includes('unsupported')) mode = 'one-shot'
    } catch (error) {
      // Cut while arming: the next `session` starts again. Otherwise the connection stands and we must.
      if (round !== this.#round || errorCode(error) === 'unreachable') return
      this.#log(`Watches could not be set, trying again: ${errorMessage(error)}`)
      this.#retry = setTimeout(() => void this.#arm(info, attempt + 1), backOffMs(attempt))
      this.#retry.unref()
      return
    }
    if (round !== this.#round) return
    this.#mode = mode
    this.#ready.tell({ ...info, mode })
  }

  #onEvent(event: ZnodeEvent): void {
    this.#dirty.tell(event)
    // A recursive watch tells of the child only, a one-shot watch of its parent's listing.
    const parent = parentPath(event.path)
    if (parent === null || (event.type !== 'created' && event.type !== 'deleted')) return
    if (this.#roots.some((root) => isWithin(root, parent))) {
      this.#dirty.tell({ type: 'children', path: parent, at: event.at })
    }
  }
}
