import { errorCode, errorMessage, VivariumError } from '@/lib/errors'
import { type Address, formatAddress, parseAddress } from './address'
import type { ConnectionPool, Purpose } from './connection-pool'
import type { Wait } from './deadline'
import { firstAnswer } from './first-answer'
import type { Api } from './wire/apis'
import type { DraftAt } from './wire/codec'

/** Knows where the brokers are, and takes a request to one, to any, or to the controller. */
export class BrokerRouter {
  readonly #pool: ConnectionPool
  #bootstrap: Address[]
  #brokers = new Map<number, BrokerAddress>()
  #controllerId: number | null = null
  #lastGood: Address | null = null

  constructor(pool: ConnectionPool, bootstrap: string[]) {
    this.#pool = pool
    this.#bootstrap = bootstrap.map(parseAddress)
  }

  setBootstrap(addresses: string[]): void {
    this.#bootstrap = addresses.map(parseAddress)
  }

  /** As last advertised, by id. */
  get brokers(): BrokerAddress[] {
    return [...this.#brokers.values()].sort((a, b) => a.id - b.id)
  }

  /** Takes over what a Metadata answer says. */
  learn(brokers: BrokerAddress[], controllerId: number | null): void {
    this.#brokers = new Map(brokers.map((broker) => [broker.id, broker]))
    this.#controllerId = controllerId
  }

  /** Errors: `not-found` for a broker the cluster does not list. */
  address(id: number): Address {
    const broker = this.#brokers.get(id)
    if (!broker)
      throw new VivariumError({ code: 'not-found', message: `broker ${id} is not among the cluster's brokers` })
    return broker
  }

  /** Asks one broker. Errors: those of the pool; names the advertised address where only the bootstrap one answers. */
  async one<Q, A>(id: number, api: Api<Q, A>, draft: DraftAt<Q>, wait: Wait, purpose: Purpose = 'admin'): Promise<A> {
    const address = this.address(id)
    try {
      return await this.#pool.request(purpose, address, api, draft, wait)
    } catch (error) {
      throw this.explain(id, error)
    }
  }

  /**
   * Asks the broker that answered last, then the others, then the bootstrap addresses, until one answers; `accept` may
   * throw on an answer to go on to the next. Errors: one error for all, the reason of each inside.
   */
  any<Q, A, R>(api: Api<Q, A>, draft: DraftAt<Q>, wait: Wait, accept: (answer: A) => R): Promise<R> {
    return this.#firstOf(this.#candidates(), api, draft, wait, accept)
  }

  /**
   * Asks the controller first, then like `any`. In ZooKeeper mode only the controller can answer some requests; in KRaft
   * the "controller" of Metadata is any broker, and any broker can.
   */
  controller<Q, A, R>(api: Api<Q, A>, draft: DraftAt<Q>, wait: Wait, accept: (answer: A) => R): Promise<R> {
    const controller = this.#controllerId === null ? undefined : this.#brokers.get(this.#controllerId)
    return this.#firstOf(unique([...(controller ? [controller] : []), ...this.#candidates()]), api, draft, wait, accept)
  }

  /** A failure to reach an advertised address that never worked, while another address does, is a wrong listener. */
  explain(id: number, error: unknown): unknown {
    const address = this.#brokers.get(id)
    const answered = this.#lastGood
    const unreachable = errorCode(error) === 'unreachable' || errorCode(error) === 'timeout'
    if (!unreachable || !address || !answered || formatAddress(answered) === formatAddress(address)) return error
    if (this.#pool.capabilities(address)) return error
    return new VivariumError({
      code: errorCode(error),
      message: `broker ${id} advertises ${formatAddress(address)}, which cannot be reached from here, while ${formatAddress(answered)} answers: ${errorMessage(error)}`,
      hint: `if the broker runs, its advertised.listeners is wrong for this network: make ${formatAddress(address)} reachable or advertise another address`,
      cause: error,
    })
  }

  #candidates(): Address[] {
    return unique([...(this.#lastGood ? [this.#lastGood] : []), ...this.#brokers.values(), ...this.#bootstrap])
  }

  async #firstOf<Q, A, R>(
    addresses: Address[],
    api: Api<Q, A>,
    draft: DraftAt<Q>,
    { timeoutMs, signal }: Wait,
    accept: (answer: A) => R,
  ): Promise<R> {
    const endsAt = performance.now() + timeoutMs
    const ways = addresses.map((address) => async () => {
      signal?.throwIfAborted()
      const leftMs = endsAt - performance.now()
      if (leftMs <= 0)
        throw new VivariumError({ code: 'timeout', message: `${formatAddress(address)}: no time was left to ask it` })
      const result = accept(await this.#pool.request('admin', address, api, draft, { timeoutMs: leftMs, signal }))
      return { address, result }
    })
    try {
      const { address, result } = await firstAnswer(ways, Math.min(PATIENCE_MS, timeoutMs / 4))
      this.#lastGood = address
      return result
    } catch (error) {
      signal?.throwIfAborted()
      if (!(error instanceof AggregateError)) throw error
      throw noAnswer(api.schema.name, error.errors)
    }
  }
}

/** A broker as the cluster advertises it. */
export interface BrokerAddress extends Address {
  id: number
  rack: string | null
}

/** Silence after which a second broker is asked beside the first. */
const PATIENCE_MS = 750

function unique(addresses: Address[]): Address[] {
  return [...new Map(addresses.map((address) => [formatAddress(address), address])).values()]
}

/** What tells most comes first: a broker that answered "no" says more than one that did not answer. */
const TELLING = [
  'internal',
  'unauthenticated',
  'forbidden',
  'unsupported',
  'stale',
  'busy',
  'timeout',
  'unreachable',
] as const

function noAnswer(api: string, errors: unknown[]): VivariumError {
  if (errors.length === 0) {
    return new VivariumError({
      code: 'unreachable',
      message: 'no broker address is known',
      hint: 'configure bootstrap addresses',
    })
  }
  const code = TELLING.find((one) => errors.some((error) => errorCode(error) === one)) ?? 'unreachable'
  const telling = errors.find((error) => errorCode(error) === code)
  const hint = telling instanceof VivariumError ? telling.hint : undefined
  const reasons = [...new Set(errors.map(errorMessage))]
  const more = reasons.length > 3 ? `; and ${reasons.length - 3} more` : ''
  return new VivariumError({
    code,
    message: `no broker answered ${api}: ${reasons.slice(0, 3).join('; ')}${more}`,
    ...(hint === undefined ? {} : { hint }),
    cause: telling,
  })
}
