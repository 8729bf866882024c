import type { LibraryRequest } from 'node-zookeeper-client/lib/ConnectionManager.js'
import type { ReplyPayload } from 'node-zookeeper-client/lib/jute/index.js'
import { errorCode } from '@/lib/errors'
import type { ConnectString } from './connect-string'
import { connectString } from './connect-string'
import { listTree } from './list-tree'
import { Listeners } from './listeners'
import type { ReadOperation, ZnodeAcl, ZnodeChildren, ZnodeData } from './read-operation'
import {
  aclOperation,
  addWatchRequest,
  childrenOperation,
  existsOperation,
  getOperation,
  syncRequest,
} from './read-operation'
import { RequestWindow } from './request-window'
import { SERVER_CODE, ServerReplyError, serverError } from './server-error'
import type { SessionInfo, SessionState } from './session-life'
import { SessionLife } from './session-life'
import { WatchLedger } from './watch-ledger'
import { srvr } from './words/srvr'
import { isWithin, parentPath, znodePath } from './znode-path'
import type { ZnodeStat } from './znode-stat'

export type { SessionInfo, SessionState } from './session-life'
export type { ZnodeStat } from './znode-stat'

/** A watch fired: what happened to which path (without chroot), and when its packet arrived (epoch ms). */
export interface ZnodeEvent {
  type: 'created' | 'deleted' | 'data' | 'children'
  path: string
  at: number
}

export interface SessionOptions {
  /** "h1:p,h2:p/chroot" */
  connect: string
  sessionTimeoutMs?: number
  auth?: { scheme: string; value: string }[]
  log?: (line: string) => void
  /** Budget for the paths of one-shot watches, bytes; default 4 MB. */
  watchBudgetBytes?: number
  /** Answers above it fail with `too-large`; default 64 MiB. */
  maxAnswerBytes?: number
}

export interface ReadOptions {
  /** Leave a one-shot watch behind; without effect below a root that is watched recursively. */
  watch?: boolean
  signal?: AbortSignal
  /** Default 5,000. */
  timeoutMs?: number
}

export interface SessionMetrics {
  inFlight: number
  queued: number
  requests: number
  watchesSet: number
  /** Path bytes of the one-shot watches among them. */
  watchBytes: number
  reconnects: number
  bytesIn: number
  /** One-shot watches refused for lack of budget on this connection: those paths change unnoticed. */
  watchesRefused: number
}

const DEFAULT_SESSION_TIMEOUT_MS = 10_000
const DEFAULT_TIMEOUT_MS = 5_000
const DEFAULT_WATCH_BUDGET_BYTES = 4_000_000
const DEFAULT_MAX_ANSWER_BYTES = 64 * 1_024 * 1_024
const WIDTH = 64
const QUEUE_LIMIT = 20_000
/** Keyed by org.apache.zookeeper.Watcher.Event.EventType; the others tell of watches removed, which we never do. */
const EVENT_TYPES: Record<number, ZnodeEvent['type']> = { 1: 'created', 2: 'deleted', 3: 'data', 4: 'children' }

/**
 * A ZooKeeper session that keeps itself alive: it reconnects, replaces expired clients, and never needs a restart.
 *
 * Reads fail with a `VivariumError`: `not-found`, `forbidden` (ACL), `timeout`, `unreachable` (not live, or cut while
 * waiting), `invalid` (path), `too-large`, `busy`; an abort rejects with the signal's reason. Equal reads under way
 * are shared, so their values must not be changed.
 */
export class ZooKeeperSession {
  readonly #target: ConnectString
  readonly #life: SessionLife
  readonly #window = new RequestWindow(WIDTH, QUEUE_LIMIT)
  readonly #ledger: WatchLedger
  readonly #events: Listeners<ZnodeEvent>
  readonly #persistent = new Map<string, 'recursive' | 'persistent'>()
  #support: { life: number; known: Promise<boolean> } | undefined
  /** A server that does not tell its version answered addWatch with UNIMPLEMENTED. */
  #refusedAddWatch = false

