import type { RebalanceTriggerKind } from '@/lib/model/rebalance'
import type { Cluster } from '../cluster/cluster'
import type { ScriptedConsumer, ScriptedConsumers } from '../cluster/scripted-consumers'
import { until } from '../cluster/until'
import { loggedRebalances } from './coordinator-log'
import type { GroupTruth, TrueCause } from './group-truth'

/** A busy machine takes its time beyond the session timeout and the join of all members. */
const SETTLE_LIMIT_MS = 60_000

/** Whoever is in a group and can say what it holds. */
export interface Member {
  readonly clientId: string
  /** Null before it was a member; `generation` is null where it does not know. */
  readonly place: { generation: number | null; memberId: string; partitions: readonly string[] } | null
}

/** What a step makes happen. */
export interface Expected {
  kind: RebalanceTriggerKind
  member: Member | null
  /** Who it was before, where it comes back. */
  sameAs?: Member
  alsoRight?: readonly RebalanceTriggerKind[]
  /** True when absent. */
  evident?: boolean
}

/** One group, what is done to it, and what that caused. */
export class GroupScript {
  readonly cluster: Cluster
  readonly truth: GroupTruth
  /** Members that are there and well. */
  readonly live = new Set<Member>()
  readonly #consumers: ScriptedConsumers
  readonly #settings: Record<string, string>
  /** Rebalances up to the last step. */
  #known = 0
  /** Where the members were when the step began. */
  #generation = 0

  /** `settings` are those of all its consumers. */
  constructor(cluster: Cluster, consumers: ScriptedConsumers, group: string, settings: Record<string, string> = {}) {
    this.cluster = cluster
    this.truth = { group, rebalances: [], replacements: 0, notes: [] }
    this.#consumers = consumers
    this.#settings = settings
  }

  get group(): string {
    return this.truth.group
  }

  /** A consumer of this group that has not joined yet; `name` tells it from its neighbours. */
  consumer(name: string, settings: Record<string, string> = {}): Promise<ScriptedConsumer> {
    return this.#consumers.start(this.group, `${this.group}-${name}`, { ...this.#settings, ...settings })
  }

  /** Starts a consumer that joins, as the one thing that happens; `partitions` are all there are to hold then. */
  async joins(name: string, topics: string, partitions: number, more: Expectation = {}): Promise<ScriptedConsumer> {
    const consumer = await this.consumer(name, more.settings)
    const first = { kind: 'joined', member: consumer, ...more } as const
    await this.step([[first], ...(more.followed ?? [])], async () => {
      consumer.tell(`subscribe ${topics}`)
      this.live.add(consumer)
      await this.settled(partitions)
    })
    return consumer
  }

  /** A member leaves properly, as the one thing that happens. */
  async leaves(consumer: ScriptedConsumer, partitions: number): Promise<void> {
    await this.step([[{ kind: 'left', member: consumer }]], async () => {
      this.live.delete(consumer)
      await consumer.close()
      await this.settled(partitions)
    })
  }

  /**
   * Does something and waits for what comes of it; `expected` are the causes of each rebalance it makes. False when there
   * were more or fewer of them.
   */
  async step(expected: readonly (readonly Expected[])[], act: () => Promise<void>): Promise<boolean> {
    this.#generation = Math.max(0, ...[...this.live].map(({ place }) => place?.generation ?? 0))
    const idsBefore = new Map([...this.live].map((member) => [member, member.place?.memberId]))
    await act()
    const logged = await until(`the log of ${this.group}`, async () => {
      const all = await loggedRebalances(this.cluster, this.group)
      // The members know their assignment before the log of a busy broker is on disk.
      return all.length - this.#known >= expected.length ? all : null
    })
    const fresh = logged.slice(this.#known)
    this.#known = logged.length
    const asMeant = fresh.length === expected.length
    if (!asMeant)
      this.truth.notes.push(
        `${fresh.length} rebalances instead of ${expected.length}, up to ${logged.at(-1)?.generation}`,
      )
    const causeOf = ({ kind, member, sameAs, alsoRight = [], evident = true }: Expected): TrueCause => {
      const ids = [member, sameAs].flatMap((one) => (one ? [idsBefore.get(one), one.place?.memberId] : []))
      return { kind, alsoRight, evident, memberIds: [...new Set(ids.flatMap((id) => id ?? []))] }
    }
    this.truth.rebalances.push(
      ...fresh.map((one, index) => ({
        ...one,
        causes: asMeant ? (expected[index] ?? []).map(causeOf) : null,
        holds: index === fresh.length - 1 ? this.#holdings() : null,
      })),
    )
    return asMeant
  }

  /** Resolves when the members that are there hold so many partitions, each one once, in a generation later than before the step. */
  async settled(partitions: number, newGeneration = true): Promise<void> {
    const members = [...this.live]
    if (members.length === 0) return
    const before = newGeneration ? this.#generation : 0
    await until(
      `${this.group} settled with ${partitions} partitions`,
      () => {
        const places = members.flatMap(({ place }) => place ?? [])
        const generations = new Set(places.flatMap(({ generation }) => generation ?? []))
        const held = places.flatMap((place) => place.partitions)
        const settled =
          places.length === members.length &&
          generations.size <= 1 &&
          [...generations].every((generation) => generation > before) &&
          held.length === partitions &&
          new Set(held).size === partitions
        return settled || Promise.reject(JSON.stringify(places))
      },
      SETTLE_LIMIT_MS,
    )
  }

  #holdings(): Map<string, readonly string[]> {
    return new Map([...this.live].flatMap(({ place }) => (place ? [[place.memberId, place.partitions]] : [])))
  }
}

/** What else is known of a join. */
export interface Expectation extends Partial<Pick<Expected, 'alsoRight' | 'evident'>> {
  settings?: Record<string, string>
  /** Causes of the rebalances that follow by themselves. */
  followed?: readonly (readonly Expected[])[]
}
