import type { Socket } from 'node:net'
import { VivariumError } from '@/lib/errors'
import { type Address, formatAddress } from './address'
import { type Capabilities, negotiateVersion, parseCapabilities } from './capabilities'
import { type ConnectStep, stepError, stepTimeout } from './connect-step'
import { untilAborted, type Wait, withDeadline } from './deadline'
import { openSocket, type TlsOptions } from './open-socket'
import { authenticate, type SaslOptions } from './sasl'
import { APIS, type Api } from './wire/apis'
import { type Draft, type DraftAt, draftAt } from './wire/codec'
import { kafkaErrorName } from './wire/error-codes'
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
  /** It must take no new requests: its SASL session ends soon. It closes when the last answer is in. */
  retired = false
  /** Why it ended. */
  failure: VivariumError | null = null

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
   * beyond the deadline, `timeout` (a request that timed out closes the connection), the signal's reason.
   */
  async request<Q, A>(api: Api<Q, A>, draft: DraftAt<Q>, wait: Wait): Promise<A> {
    const startedAt = performance.now()
    const late = () => stepTimeout(this.#step, this.address, wait.timeoutMs)
    const capabilities = await withDeadline(this.ready, wait, late)
    const timeoutMs = wait.timeoutMs - (performance.now() - startedAt)
    if (this.#throttledUntil - performance.now() > timeoutMs) {
      throw new VivariumError({ code: 'busy', message: `broker ${this.address} throttles this client (request quota)` })
    }
    const version = negotiateVersion(api, this.address, capabilities)
    const frame = await untilAborted(
      this.#exchange(api, version, draftAt(draft, version), timeoutMs, 'request'),
      wait.signal,
    )
    return this.#decode(api, version, frame)
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
  }

  async #open(address: Address): Promise<Capabilities> {
    const { tls, stepTimeoutMs } = this.#options
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
      return await this.#greet()
    } catch (error) {
      throw error === this.failure ? error : stepError(this.#step, this.address, error)
    }
  }

  async #greet(): Promise<Capabilities> {
    const { sasl, stepTimeoutMs } = this.#options
    if (sasl) {
      this.#step = 'SASL'
      const lifetimeMs = await authenticate(sasl, async (api, draft) =>
        this.#decode(api, api.pin, await this.#exchange(api, api.pin, draft, stepTimeoutMs, 'SASL')),
      )
      const renewInMs = Math.min(lifetimeMs * SESSION_SHARE, MAX_TIMER_MS)
      if (lifetimeMs > 0) this.#session = setTimeout(() => this.#retire(), renewInMs).unref()
    }
    this.#step = 'ApiVersions'
    const capabilities = await this.#askVersions(stepTimeoutMs)
    this.#splitter.limit = FRAME_LIMIT
    this.#step = 'request'
    return capabilities
  }

  async #askVersions(timeoutMs: number): Promise<Capabilities> {
    const api = APIS.apiVersions
    let version = api.pin
    let frame = await this.#exchange(api, version, CLIENT_SOFTWARE, timeoutMs, 'ApiVersions')
    // A broker that does not know our version answers in version 0, whatever was asked.
    if (frame.length >= 6 && frame.readInt16BE(4) === UNSUPPORTED_VERSION) {
      version = 0
      frame = await this.#exchange(api, version, CLIENT_SOFTWARE, timeoutMs, 'ApiVersions')
    }
    const answer = this.#decode(api, version, frame)
    if (answer.errorCode !== 0) {
      throw new VivariumError({
        code: 'unreachable',
        message: `the broker answered ${kafkaErrorName(answer.errorCode)}`,
      })
    }
    return parseCapabilities(answer)
  }

  /** Sends one request and resolves with the frame that answers it. */
  #exchange<Q, A>(
    api: Api<Q, A>,
    version: number,
    draft: Draft<Q>,
    timeoutMs: number,
    step: ConnectStep,
  ): Promise<Buffer> {
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
    const what = step === 'request' ? `${api.schema.name} request` : step
    return new Promise((resolve, reject) => {
      const timer = setTimeout(
        // Closed, because a broker that lets a deadline pass is stuck, and all behind this request with it.
        () =>
          this.close(
            new VivariumError({
              code: 'timeout',
              message: `${what} to ${this.address}: no answer within ${Math.round(timeoutMs)} ms`,
            }),
          ),
        timeoutMs,
      )
      this.#pending.set(correlationId, { what, resolve, reject, timer })
      socket.write(bytes)
    })
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

  #retire(): void {
    this.retired = true
    this.#closeWhenRetired()
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

/** How we name ourselves in ApiVersions; brokers count clients by it. */
export const CLIENT_SOFTWARE = { clientSoftwareName: 'vivarium', clientSoftwareVersion: '0.1.0' }

interface Pending {
  what: string
  resolve: (frame: Buffer) => void
  reject: (error: unknown) => void
  timer: NodeJS.Timeout
}

/** Requests waiting on one connection; a broker answers one at a time, so more is a pile-up. */
const MAX_IN_FLIGHT = 64
/** Until ApiVersions is answered, nothing a broker says is large. */
const HANDSHAKE_FRAME_LIMIT = 1024 * 1024
/** Part of a SASL session's life after which a new connection takes over (KIP-368). */
const SESSION_SHARE = 0.85
/** Longest delay Node's timers take. */
const MAX_TIMER_MS = 2 ** 31 - 1
const UNSUPPORTED_VERSION = 35