  /** Errors: `invalid` with field `connect`. */
  constructor(options: SessionOptions) {
    const log = options.log ?? (() => undefined)
    this.#target = connectString(options.connect)
    this.#ledger = new WatchLedger(options.watchBudgetBytes ?? DEFAULT_WATCH_BUDGET_BYTES)
    this.#events = new Listeners(log)
    this.#life = new SessionLife(
      {
        target: this.#target,
        sessionTimeoutMs: options.sessionTimeoutMs ?? DEFAULT_SESSION_TIMEOUT_MS,
        auth: options.auth ?? [],
        maxAnswerBytes: options.maxAnswerBytes ?? DEFAULT_MAX_ANSWER_BYTES,
        log,
      },
      (error) => this.#voidConnection(error),
      (type, path, at) => this.#onEvent(type, path, at),
    )
  }

  get state(): SessionState {
    return this.#life.state
  }

  /** Epoch ms of the last packet from a server; null when there was none. */
  get lastHeardAt(): number | null {
    return this.#life.heardAt
  }

  /** Starts connecting, for ever; a second call does nothing. No network failure makes it throw. */
  start(): void {
    this.#life.start()
  }

  /** Fails what waits, ends the session on the server if that can be reached within 1 s, and stays closed. */
  close(): Promise<void> {
    return this.#life.close()
  }

  get(path: string, options?: ReadOptions): Promise<ZnodeData> {
    return this.#read(getOperation, path, options)
  }

  /** The stat, or null when there is no such znode; a watch is armed in both cases. */
  exists(path: string, options?: ReadOptions): Promise<ZnodeStat | null> {
    return this.#read(existsOperation, path, options)
  }

  children(path: string, options?: ReadOptions): Promise<ZnodeChildren> {
    return this.#read(childrenOperation, path, options)
  }

  getAcl(path: string, options?: Omit<ReadOptions, 'watch'>): Promise<ZnodeAcl> {
    return this.#read(aclOperation, path, options)
  }

  /** Returns when the server we are on has caught up with the leader; reads started after that are at least as new. */
  async sync(path = '/'): Promise<void> {
    await this.#request(znodePath(path), syncRequest(this.#target.chroot, path))
    this.#window.outdateAll()
  }

  /**
   * Sets a watch that fires more than once. It is gone with the connection: set it again after each `session`.
   *
   * A recursive watch tells of created, deleted and changed znodes at and below `path`, never `children`. The server
   * is asked for its version first, since 3.4 and 3.5 cut the connection on this request.
   */
  async addWatch(path: string, mode: 'recursive' | 'persistent'): Promise<'ok' | 'unsupported'> {
    znodePath(path)
    const life = this.#life.lives
    if (!(await this.#serverKnowsAddWatch())) return 'unsupported'
    try {
      await this.#request(path, addWatchRequest(this.#target.chroot, path, mode))
    } catch (error) {
      if (errorCode(error) !== 'unsupported') throw error
      this.#refusedAddWatch = true
      return 'unsupported'
    }
    if (life !== this.#life.lives) throw this.#life.unreachable()
    this.#persistent.set(path, mode)
    return 'ok'
  }

  /** Lists a subtree breadth first, at most `cap` paths with the root first; see listTree. */
  listTree(path: string, { cap, signal }: { cap: number; signal?: AbortSignal }): Promise<string[]> {
    return listTree((at) => this.children(at, signal === undefined ? {} : { signal }), path, { cap, signal })
  }

  /** Listens; returns how to stop. Each `session` means: read everything again. */
  on(event: 'state', listener: (state: SessionState) => void): () => void
  on(event: 'event', listener: (event: ZnodeEvent) => void): () => void
  on(event: 'session', listener: (info: SessionInfo) => void): () => void
  on(event: 'state' | 'event' | 'session', listener: (value: never) => void): () => void {
    // The overloads pair each name with its value, which one implementation signature cannot say.
    if (event === 'state') return this.#life.states.add(listener as (state: SessionState) => void)
    if (event === 'event') return this.#events.add(listener as (event: ZnodeEvent) => void)
    return this.#life.sessions.add(listener as (info: SessionInfo) => void)
  }

  metrics(): SessionMetrics {
    return {
      inFlight: this.#window.inFlight,
      queued: this.#window.queued,
      requests: this.#window.requests,
      watchesSet: this.#ledger.size + this.#persistent.size,
      watchBytes: this.#ledger.bytes,
      watchesRefused: this.#ledger.refused,
      reconnects: Math.max(0, this.#life.lives - 1),
      bytesIn: this.#life.bytesIn,
    }
  }

  async #read<Value>(operation: ReadOperation<Value>, path: string, options: ReadOptions = {}): Promise<Value> {
    znodePath(path)
    this.#life.connection()
    const { watchKind } = operation
    const wanted = options.watch === true && watchKind !== null && !this.#isWatchedAnyway(path)
    const start = (done: (error: Error | null, value?: Value) => void) => {
      const watch = wanted && this.#ledger.arm(watchKind, path)
      this.#send(operation.request(path, watch), (code, payload) => {
        if (code === 0 && payload !== null) return done(null, operation.value(payload))
        if (code === SERVER_CODE.noNode && operation.absent !== undefined) return done(null, operation.absent)
        if (watch) this.#ledger.disarm(watchKind, path)
        done(serverError(code, path))
      })
    }
    const key = `${operation.name}${wanted ? '+' : ''}:${path}`
    const { signal, timeoutMs = DEFAULT_TIMEOUT_MS } = options
    return this.#window.run({ key, path, start }, { timeoutMs, signal })
  }

  /** A request whose answer is empty. */
  async #request(path: string, request: LibraryRequest): Promise<void> {
    this.#life.connection()
    const start = (done: (error: Error | null) => void) => {
      this.#send(request, (code) => done(code === 0 ? null : serverError(code, path)))
    }
    await this.#window.run<void>({ key: null, path, start }, { timeoutMs: DEFAULT_TIMEOUT_MS })
  }

  #send(request: LibraryRequest, done: (code: number, payload: ReplyPayload | null) => void): void {
    // The window only sends while the session is live: losing the connection empties it first.
    this.#life.connection().send(request, (error, reply) => {
      if (error === null) return done(0, reply?.payload ?? null)
      done(error instanceof ServerReplyError ? error.serverCode : SERVER_CODE.systemError, null)
    })
  }

  #onEvent(eventType: number, path: string, at: number): void {
    const type = EVENT_TYPES[eventType]
    if (type === undefined) return
    if (type !== 'children') this.#ledger.disarm('data', path)
    if (type === 'children' || type === 'deleted') this.#ledger.disarm('children', path)
    this.#window.outdate(path)
    // A recursive watch says "created" of the child where a one-shot watch says "children" of its parent.
    const parent = parentPath(path)
    if (parent !== null && (type === 'created' || type === 'deleted')) this.#window.outdate(parent)
    this.#events.tell({ type, path, at })
  }

  #voidConnection(error: Error): void {
    this.#ledger.clear()
    this.#persistent.clear()
    this.#window.failAll(error)
  }

  #isWatchedAnyway(path: string): boolean {
    for (const [root, mode] of this.#persistent) {
      if (mode === 'recursive' ? isWithin(root, path) : root === path) return true
    }
    return false
  }

  /** Asked once per connection, for an ensemble may be upgraded server by server. */
  #serverKnowsAddWatch(): Promise<boolean> {
    const server = this.#life.connection().server ?? ''
    if (this.#support?.life !== this.#life.lives) {
      const known = knowsAddWatch(server).then((answer) => answer ?? !this.#refusedAddWatch)
      this.#support = { life: this.#life.lives, known }
    }
    return this.#support.known
  }
}

/** Whether the server is 3.6 or newer; null when it does not say. */
async function knowsAddWatch(server: string): Promise<boolean | null> {
  const [host = '', port = ''] = server.split(':')
  try {
    const { version } = await srvr(host, Number(port))
    const [major = 0, minor = 0] = version.split('.').map(Number)
    return major > 3 || (major === 3 && minor >= 6)
  } catch {
    // Four-letter words may be switched off; then the request itself has to tell.
    return null
  }
}
