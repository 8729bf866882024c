import type { GroupDescription } from '../model/consumer-group'
import type { Rebalance } from '../model/rebalance'
import type { ClassicGeneration } from '../records/classic-generation'
import type { OffsetsTopicRecord } from '../records/offsets-topic'
import { ClassicGroup, type RecordContext } from './classic-group'
import { ConsumerGroup } from './consumer-group'
import { describedMember, type TopicNames } from './consumer-members'
import type { SeenMember } from './seen-member'
import { StateSightings } from './state-sightings'

/** What a group's records are read with. */
export interface TimelineSurroundings {
  /** The group as it was described well before a moment (epoch ms); null where it was not. */
  describedBefore: (at: number) => GroupDescription | null
  topicName: TopicNames
  /** Session timeout of members of KIP-848 groups; null where it was not read. */
  sessionTimeoutMs: () => number | null
}

/** Rebalances of one group, derived from its records in the order of their partition and from states seen. */
export class GroupTimeline {
  readonly id: string
  readonly #surroundings: TimelineSurroundings
  readonly #classic = new ClassicGroup()
  readonly #consumer = new ConsumerGroup()
  /** Members of a KIP-848 group that ended in a write at this time: a classic one may go on with them. */
  #ended: { at: number; members: SeenMember[] } | null = null
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

  /** When the last rebalance was that is not told, as nobody knows who was in the group; epoch ms, null for none. */
  get untoldAt(): number | null {
    return this.#consumer.untoldAt
  }

  /** Rebalances that a record tells of: new ones, or known ones (same generation and `at`) of which more is known. */
  take(record: OffsetsTopicRecord, fromPast: boolean): Rebalance[] {
    if (!('group' in record) || record.kind === 'other-group' || record.kind === 'offset-commit') return []
    if (record.offset <= this.#offset) return []
    this.#offset = record.offset
    if (record.kind === 'group-metadata') return this.#takeClassic(record.value, record.timestamp, fromPast)
    if (record.kind === 'consumer-group-metadata' && record.value === null)
      this.#ended = { at: record.timestamp, members: this.#consumer.members.map((member) => this.#timed(member)) }
    return this.#consumer.take(record, {
      group: this.id,
      fromPast,
      committedAt: (key) => this.#commits.get(key) ?? null,
      topicName: this.#surroundings.topicName,
      sessionTimeoutMs: this.#surroundings.sessionTimeoutMs(),
      described: () => this.#surroundings.describedBefore(record.timestamp),
    })
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
    this.#consumer.forget()
    this.#ended = null
    this.#commits.clear()
  }

  #takeClassic(value: ClassicGeneration | null, at: number, fromPast: boolean): Rebalance[] {
    if (value === null) {
      const { generation, members } = this.#classic
      // Only an empty group can be deleted: one with members goes on as a KIP-848 group.
      if (generation !== null && members.length > 0) this.#consumer.adopt(generation, members)
      this.#classic.end()
      return []
    }
    if (this.#ended?.at === at && this.#ended.members.length > 0) {
      this.#classic.adopt(value, this.#ended.members, at)
      return []
    }
    const { stateSince } = value
    if (!fromPast && this.#classic.generation === null) this.#seed(stateSince ?? at)
    const rebalance = this.#classic.take(value, this.#context(at, stateSince, fromPast))
    return rebalance ? [rebalance] : []
  }

  #timed(member: SeenMember): SeenMember {
    return { ...member, sessionTimeoutMs: member.sessionTimeoutMs ?? this.#surroundings.sessionTimeoutMs() }
  }

  #context(at: number, joinedAt: number | null, fromPast: boolean): RecordContext {
    return {
      group: this.id,
      at,
      fromPast,
      committedAt: (key) => this.#commits.get(key) ?? null,
      seenStart: (after) => this.#sightings.start(after, joinedAt ?? at, at),
    }
  }

  #seed(at: number): void {
    const described = this.#surroundings.describedBefore(at)
    if (described?.type !== 'classic' || described.members === null) return
    // Outside these two it does not say what members hold.
    if (described.state !== 'Stable' && described.state !== 'Empty') return
    const members = described.members.map(describedMember)
    this.#classic.seed(members, described.protocol)
  }
}
