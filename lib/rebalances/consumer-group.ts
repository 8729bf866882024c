import type { GroupDescription } from '../model/consumer-group'
import type { Rebalance } from '../model/rebalance'
import type { OffsetsTopicRecord } from '../records/offsets-topic'
import type { ConsumerGroupMetadataValue } from '../records/offsets-topic-schemas.gen'
import { ConsumerMembers, describedMember, type TopicNames } from './consumer-members'
import { memberChanges, partitionsMoved, rebalanceMembers } from './member-changes'
import type { SeenMember } from './seen-member'
import { partitionsChanged, TopicChanges } from './topic-changes'
import { NOBODY_LEFT, rebalanceTriggers } from './triggers'

/** Kafka's default; a session is kept by heartbeats, not by commits. */
const HEARTBEAT_MS = 5_000

/** What a record of a KIP-848 group is judged with. */
export interface EpochContext {
  group: string
  fromPast: boolean
  committedAt: (key: string) => number | null
  topicName: TopicNames
  /** Of members that do not bring their own; null where it was not read. */
  sessionTimeoutMs: number | null
  /** The group as it was described well before the record; null where it was not. */
  described: () => GroupDescription | null
}

/** Records of a KIP-848 group. */
export type ConsumerRecord = Extract<OffsetsTopicRecord, { kind: `consumer-group-${string}` }>

/** An epoch that not all members have reached. */
interface OpenEpoch {
  rebalance: Rebalance
  before: readonly SeenMember[]
}

/**
 * Follows a KIP-848 group: a record of type 3 begins an epoch, those of type 8 tell when each member has reached it.
 * Nothing is told while it is not known who was in the group: members write themselves down only when they come.
 */
export class ConsumerGroup {
  readonly #members = new ConsumerMembers()
  readonly #topics = new TopicChanges()
  /** Members of the last epoch, with what they hold now; null while not known. */
  #settled: Map<string, SeenMember> | null = null
  #epoch = 0
  #open: OpenEpoch | null = null
  /** The epoch it has is that of the classic group it was. */
  #isAdopted = false
  #untoldAt: number | null = null
  /** One write of the coordinator has one time. */
  #writeAt = -1

  /** The last epoch that was not told, epoch ms; null when there was none. */
  get untoldAt(): number | null {
    return this.#untoldAt
  }

