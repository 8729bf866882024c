import { VivariumError } from '@/lib/errors'
import { backOffMs } from './back-off'
import type { ConnectString } from './connect-string'
import type { ConnectionListener } from './connection'
import { Connection } from './connection'
import { Listeners } from './listeners'

export type SessionStatus = 'idle' | 'connecting' | 'live' | 'suspended' | 'auth-failed' | 'closed'

/** `connecting`: never live so far; `suspended`: was live, keeps trying. */
export interface SessionState {
  status: SessionStatus
  /** Epoch ms of the last change of `status`. */
  since: number
  /** One more for each new client: requests of an older epoch are gone. */
  epoch: number
  /** host:port we are on, or tried last. */
  server: string | null
  /** "0x…" */
  sessionId: string | null
  /** Why not live, with the address. */
  reason: string | null
}

/** The session became live: no watch of before is armed any more, so everything is to be read again. */
export interface SessionInfo {
  epoch: number
  sessionId: string
  reason: 'first' | 'reconnected' | 'expired' | 'rebuilt'
}

export interface LifeOptions {
  target: ConnectString
  sessionTimeoutMs: number
  auth: { scheme: string; value: string }[]
  maxAnswerBytes: number
  log: (line: string) => void
}

const AUTH_RETRY_MS = 30_000

/** The life of a session: which client serves it now, why it is not live, and when a new client has to take over. */
export class SessionLife {
  readonly states: Listeners<SessionState>
  readonly sessions: Listeners<SessionInfo>
  readonly #options: LifeOptions
  readonly #onLost: (error: VivariumError) => void
  readonly #onEvent: ConnectionListener['event']
  #connection: Connection | null = null
  #state: SessionState
  #lives = 0
  #nextReason: SessionInfo['reason'] = 'first'
  #reopen: NodeJS.Timeout | undefined
  /** New clients since it was live. */
  #replacements = 0
  #heardBefore: number | null = null
  #bytesBefore = 0

  /** `onLost`: every request sent is void now, with this error. `onEvent`: a raw watch event. */
  constructor(options: LifeOptions, onLost: (error: VivariumError) => void, onEvent: ConnectionListener['event']) {
    this.#options = options
    this.#onLost = onLost
    this.#onEvent = onEvent
    this.states = new Listeners(options.log)
    this.sessions = new Listeners(options.log)
    this.#state = { status: 'idle', since: Date.now(), epoch: 0, server: null, sessionId: null, reason: 'not started' }
  }

  get state(): SessionState {
    return this.#state
  }

  /** How many times it became live; tells one connection from the next. */
  get lives(): number {
    return this.#lives
  }

  get heardAt(): number | null {
    return this.#connection?.heardAt ?? this.#heardBefore
  }

  get bytesIn(): number {
    return this.#bytesBefore + (this.#connection?.bytesIn ?? 0)
  }

  start(): void {
    if (this.#state.status === 'idle') this.#open('connecting', null)
  }

  async close(): Promise<void> {
    if (this.#state.status === 'closed') return
    clearTimeout(this.#reopen)
    const connection = this.#retire()
    this.#enter({ status: 'closed', sessionId: null, reason: 'The session was closed' })
    this.#onLost(this.unreachable())
    await connection?.close()
  }

  /** The live connection. Errors: `unreachable`, saying why there is none. */
  connection(): Connection {
    if (this.#state.status !== 'live' || this.#connection === null) throw this.unreachable()
    return this.#connection
  }

  /** Why there is no connection, as the error a request fails with. */
  unreachable(): VivariumError {
    const { status, reason } = this.#state
    const message = status === 'live' ? 'The connection to ZooKeeper was cut' : `No ZooKeeper connection: ${reason}`
    return new VivariumError({ code: 'unreachable', message })
  }

  #open(status: SessionStatus, reason: string | null): void {
    this.#enter({ status, epoch: this.#state.epoch + 1, sessionId: null, reason })
    const epoch = this.#state.epoch
    const { target, sessionTimeoutMs, auth, maxAnswerBytes } = this.#options
    const listener: ConnectionListener = {
      live: () => this.#live(),
      lost: (why) => this.#lost(why),
      expired: () => this.#replace('expired', 'The session expired'),
      wedged: () => this.#replace('rebuilt', 'The servers refuse the old session'),
      authFailed: (why) => this.#authFailed(why),
      event: (type, path, at) => this.#onEvent(type, path, at),
    }
    this.#connection = new Connection({ target, sessionTimeoutMs, auth, maxAnswerBytes }, listener)
    this.#options.log(`ZooKeeper client ${epoch} starts`)
    this.#connection.open()
  }

  #live(): void {
    const sessionId = this.#connection?.sessionId ?? null
    if (sessionId === null) return
    this.#lives += 1
    this.#replacements = 0
    const reason = this.#nextReason
    this.#nextReason = 'reconnected'
    this.#enter({ status: 'live', sessionId, reason: null })
    this.sessions.tell({ epoch: this.#state.epoch, sessionId, reason })
  }

  #lost(reason: string): void {
    const { status } = this.#state
    this.#enter({ status: status === 'live' ? 'suspended' : status, reason })
    this.#onLost(this.unreachable())
  }

  #replace(why: 'expired' | 'rebuilt', reason: string): void {
    this.#retire()
    this.#nextReason = why
    this.#replacements += 1
    const status = this.#state.status === 'live' ? 'suspended' : this.#state.status
    this.#enter({ status, sessionId: null, reason })
    this.#onLost(this.unreachable())
    // The first replacement is urgent; more without a life in between mean that something is odd with the server.
    if (this.#replacements === 1) this.#open(status, reason)
    else this.#openLater(status, reason, backOffMs(this.#replacements - 1))
  }

  /** Bad credentials come from the configuration and stay bad, but a server's set-up may be mended: try now and then. */
  #authFailed(reason: string): void {
    this.#retire()
    this.#enter({ status: 'auth-failed', sessionId: null, reason })
    this.#onLost(this.unreachable())
    if (this.#nextReason === 'reconnected') this.#nextReason = 'rebuilt'
    this.#openLater('auth-failed', reason, AUTH_RETRY_MS)
  }

  #openLater(status: SessionStatus, reason: string, waitMs: number): void {
    this.#reopen = setTimeout(() => this.#open(status, reason), waitMs)
  }

  #retire(): Connection | null {
    const connection = this.#connection
    this.#heardBefore = this.heardAt
    this.#bytesBefore = this.bytesIn
    this.#connection = null
    return connection
  }

  #enter(change: Partial<SessionState>): void {
    const before = this.#state
    const server = this.#connection?.server ?? before.server
    const next = { ...before, server, ...change }
    if (next.status !== before.status) next.since = Date.now()
    else if (next.reason === before.reason && next.server === before.server && next.epoch === before.epoch) return
    this.#state = next
    this.#options.log(`ZooKeeper session ${next.status}${next.reason === null ? ` on ${server}` : `: ${next.reason}`}`)
    this.states.tell(next)
  }
}
