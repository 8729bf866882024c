import type { Rebalance } from '../model/rebalance'
import type { ClassicGeneration, ClassicMember } from '../records/classic-generation'
import { decodeAssignment } from '../records/consumer-assignment'
import { decodeSubscription } from '../records/consumer-subscription'
import { classicCause, highestOf, isCooperative, type KnownPartitions } from './classic-causes'
import type { MemberChanges } from './member-changes'
import { memberChanges, partitionsMoved, rebalanceMembers } from './member-changes'
import { heldSince, partitionKeys, plainHost, type SeenMember } from './seen-member'
import { NOBODY_LEFT, rebalanceTriggers, UNREAD_BEFORE } from './triggers'

/** What a record of a group is judged with. */
export interface RecordContext {
  group: string
  /** Of the record, epoch ms. */
  at: number
  fromPast: boolean
  /** When the group last committed in "topic/partition", epoch ms; null when no commit was seen. */
  committedAt: (key: string) => number | null
  /** The beginning of a rebalance that states seen tell of, not before this moment (epoch ms); null when none was seen. */
  seenStart: (after: number) => SeenStart | null
}

/** When a group was first seen to rebalance. */
export interface SeenStart {
  at: number
  note: string
}

/** A completed generation, as far as it was read. */
interface Generation {
  number: number
  at: number
  protocol: string | null
  leader: string | null
  members: SeenMember[]
}

const NEW_GROUP: Generation = { number: 0, at: 0, protocol: null, leader: null, members: [] }
const WITHOUT_JOIN = 'without the time members took to join, which is not written'

/** Follows a classic group by its `GroupMetadata` records, one for each completed generation. */
export class ClassicGroup {
  /** Null while no generation was read. */
  #last: Generation | null = null
  #known: KnownPartitions = { highest: new Map(), heldBack: new Set(), generations: 0 }

  get members(): readonly SeenMember[] {
    return this.#last?.members ?? []
  }

  get generation(): number | null {
    return this.#last?.number ?? null
  }

  /** What was in the group before the first record that is read of it, in a generation without a number. */
  seed(members: SeenMember[], protocol: string | null): void {
    if (this.#last) return
    this.#last = { ...NEW_GROUP, number: -1, protocol, members }
    this.#known = { highest: highestOf(members), heldBack: new Set(), generations: 0 }
  }

  /** Goes on as what was a KIP-848 group of these members, which had reached this epoch. */
  adopt({ generation, protocol, leader }: ClassicGeneration, members: SeenMember[], at: number): void {
    this.#last = { number: generation, at, protocol, leader, members }
    this.#known = { highest: highestOf(members), heldBack: new Set(), generations: 2 }
  }

  /** A tombstone: whatever comes under this id later begins anew. */
  end(): void {
    this.#last = NEW_GROUP
    this.#known = { highest: new Map(), heldBack: new Set(), generations: 1 }
  }

  /** What comes does not continue what came. */
  forget(): void {
    this.#last = null
    this.#known = { highest: new Map(), heldBack: new Set(), generations: 0 }
  }

  /** Null for a record that tells of no rebalance: an empty new group, the same once more. */
  take(value: ClassicGeneration, context: RecordContext): Rebalance | null {
    const before = withTimeouts(this.#before(value), value)
    const old = new Map((before?.members ?? []).map((member) => [member.memberId, member]))
    const members = value.members.map((member) => seen(value.protocolType, member, old, context.at))
    const { generation: number, protocol, leader } = value
    const now: Generation = { number, at: context.at, protocol, leader, members }
    this.#last = now
    // A group that is made starts with an empty generation 0.
    if (number === 0 && members.length === 0) return null
    const isSame = before !== null && before.number === number
    const rebalance = isSame ? replacement(before, now, context) : this.#rebalance(before, now, value, context)
    if (!isSame) this.#learn(before, now)
    return rebalance
  }

  #before({ generation }: ClassicGeneration): Generation | null {
    const last = this.#last
    // Nothing comes before generation 1 but the empty group; a lower number than the last is that of another group.
    if (generation <= 1 && last?.number !== generation) return NEW_GROUP
    if (last === null || last.number > generation) return null
    return last
  }

  #rebalance(
    before: Generation | null,
    now: Generation,
    { stateSince }: ClassicGeneration,
    context: RecordContext,
  ): Rebalance {
    const { group, at, fromPast, committedAt } = context
    const changes = memberChanges(before?.members ?? [], now.members)
    // A number that only a description of the group stands behind is not known.
    const skipped = before === null || before.number < 0 ? 0 : now.number - before.number - 1
    const start = context.seenStart(before?.at ?? 0)
    const startedAt = start && (stateSince === null || start.at < stateSince) ? start.at : stateSince
    // Nobody is waited for when the only member goes.
    const isAtOnce = before?.members.length === 1 && now.members.length === 0
    const times = {
      ...{ startedAt: startedAt ?? at, isStartKnown: start !== null || isAtOnce, joinedAt: stateSince },
      ...{ heartbeatMs: 0, committedAt },
    }
    const protocols = { protocolBefore: before?.protocol ?? null, protocol: now.protocol, skipped }
    const cause = () => (before ? classicCause(before.members, now.members, this.#known, protocols) : [])
    return {
      ...{ group, type: 'classic', generation: now.number, skipped, at },
      ...{
        startedAt,
        startedNote: start?.note ?? (isAtOnce ? null : WITHOUT_JOIN),
        joinedAt: stateSince,
        completedAt: at,
      },
      durationMs: startedAt === null ? null : Math.max(0, at - startedAt),
      ...{ protocolBefore: protocols.protocolBefore, protocol: now.protocol },
      ...{ leaderBefore: before?.leader ?? null, leader: now.leader },
      ...counted(before, now, changes),
      triggers: before ? rebalanceTriggers(changes, times, cause) : [UNREAD_BEFORE],
      fromPast,
    }
  }

  #learn(before: Generation | null, now: Generation): void {
    const { highest, heldBack, generations } = this.#known
    const held = new Set(now.members.flatMap((member) => partitionKeys(member.held)))
    const topics = new Set(now.members.flatMap((member) => member.topics ?? []))
    const lately = [...heldBack, ...(before?.members ?? []).flatMap((member) => partitionKeys(member.held))]
    const counts = highestOf(now.members)
    // Where a round may hold partitions back, what is not assigned is still there.
    if (isCooperative(now.protocol))
      for (const [topic, most] of highest) if ((counts.get(topic) ?? -1) < most) counts.set(topic, most)
    this.#known = {
      highest: counts,
      heldBack: new Set(lately.filter((key) => !held.has(key) && topics.has(key.slice(0, key.lastIndexOf('/'))))),
      generations: before === NEW_GROUP ? 2 : before === null ? 1 : generations + 1,
    }
  }
}

