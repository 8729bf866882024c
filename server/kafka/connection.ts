import type { Socket } from 'node:net'
import { VivariumError } from '@/lib/errors'
import { type Address, formatAddress } from './address'
import { type Capabilities, negotiateVersion } from './capabilities'
import { type ConnectStep, stepError, stepTimeout } from './connect-step'
import { type Wait, withDeadline } from './deadline'
import { handshake } from './handshake'
import { openSocket, type TlsOptions } from './open-socket'
import type { SaslOptions } from './sasl'
import type { Api } from './wire/apis'
import { type Draft, type DraftAt, draftAt } from './wire/codec'
import { correlationIdOf, decodeResponse, encodeRequest } from './wire/frame'
import { FRAME_LIMIT, FrameSplitter } from './wire/frame-splitter'

/**
 * One socket to one broker, from connect to close; it is never reopened.
 * Errors of every request: `unreachable` or `timeout`, naming step and address; once closed, always the reason of closing.
 */
export class Connection {
  readonly address: string
  /** Connected, logged in, versions known; shared by all who wait for it. */
  readonly ready: Promise<Capabilities>
  /** Settles when the connection has ended, with the reason. */
  readonly ended: Promise<VivariumError>
  /** It must take no new requests: its SASL session ends soon. It closes when the last answer is in. */
  retired = false
  /** Why it ended. */
  failure: VivariumError | null = null

  #tellEnded: (reason: VivariumError) => void = () => {}
  readonly #options: ConnectionOptions
  readonly #abort = new AbortController()
  readonly #pending = new Map<number, Pending>()
  readonly #splitter = new FrameSplitter(HANDSHAKE_FRAME_LIMIT)
  #socket: Socket | null = null
  #step: ConnectStep = 'DNS'
  #correlationId = 0
  #session: NodeJS.Timeout | undefined
  #throttledUntil = 0

  constructor(address: Address, options: ConnectionOptions) {
    this.address = formatAddress(address)
    this.#options = options
    this.ended = new Promise((resolve) => {
      this.#tellEnded = resolve
    })
    this.ready = this.#open(address).catch((error: unknown) => {
      this.close(error instanceof VivariumError ? error : stepError(this.#step, this.address, error))
      throw this.failure
    })
    this.ready.catch(() => {}) // those who wait are told; with nobody waiting, `failure` keeps it
  }

  /** How far it has come; `request` once it has been ready, also after it ended. */
  get step(): ConnectStep {
    return this.#step
  }

  /**
   * One request at the negotiated version, after `ready`; the deadline covers both.
   * Errors: `unsupported` for an API the broker lacks, `busy` with 64 requests waiting or while the broker throttles us
   * beyond the deadline, `timeout` (a broker silent for the deadline, at least 1 s, loses its connection), the signal's reason.
   */
  async request<Q, A>(api: Api<Q, A>, draft: DraftAt<Q>, wait: Wait): Promise<A> {
    const startedAt = performance.now()
    const late = this.#late(api, wait.timeoutMs)
    const capabilities = await withDeadline(this.ready, wait, late)
    const timeoutMs = wait.timeoutMs - (performance.now() - startedAt)
    if (this.#throttledUntil - performance.now() > timeoutMs) {
      throw new VivariumError({ code: 'busy', message: `broker ${this.address} throttles this client (request quota)` })
    }
    const version = negotiateVersion(api, this.address, capabilities)
    // A caller in a hurry must not end a connection that others use.
    const frame = this.#exchange(api, version, draftAt(draft, version), Math.max(timeoutMs, LEAST_PATIENCE_MS))
    return this.#decode(api, version, await withDeadline(frame, { timeoutMs, signal: wait.signal }, late))
  }

