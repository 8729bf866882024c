import type { GroupDescription } from '../model/consumer-group'
import type { Rebalance } from '../model/rebalance'
import type { OffsetsTopicRecord } from '../records/offsets-topic'
import { ClassicGroup, type RecordContext } from './classic-group'
import type { SeenMember } from './seen-member'
import { StateSightings } from './state-sightings'

/** What a group's records are read with. */
export interface TimelineSurroundings {
  /** The group as it was described well before a moment (epoch ms); null where it was not. */
  describedBefore: (at: number) => GroupDescription | null
}

/** Rebalances of one group, derived from its records in the order of their partition and from states seen. */
export class GroupTimeline {
  readonly id: string
  readonly #surroundings: TimelineSurroundings
  readonly #classic = new ClassicGroup()
  readonly #sightings = new StateSightings()
  /** By "topic/partition": when the group last committed, epoch ms. */
  readonly #commits = new Map<string, number>()
  /** Of the last record that tells of a generation; the same may be read twice. */
  #offset = -1n

  constructor(id: string, surroundings: TimelineSurroundings) {
    this.id = id
    this.#surroundings = surroundings
  }

  /** How many partitions its last commits are remembered of. */
  get positions(): number {
    return this.#commits.size
  }

  /** Rebalances that a record tells of: new ones, or known ones (same generation and `at`) of which more is known. */
  take(record: OffsetsTopicRecord, fromPast: boolean): Rebalance[] {
    if (record.kind !== 'group-metadata') return []
    if (record.offset <= this.#offset) return []
    this.#offset = record.offset
    if (record.value === null) {
      this.#classic.end()
      return []
    }
    const { stateSince } = record.value
    if (!fromPast && this.#classic.generation === null) this.#seed(stateSince ?? record.timestamp)
    const rebalance = this.#classic.take(record.value, this.#context(record.timestamp, stateSince, fromPast))
    return rebalance ? [rebalance] : []
  }

  /** A commit (epoch ms), or null when it was taken back. */
  commit(topic: string, partition: number, at: number | null): void {
    const key = `${topic}/${partition}`
    if (at === null) this.#commits.delete(key)
    else if (at > (this.#commits.get(key) ?? 0)) this.#commits.set(key, at)
  }

  /** A look at its state found it rebalancing; see `StateSightings.saw`. */
  sawRebalancing(at: number, previousAt: number | null): void {
    this.#sightings.saw(at, previousAt)
  }

  /** A look at its state found it at rest. */
  sawCalm(at: number): void {
    this.#sightings.calm(at)
  }

  /** Records were missed or undone: what is remembered may not be what came before. */
  forget(): void {
    this.#offset = -1n
    this.#classic.forget()
    this.#commits.clear()
  }

  #context(at: number, joinedAt: number | null, fromPast: boolean): RecordContext {
    return {
      group: this.id,
      at,
      fromPast,
      committedAt: (key) => this.#commits.get(key) ?? null,
      seenStart: (after) => this.#sightings.start(after, joinedAt ?? at),
    }
  }

  #seed(at: number): void {
    const described = this.#surroundings.describedBefore(at)
    if (described?.type !== 'classic' || described.members === null) return
    // Outside these two it does not say what members hold.
    if (described.state !== 'Stable' && described.state !== 'Empty') return
    const members = described.members.map(
      ({ memberId, instanceId, clientId, host, assigned, subscribed }): SeenMember => ({
        ...{ memberId, instanceId, clientId, host, sessionTimeoutMs: null, rebalanceTimeoutMs: null },
        ...{ topics: subscribed, held: assigned, heldSince: new Map(), aliveAt: null },
      }),
    )
    this.#classic.seed(members, described.protocol)
  }
}