/** A static member came back under another id: the generation goes on, and nothing is handed out anew. */
function replacement(before: Generation, now: Generation, { group, at, fromPast }: RecordContext): Rebalance | null {
  const changes = memberChanges(before.members, now.members)
  const { returned, joined, left } = changes
  if (returned.length === 0 || joined.length + left.length > 0 || returned.some(({ isStatic }) => !isStatic))
    return null
  return {
    ...{ group, type: 'classic', generation: now.number, skipped: 0, at },
    ...{ startedAt: null, startedNote: 'no rebalance: a static member came back and keeps what it held' },
    ...{ joinedAt: null, completedAt: at, durationMs: null },
    ...{ protocolBefore: before.protocol, protocol: now.protocol, leaderBefore: before.leader, leader: now.leader },
    ...counted(before, now, changes),
    triggers: rebalanceTriggers(changes, NOBODY_LEFT, () => []),
    fromPast,
  }
}

/** A description tells no timeouts: members of one group mostly share theirs. */
function withTimeouts(before: Generation | null, { members: [one] }: ClassicGeneration): Generation | null {
  if (before === null || before.number >= 0 || !one) return before
  const { sessionTimeoutMs, rebalanceTimeoutMs } = one
  return { ...before, members: before.members.map((member) => ({ ...member, sessionTimeoutMs, rebalanceTimeoutMs })) }
}

function counted(before: Generation | null, now: Generation, changes: MemberChanges) {
  const was = before?.members ?? null
  return {
    membersBefore: was?.length ?? null,
    membersAfter: now.members.length,
    members: rebalanceMembers(was, now.members, changes),
    partitionsMoved: partitionsMoved(was, now.members, changes),
  }
}

function seen(
  protocolType: string,
  member: ClassicMember,
  before: ReadonlyMap<string, SeenMember>,
  at: number,
): SeenMember {
  const { memberId, instanceId, clientId, clientHost, sessionTimeoutMs, rebalanceTimeoutMs } = member
  // Connect and others encode both in ways of their own.
  const isReadable = protocolType === 'consumer'
  const held = isReadable ? decodeAssignment(member.assignment) : null
  const topics = isReadable ? decodeSubscription(member.subscription) : null
  const since = heldSince(held, before.get(memberId), at)
  const timeouts = { sessionTimeoutMs, rebalanceTimeoutMs }
  return {
    ...{ memberId, instanceId, clientId, host: plainHost(clientHost), ...timeouts },
    ...{ topics, held, heldSince: since, aliveAt: at },
  }
}