  /** Ends the connection; waiting requests get the reason. */
  close(reason: VivariumError): void {
    if (this.failure) return
    this.failure = reason
    clearTimeout(this.#session)
    this.#abort.abort(reason)
    this.#socket?.destroy()
    for (const { timer, reject } of this.#pending.values()) {
      clearTimeout(timer)
      reject(reason)
    }
    this.#pending.clear()
    this.#tellEnded(reason)
  }

  async #open(address: Address): Promise<Capabilities> {
    const { tls, sasl, stepTimeoutMs } = this.#options
    const socket = await openSocket(address, {
      tls,
      timeoutMs: stepTimeoutMs,
      signal: this.#abort.signal,
      onStep: (step) => {
        this.#step = step
      },
    })
    this.#socket = socket
    socket.on('data', (chunk: Buffer) => this.#receive(chunk))
    socket.on('error', (error) => this.close(stepError(this.#step, this.address, error)))
    socket.on('close', () => {
      this.close(stepError(this.#step, this.address, new Error('the broker closed the connection'), this.#closeHint()))
    })
    try {
      const { capabilities, sessionLifetimeMs } = await handshake(sasl, {
        enter: (step) => {
          this.#step = step
        },
        send: (api, version, draft) => this.#exchange(api, version, draft, stepTimeoutMs),
        read: (api, version, frame) => this.#decode(api, version, frame),
      })
      this.#splitter.limit = FRAME_LIMIT
      this.#step = 'request'
      if (sessionLifetimeMs > 0) this.#retireIn(sessionLifetimeMs * SESSION_SHARE)
      return capabilities
    } catch (error) {
      throw error === this.failure ? error : stepError(this.#step, this.address, error)
    }
  }

  /** Sends one request and resolves with the frame that answers it. */
  #exchange<Q, A>(api: Api<Q, A>, version: number, draft: Draft<Q>, timeoutMs: number): Promise<Buffer> {
    const socket = this.#socket
    if (this.failure || !socket) return Promise.reject(this.failure ?? new Error('the connection has no socket yet'))
    if (this.#pending.size >= MAX_IN_FLIGHT) {
      return Promise.reject(
        new VivariumError({ code: 'busy', message: `${MAX_IN_FLIGHT} requests wait for broker ${this.address}` }),
      )
    }
    this.#correlationId = (this.#correlationId + 1) & 0x7fffffff
    const correlationId = this.#correlationId
    const bytes = encodeRequest(api.schema, { version, correlationId, clientId: this.#options.clientId }, draft)
    const late = this.#late(api, timeoutMs)
    return new Promise((resolve, reject) => {
      // Closed, because a broker that lets a deadline pass is stuck, and all behind this request with it.
      const timer = setTimeout(() => this.close(late()), timeoutMs)
      this.#pending.set(correlationId, { resolve, reject, timer })
      socket.write(bytes)
    })
  }

  #late<Q, A>(api: Api<Q, A>, timeoutMs: number): () => VivariumError {
    return () =>
      stepTimeout(this.#step, this.address, timeoutMs, this.#step === 'request' ? api.schema.name : undefined)
  }

  #receive(chunk: Buffer): void {
    try {
      for (const frame of this.#splitter.push(chunk)) {
        const id = correlationIdOf(frame)
        const pending = this.#pending.get(id)
        if (!pending) {
          throw new VivariumError({ code: 'unreachable', message: `not a Kafka answer: nobody asked for number ${id}` })
        }
        this.#pending.delete(id)
        clearTimeout(pending.timer)
        pending.resolve(frame)
      }
      this.#closeWhenRetired()
    } catch (error) {
      this.close(stepError(this.#step, this.address, error))
    }
  }

  #decode<Q, A>(api: Api<Q, A>, version: number, frame: Buffer): A {
    try {
      const { body, unread } = decodeResponse(api.schema, version, frame)
      if (unread > 0)
        this.#options.log(`${api.schema.name} v${version} of ${this.address}: ${unread} bytes left unread`)
      this.#noteThrottle(api.schema.name, body)
      return body
    } catch (error) {
      const failure = stepError(this.#step, this.address, error)
      this.close(failure)
      throw failure
    }
  }

  #noteThrottle(name: string, body: unknown): void {
    const throttleMs = (body as { throttleTimeMs?: number }).throttleTimeMs ?? 0 // most answers carry it
    if (throttleMs <= 0) return
    this.#throttledUntil = performance.now() + throttleMs
    this.#options.log(`broker ${this.address} throttles this client for ${throttleMs} ms (${name})`)
  }

  #retireIn(ms: number): void {
    this.#session = setTimeout(
      () => {
        this.retired = true
        this.#closeWhenRetired()
      },
      Math.min(ms, MAX_TIMER_MS),
    ).unref()
  }

  #closeWhenRetired(): void {
    if (!this.retired || this.#pending.size > 0) return
    this.close(
      new VivariumError({
        code: 'unreachable',
        message: `the login at ${this.address} is renewed on a new connection`,
      }),
    )
  }

  #closeHint(): string | undefined {
    if (this.#step === 'ApiVersions') return 'a TLS listener, a full broker or another protocol closes like this'
    if (this.#step === 'request' && !this.#options.sasl) return 'a listener that asks for a login closes like this'
    return undefined
  }
}

/** How a connection is made; the same for all brokers of a cluster. */
export interface ConnectionOptions {
  clientId: string
  tls: TlsOptions | null
  sasl: SaslOptions | null
  /** Deadline of each step: DNS, TCP, TLS, each SASL exchange, ApiVersions. */
  stepTimeoutMs: number
  log: (line: string) => void
}

interface Pending {
  resolve: (frame: Buffer) => void
  reject: (error: unknown) => void
  timer: NodeJS.Timeout
}

/** Requests waiting on one connection; a broker answers one at a time, so more is a pile-up. */
const MAX_IN_FLIGHT = 64
/** Silence that ends a connection, whatever shorter deadline a caller has. */
const LEAST_PATIENCE_MS = 1000
/** Until ApiVersions is answered, nothing a broker says is large. */
const HANDSHAKE_FRAME_LIMIT = 1024 * 1024
/** Part of a SASL session's life after which a new connection takes over (KIP-368). */
const SESSION_SHARE = 0.85
/** Longest delay Node's timers take. */
const MAX_TIMER_MS = 2 ** 31 - 1
