import { errorCode, VivariumError } from '@/lib/errors'
import { type Address, formatAddress } from './address'
import type { Capabilities } from './capabilities'
import { Connection, type ConnectionOptions } from './connection'
import type { Wait } from './deadline'
import type { Api } from './wire/apis'
import type { DraftAt } from './wire/codec'

/** The connections of one cluster, at most one per purpose and address. */
export class ConnectionPool {
  readonly #options: ConnectionOptions
  readonly #slots = new Map<string, Slot>()
  readonly #capabilities = new Map<string, Capabilities>()
  #closed = false

  constructor(options: ConnectionOptions) {
    this.#options = options
  }

  /** What the broker at this address said when a connection was last ready; null when none ever was. */
  capabilities(address: Address): Capabilities | null {
    return this.#capabilities.get(formatAddress(address)) ?? null
  }

  /**
   * The live connection, or one that is being made. After a failed attempt the address rests (250 ms, doubled up to 10 s);
   * `eager` does not wait for that. Errors: the last failure while the address rests.
   */
  acquire(purpose: Purpose, address: Address, eager = false): Connection {
    if (this.#closed)
      throw new VivariumError({ code: 'unreachable', message: 'the connections of this cluster are closed' })
    const key = `${purpose}|${formatAddress(address)}`
    let slot = this.#slots.get(key)
    if (!slot) {
      slot = { connection: null, failures: 0, retryAt: 0, failure: null }
      this.#slots.set(key, slot)
    }
    const { connection, failure } = slot
    if (connection && !connection.failure && !connection.retired) return connection
    if (failure && !eager && performance.now() < slot.retryAt) throw failure
    return this.#connect(slot, address)
  }

  /**
   * One request that only reads: it is sent again, once, when a connection that was in use is found dead.
   * Errors: those of `Connection.request`.
   */
  async request<Q, A>(purpose: Purpose, address: Address, api: Api<Q, A>, draft: DraftAt<Q>, wait: Wait): Promise<A> {
    const startedAt = performance.now()
    const connection = this.acquire(purpose, address)
    const inUse = connection.step === 'request'
    try {
      return await connection.request(api, draft, wait)
    } catch (error) {
      const lost = inUse && error === connection.failure && errorCode(error) === 'unreachable'
      const timeoutMs = wait.timeoutMs - (performance.now() - startedAt)
      if (!lost || timeoutMs <= 0) throw error
      return await this.acquire(purpose, address).request(api, draft, { ...wait, timeoutMs })
    }
  }

  /** Ends every connection. */
  close(): void {
    this.#closed = true
    for (const { connection } of this.#slots.values()) {
      connection?.close(
        new VivariumError({ code: 'unreachable', message: `the connection to ${connection.address} was closed by us` }),
      )
    }
  }

  #connect(slot: Slot, address: Address): Connection {
    const connection = new Connection(address, this.#options)
    slot.connection = connection
    connection.ready.then(
      (capabilities) => {
        this.#capabilities.set(connection.address, capabilities)
        if (slot.failures > 0) this.#options.log(`broker ${connection.address} answers again`)
        slot.failures = 0
        slot.failure = null
        void connection.ended.then((reason) => {
          if (!this.#closed && !connection.retired) this.#options.log(`connection lost: ${reason.message}`)
        })
      },
      (failure: VivariumError) => {
        if (slot.connection !== connection || this.#closed) return
        slot.retryAt = performance.now() + Math.min(FIRST_BACKOFF_MS * 2 ** slot.failures, LAST_BACKOFF_MS)
        slot.failure = failure
        slot.failures += 1
        if (slot.failures === 1) this.#options.log(failure.message)
      },
    )
    return connection
  }
}

/**
 * What a connection is for. A broker answers one request per connection at a time, so a long poll must not stand in front
 * of Metadata, nor a large answer in front of a liveness probe.
 */
export type Purpose = 'admin' | 'ages' | 'browse' | 'follow' | 'probe'

interface Slot {
  connection: Connection | null
  failures: number
  retryAt: number
  failure: VivariumError | null
}

const FIRST_BACKOFF_MS = 250
const LAST_BACKOFF_MS = 10_000
