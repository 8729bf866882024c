import type { Socket } from 'node:net'
import type { LibraryRequest, Packet } from 'node-zookeeper-client/lib/ConnectionManager.js'
import ConnectionManager from 'node-zookeeper-client/lib/ConnectionManager.js'
import jute from 'node-zookeeper-client/lib/jute/index.js'
import type { ConnectString } from './connect-string'
import { FrameReader } from './frame-reader'
import { patchLibrary } from './patch-library'
import { ServerRotation } from './server-rotation'
import { socketReason } from './socket-reason'
import { Watchdog } from './watchdog'
import { hexLong } from './znode-stat'

/** What a connection tells its session; called from socket handlers, so the session must defer user code. */
export interface ConnectionListener {
  /** The session is established and all credentials are accepted. */
  live(): void
  /** Not connected: every request sent has failed already. Called again for each failed attempt. */
  lost(reason: string): void
  /** The server no longer knows the session; this connection is of no more use. */
  expired(): void
  authFailed(reason: string): void
  /** Servers accept TCP and cut us before the handshake, for longer than a session lives: a new client is needed. */
  wedged(): void
  /** A raw watch event; `path` without chroot, `type` as in org.apache.zookeeper.Watcher.Event.EventType. */
  event(type: number, path: string, at: number): void
}

export interface ConnectionOptions {
  target: ConnectString
  sessionTimeoutMs: number
  auth: { scheme: string; value: string }[]
  maxAnswerBytes: number
}

const STATE = { closed: -2, authFailed: -4, expired: -3, disconnected: 0, connected: 2 } as const
const XID = { ping: -2, auth: -4 } as const
const OP = { ping: 11, closeSession: -11 } as const
const FIRST_HANDSHAKE_MS = 2_000
const CLOSE_MS = 1_000
const WEDGES_TO_REBUILD = 6
const XID_RESET_AT = 2 ** 30

/**
 * One client of an ensemble, good for one session: node-zookeeper-client's ConnectionManager with its defects closed.
 *
 * It retries for ever until it is disposed. Its own watch registry is replaced by one that forwards raw events and
 * re-arms nothing: whoever listens reads everything again after each `live`.
 */
export class Connection {
  readonly #cm: ConnectionManager
  readonly #listener: ConnectionListener
  readonly #options: ConnectionOptions
  readonly #rotation: ServerRotation<{ host: string; port: number }>
  readonly #watchdog: Watchdog
  #frames: FrameReader
  #server: string | null = null
  #heardAt: number | null = null
  #bytesIn = 0
  #attempt: NodeJS.Timeout | undefined
  #handshakeMs = FIRST_HANDSHAKE_MS
  #tcpUp = false
  #handshakeDone = false
  /** It was cut because the server said nothing. */
  #mute = false
  #authsOpen = 0
  #liveAt: number | null = null
  #everLive = false
  #lostAt = Date.now()
  #wedges = 0
  #reason: string | null = null
  #ended: (() => void) | undefined
  #disposed = false

