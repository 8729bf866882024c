import { errorCode } from '@/lib/errors'
import type { StatesLook } from '../history/states-look'
import type { KafkaClient } from '../kafka/client'

/** Hears of every look; it should be quick, and must not throw. */
export interface StatesListener {
  look(look: StatesLook): void
}

/** What a group is in while it rebalances, of either protocol. */
const REBALANCING = ['PreparingRebalance', 'CompletingRebalance', 'Assigning', 'Reconciling']
/** A rebalance often takes no longer. */
const EVERY_MS = 1_000
/** After a failure; other readings say what is wrong. */
const REST_MS = 5_000
/** A broker too old to select by state: it may be upgraded. */
const TOO_OLD_MS = 300_000

interface Looking {
  askedAt: number | null
  nextAt: number
  isBusy: boolean
}

/**
 * Looks once a second which groups rebalance: their records tell only how that ends. Every broker is asked for itself,
 * so that one that is silent delays no other; no reading depends on these, so a failure is nobody's source.
 */
export class GroupStates {
  readonly #kafka: Pick<KafkaClient, 'brokers' | 'listGroups'>
  readonly #listeners: readonly StatesListener[]
  readonly #onChange: () => void
  readonly #brokers = new Map<number, Looking>()
  readonly #rebalancing = new Map<number, ReadonlySet<string>>()
  readonly #abort = new AbortController()
  #timer: NodeJS.Timeout | null = null

  /** `onChange` hears when another set of groups rebalances. */
  constructor(
    kafka: Pick<KafkaClient, 'brokers' | 'listGroups'>,
    listeners: readonly StatesListener[],
    onChange: () => void,
  ) {
    this.#kafka = kafka
    this.#listeners = listeners
    this.#onChange = onChange
  }

  /** Once; further calls do nothing. */
  start(): void {
    if (this.#abort.signal.aborted) return
    this.#timer ??= setInterval(() => this.#tick(), EVERY_MS)
  }

  stop(): void {
    this.#abort.abort()
    if (this.#timer) clearInterval(this.#timer)
  }

  #tick(): void {
    const ids = new Set(this.#kafka.brokers().map(({ id }) => id))
    for (const id of this.#brokers.keys()) if (!ids.has(id)) this.#brokers.delete(id)
    for (const id of ids) {
      const looking = this.#brokers.get(id) ?? { askedAt: null, nextAt: 0, isBusy: false }
      this.#brokers.set(id, looking)
      if (!looking.isBusy && Date.now() >= looking.nextAt) void this.#look(id, looking)
    }
  }

  async #look(broker: number, looking: Looking): Promise<void> {
    const { signal } = this.#abort
    const askedAt = Date.now()
    looking.isBusy = true
    try {
      const { groups, error } = await this.#kafka.listGroups(broker, { signal, states: REBALANCING })
      if (signal.aborted) return
      if (error) looking.nextAt = Date.now() + REST_MS
      else {
        this.#tell({
          broker,
          groups: new Set(groups.map(({ id }) => id)),
          previousAt: looking.askedAt,
          at: askedAt,
        })
        looking.askedAt = askedAt
      }
    } catch (error) {
      looking.nextAt = Date.now() + (errorCode(error) === 'unsupported' ? TOO_OLD_MS : REST_MS)
    } finally {
      looking.isBusy = false
    }
  }

  #tell(look: StatesLook): void {
    for (const listener of this.#listeners) listener.look(look)
    const before = this.#rebalancing.get(look.broker) ?? new Set()
    this.#rebalancing.set(look.broker, look.groups)
    if (before.size !== look.groups.size || [...look.groups].some((id) => !before.has(id))) this.#onChange()
  }
}