  /** Members of the last epoch, none while they are not known. */
  get members(): SeenMember[] {
    return [...(this.#settled?.values() ?? [])]
  }

  /** What a classic group was that goes on as this one. */
  adopt(generation: number, members: readonly SeenMember[]): void {
    this.#begin(generation, members)
    this.#isAdopted = true
    this.#topics.settle(members)
  }

  forget(): void {
    this.#members.replaceAll([])
    this.#settled = null
    this.#open = null
    this.#epoch = 0
    this.#topics.forget()
  }

  /** Rebalances that became known or of which more is known now. */
  take(record: ConsumerRecord, context: EpochContext): Rebalance[] {
    const { timestamp: at } = record
    const told: Rebalance[] = []
    if (at !== this.#writeAt) {
      const back = this.#comebacks(context)
      if (back) told.push(back)
      this.#writeAt = at
      if (this.#settled === null && !context.fromPast) this.#seed(context)
    }
    this.#topics.take(record)
    if (record.kind === 'consumer-group-member-metadata') {
      if (record.value) this.#members.put(record.memberId, record.value, at)
      else this.#members.remove(record.memberId)
    } else if (record.kind === 'consumer-group-current-member-assignment') {
      const member = record.value && this.#members.assign(record.memberId, record.value, context.topicName, at)
      if (member && this.#settled?.has(member.memberId)) this.#settled.set(member.memberId, member)
    } else if (record.kind === 'consumer-group-metadata') {
      if (record.value) told.push(...this.#takeEpoch(record.value, at, context))
      else this.forget()
    }
    // While members are taken out the next epoch is not written yet.
    const mayComplete = record.kind !== 'consumer-group-member-metadata' && record.value !== null
    const done = mayComplete ? this.#complete(at) : null
    // It may be complete with the record that begins it.
    return done ? [...told.filter((one) => !isSame(one, done)), done] : told
  }

  #takeEpoch({ epoch, metadataHash }: ConsumerGroupMetadataValue, at: number, context: EpochContext): Rebalance[] {
    if (this.#settled !== null && epoch === this.#epoch) {
      // A classic group that goes on as this one, or an epoch that was described already.
      if (!this.#isAdopted) this.#untoldAt = at
      this.#isAdopted = false
      this.#topics.begin(metadataHash)
      return []
    }
    // Nothing comes before the first epoch.
    if (epoch === 1 && (this.#settled === null || this.#epoch > 1)) this.#settled = new Map()
    const overtaken = this.#open ? [this.#amended(this.#open, null)] : []
    this.#open = null
    const causes = this.#topics.cause()
    const isOtherHash = this.#topics.begin(metadataHash)
    if (this.#settled === null || (epoch < this.#epoch && epoch !== 1)) {
      this.#settled = null
      this.#untoldAt = at
      return overtaken
    }
    const { sessionTimeoutMs, committedAt } = context
    const before = this.members.map((member) => ({
      ...member,
      sessionTimeoutMs: member.sessionTimeoutMs ?? sessionTimeoutMs,
    }))
    const after = this.#members.all
    // What they shall hold they do not hold yet.
    const waiting = after.map((member) => ({ ...member, held: null }))
    const skipped = epoch === 1 ? 0 : epoch - this.#epoch - 1
    const times = { startedAt: at, isStartKnown: true, joinedAt: null, heartbeatMs: HEARTBEAT_MS, committedAt }
    const changes = memberChanges(before, after)
    const groupWide = () => {
      if (causes.length > 0) return causes
      if (isOtherHash) return [partitionsChanged('inferred', 'partitions or racks of the topics it reads changed')]
      const evidence = 'members, subscriptions and topics are as before'
      return [{ kind: 'unknown', memberId: null, certainty: 'inferred', evidence } as const]
    }
    const rebalance: Rebalance = {
      ...{ group: context.group, type: 'consumer', generation: epoch, skipped, at },
      ...{ startedAt: at, startedNote: null, joinedAt: null, completedAt: null, durationMs: null },
      ...{ protocolBefore: null, protocol: null, leaderBefore: null, leader: null },
      ...{ membersBefore: before.length, membersAfter: after.length, partitionsMoved: null },
      members: rebalanceMembers(before, waiting, memberChanges(before, waiting)),
      triggers: rebalanceTriggers(changes, times, groupWide),
      fromPast: context.fromPast,
    }
    this.#open = { rebalance, before }
    this.#epoch = epoch
    this.#settled = new Map(after.map((member) => [member.memberId, member]))
    return [...overtaken, rebalance]
  }

  #complete(at: number): Rebalance | null {
    if (!this.#open || !this.#members.allAt(this.#epoch)) return null
    const done = this.#amended(this.#open, at)
    this.#open = null
    const [first] = done.triggers
    const changed = this.#topics.settle(this.members)
    // What is assigned now says what the hash of it did not.
    if (first?.kind !== 'partitions-changed' || first.certainty === 'observed' || changed.length === 0) return done
    return { ...done, triggers: changed }
  }

  #amended({ rebalance, before }: OpenEpoch, completedAt: number | null): Rebalance {
    const after = this.members
    const changes = memberChanges(before, after)
    return {
      ...rebalance,
      completedAt,
      durationMs: completedAt === null ? null : completedAt - rebalance.at,
      members: rebalanceMembers(before, after, changes),
      partitionsMoved: partitionsMoved(before, after, changes),
    }
  }

  /** Static members that came back under another id in a write that began no epoch. */
  #comebacks({ group, fromPast }: EpochContext): Rebalance | null {
    if (this.#settled === null) return null
    const before = this.members
    const back = memberChanges(before, this.#members.all).returned.filter(({ isStatic }) => isStatic)
    if (back.length === 0) return null
    for (const { from, to } of back) {
      this.#settled.delete(from.memberId)
      this.#settled.set(to.memberId, to)
    }
    const after = this.members
    const changes = memberChanges(before, after)
    return {
      ...{ group, type: 'consumer', generation: this.#epoch, skipped: 0, at: this.#writeAt },
      ...{ startedAt: null, startedNote: 'no rebalance: a static member came back and keeps what it held' },
      ...{ joinedAt: null, completedAt: this.#writeAt, durationMs: null },
      ...{ protocolBefore: null, protocol: null, leaderBefore: null, leader: null },
      ...{ membersBefore: before.length, membersAfter: after.length },
      members: rebalanceMembers(before, after, changes),
      partitionsMoved: partitionsMoved(before, after, changes),
      triggers: rebalanceTriggers(changes, NOBODY_LEFT, () => []),
      fromPast,
    }
  }

  #seed({ described }: EpochContext): void {
    const group = described()
    if (group?.type !== 'consumer' || group.groupEpoch === null || group.members === null) return
    const members = group.members.map(describedMember)
    this.#begin(group.groupEpoch, members)
    this.#topics.settle(members)
  }

  #begin(epoch: number, members: readonly SeenMember[]): void {
    this.#members.replaceAll(members)
    this.#settled = new Map(members.map((member) => [member.memberId, member]))
    this.#epoch = epoch
    this.#open = null
    this.#isAdopted = false
  }
}

function isSame(a: Rebalance, b: Rebalance): boolean {
  return a.generation === b.generation && a.at === b.at
}