  constructor(options: ConnectionOptions, listener: ConnectionListener) {
    patchLibrary()
    this.#options = options
    this.#listener = listener
    this.#frames = new FrameReader(options.maxAnswerBytes)
    const servers = options.target.servers.map((server) => `${server.host}:${server.port}`).join(',')
    this.#cm = new ConnectionManager(
      servers + (options.target.chroot ?? ''),
      { sessionTimeout: options.sessionTimeoutMs, spinDelay: 1_000 },
      () => undefined,
    )
    // The library's list is shuffled, so that many dashboards spread over the ensemble.
    this.#rotation = new ServerRotation(this.#cm.servers.map(({ host, port }) => ({ host, port: Number(port) })))
    this.#watchdog = new Watchdog(
      () => this.#cm.queue(bare(XID.ping, OP.ping)),
      (idleMs) => this.#cutMute(`${this.#server} has not answered for ${(idleMs / 1_000).toFixed(1)} s`),
    )
    this.#patch()
  }

  /** host:port we are on, or last tried. */
  get server(): string | null {
    return this.#server
  }

  get sessionId(): string | null {
    return this.#everLive ? hexLong(this.#cm.sessionId) : null
  }

  /** Epoch ms of the last bytes from the server. */
  get heardAt(): number | null {
    return this.#heardAt
  }

  get bytesIn(): number {
    return this.#bytesIn
  }

  open(): void {
    for (const { scheme, value } of this.#options.auth) this.#cm.addAuthInfo(scheme, Buffer.from(value))
    this.#cm.connect()
  }

  /** Sends a request; `callback` gets the reply, or a ServerReplyError (-4 when the connection is lost first). */
  send(request: LibraryRequest, callback: NonNullable<Packet['callback']>): void {
    // The library never wraps the counter; replies are matched in order, so starting over in between is safe.
    if (this.#cm.xid > XID_RESET_AT) this.#cm.xid = 0
    this.#cm.queue(request, callback)
  }

  /** Ends the session on the server when it can be told within 1 s, then disposes. */
  async close(): Promise<void> {
    if (this.#disposed) return
    if (this.#liveAt !== null) {
      await new Promise<void>((resolve) => {
        const limit = setTimeout(resolve, CLOSE_MS)
        this.#ended = () => {
          clearTimeout(limit)
          resolve()
        }
        this.#cm.queue(bare(0, OP.closeSession), this.#ended)
      })
    }
    this.dispose()
  }

  /** Drops the connection for good: never throws, never reconnects, calls no listener any more. */
  dispose(): void {
    if (this.#disposed) return
    this.#disposed = true
    this.#watchdog.stop()
    clearTimeout(this.#attempt)
    clearTimeout(this.#cm.connectTimeoutHandler ?? undefined)
    this.#cm.removeAllListeners('state')
    this.#cm.connect = () => undefined
    this.#cm.state = STATE.closed
    this.#cm.packetQueue.queue.length = 0
    this.#cm.socket?.destroy()
  }

  #patch(): void {
    const cm = this.#cm
    const original = ConnectionManager.prototype
    cm.watcherManager = {
      isEmpty: () => true,
      emit: ({ type, path }) => this.#listener.event(type, path, this.#heardAt ?? Date.now()),
    }
    cm.findNextServer = (callback) => {
      const { server, waitMs } = this.#rotation.next()
      this.#attempt = setTimeout(() => {
        if (this.#disposed) return
        this.#server = `${server.host}:${server.port}`
        this.#frames = new FrameReader(this.#options.maxAnswerBytes)
        this.#tcpUp = this.#handshakeDone = false
        this.#reason = null
        callback(server)
      }, waitMs)
    }
    cm.onSocketConnected = () => {
      if (this.#disposed) return
      this.#tcpUp = true
      this.#authsOpen = this.#options.auth.length
      const limitMs = this.#handshakeMs
      this.#attempt = setTimeout(() => {
        // An ensemble under load may need longer for a new session; without this a slow one is never reached.
        this.#handshakeMs = Math.min(limitMs * 2, Math.max(this.#options.sessionTimeoutMs, FIRST_HANDSHAKE_MS))
        this.#cutMute(`${this.#server} accepted the connection and did not answer within ${limitMs / 1_000} s`)
      }, limitMs)
      original.onSocketConnected.call(cm)
    }
    cm.onSocketData = (chunk) => this.#onData(chunk)
    cm.onSocketError = (error) => {
      this.#reason ??= socketReason(error, this.#server)
      original.onSocketError.call(cm, error)
    }
    cm.onSocketClosed = (hadError) => {
      clearTimeout(this.#attempt)
      this.#watchdog.stop()
      // The session fails its own requests on `lost`; the library would call back into a window that sends the next.
      cm.pendingQueue.length = cm.packetQueue.queue.length = 0
      if (!this.#disposed) original.onSocketClosed.call(cm, hadError)
    }
    cm.prependListener('state', (state: number) => this.#onState(state))
  }

  #onData(chunk: Buffer): void {
    if (this.#disposed) return
    this.#heardAt = Date.now()
    this.#bytesIn += chunk.length
    this.#watchdog.heard()
    const socket: Socket | undefined = this.#cm.socket
    try {
      for (const frame of this.#frames.push(chunk)) {
        const isReply = this.#handshakeDone
        ConnectionManager.prototype.onSocketData.call(this.#cm, frame)
        if (this.#disposed || socket?.destroyed) return
        if (isReply && frame.readInt32BE(4) === XID.auth) this.#onAuthReply(frame.readInt32BE(16))
      }
    } catch (error) {
      // A frame the library cannot decode would otherwise end the process.
      this.#cut(`${this.#server} sent something that is not ZooKeeper's protocol (${String(error)})`)
    }
  }

  #onState(state: number): void {
    if (state === STATE.connected) {
      clearTimeout(this.#attempt)
      this.#handshakeDone = true
      this.#handshakeMs = FIRST_HANDSHAKE_MS
      this.#watchdog.start()
      // The library goes on with this connection after telling us; it must be done before the first request.
      if (this.#authsOpen === 0) queueMicrotask(() => this.#live())
    } else if (state === STATE.expired) {
      this.dispose()
      this.#listener.expired()
    } else if (state === STATE.authFailed) this.#authFailed()
    else if (state === STATE.disconnected) this.#lost()
  }

  #onAuthReply(code: number): void {
    this.#authsOpen -= 1
    if (code !== 0) this.#authFailed()
    else if (this.#authsOpen === 0) queueMicrotask(() => this.#live())
  }

  #authFailed(): void {
    const schemes = this.#options.auth.map((auth) => auth.scheme).join(', ')
    this.dispose()
    this.#listener.authFailed(`${this.#server} refused our credentials (${schemes})`)
  }

  #live(): void {
    if (this.#disposed || this.#cm.state !== STATE.connected) return
    this.#everLive = true
    this.#wedges = 0
    this.#liveAt = Date.now()
    this.#listener.live()
  }

  #lost(): void {
    this.#ended?.()
    if (this.#liveAt !== null) {
      this.#lostAt = Date.now()
      this.#rotation.lived(this.#lostAt - this.#liveAt)
      this.#liveAt = null
    }
    if (this.#tcpUp && !this.#handshakeDone) this.#wedges += 1
    if (this.#mute) this.#rotation.wasMute()
    else if (this.#tcpUp && !this.#handshakeDone) this.#rotation.turnedAway()
    this.#mute = false
    this.#listener.lost(this.#reason ?? this.#cutReason())
    // A server whose data went back in time (wiped, restored) cuts a client that has seen a newer zxid, for ever.
    const longGone = Date.now() - this.#lostAt > this.#cm.sessionTimeout
    if (this.#everLive && longGone && this.#wedges >= WEDGES_TO_REBUILD && !this.#disposed) {
      this.dispose()
      this.#listener.wedged()
    }
  }

  #cutReason(): string {
    if (this.#handshakeDone) return `The connection to ${this.#server} was cut`
    if (this.#tcpUp) {
      return `${this.#server} closed the connection before the handshake: no quorum, too many connections, or not plain ZooKeeper`
    }
    return `${this.#server} does not answer`
  }

  #cutMute(reason: string): void {
    this.#mute = true
    this.#cut(reason)
  }

  #cut(reason: string): void {
    this.#reason ??= reason
    this.#cm.socket?.destroy()
  }
}

function bare(xid: number, type: number): LibraryRequest {
  return new jute.Request(new jute.protocol.RequestHeader(xid, type), null)
}
