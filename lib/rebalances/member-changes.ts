import type { RebalanceMember } from '../model/rebalance'
import { partitionKeys, type SeenMember } from './seen-member'

/** A client that went and came back within one rebalance. */
export interface Return {
  from: SeenMember
  to: SeenMember
  /** Static: known by its `group.instance.id`. Otherwise only the same client id and host say so. */
  isStatic: boolean
}

/** Who came, went and stayed from one membership to the next. */
export interface MemberChanges {
  stayed: [before: SeenMember, after: SeenMember][]
  joined: SeenMember[]
  left: SeenMember[]
  /** Their sides are in neither `joined` nor `left`. */
  returned: Return[]
}

/** Compares two memberships by member id, `group.instance.id`, and client id with host, in that order. */
export function memberChanges(before: readonly SeenMember[], after: readonly SeenMember[]): MemberChanges {
  const old = new Map(before.map((member) => [member.memberId, member]))
  const now = new Set(after.map(({ memberId }) => memberId))
  const stayed = after.flatMap((member): MemberChanges['stayed'] => {
    const known = old.get(member.memberId)
    return known ? [[known, member]] : []
  })
  let joined = after.filter(({ memberId }) => !old.has(memberId))
  let left = before.filter(({ memberId }) => !now.has(memberId))
  const returned: Return[] = []
  const pair = (from: SeenMember, to: SeenMember, isStatic: boolean) => {
    returned.push({ from, to, isStatic })
    joined = joined.filter((one) => one !== to)
    left = left.filter((one) => one !== from)
  }
  for (const to of joined) {
    const from = left.find(({ instanceId }) => instanceId !== null && instanceId === to.instanceId)
    if (from) pair(from, to, true)
  }
  // A client id and host that several members share tells none of them from the others.
  const isDistinct = (member: SeenMember) =>
    [before, after].every((members) => members.filter((one) => isSameClient(one, member)).length === 1)
  for (const to of joined) {
    const from = left.find((one) => isSameClient(one, to))
    if (from && isDistinct(to)) pair(from, to, false)
  }
  return { stayed, joined, left, returned }
}

function isSameClient(a: SeenMember, b: SeenMember): boolean {
  return a.instanceId === null && b.instanceId === null && a.clientId === b.clientId && a.host === b.host
}

/** The members of a rebalance with what each held, gained, lost and kept; without `before` nobody knows who is new. */
export function rebalanceMembers(
  before: readonly SeenMember[] | null,
  after: readonly SeenMember[],
  changes: MemberChanges,
): RebalanceMember[] {
  if (before === null) return after.map((member) => toMember(null, member, 'stayed', null)).sort(byClient)
  const members = [
    ...changes.stayed.map(([old, now]) => toMember(old, now, 'stayed', null)),
    ...changes.joined.map((member) => toMember(null, member, 'joined', null)),
    ...changes.left.map((member) => toMember(member, null, 'left', null)),
    ...changes.returned.flatMap(({ from, to, isStatic }) =>
      isStatic
        ? [toMember(from, to, 'replaced', from.memberId)]
        : [toMember(from, null, 'left', null), toMember(null, to, 'joined', from.memberId)],
    ),
  ]
  return members.sort(byClient)
}

function toMember(
  before: SeenMember | null,
  after: SeenMember | null,
  change: RebalanceMember['change'],
  replaces: string | null,
): RebalanceMember {
  // One of the two is always given.
  const { memberId, instanceId, clientId, host } = (after ?? before) as SeenMember
  const [old, now] = [before?.held ?? null, after?.held ?? null]
  const counts = () => {
    // Who was no member held nothing, and who is none any more holds nothing.
    if ((before && old === null) || (after && now === null)) return { gained: null, lost: null, kept: null }
    const had = new Set(partitionKeys(old))
    const has = partitionKeys(now)
    const kept = has.filter((key) => had.has(key)).length
    return { gained: has.length - kept, lost: had.size - kept, kept }
  }
  const known = change === 'joined' || before !== null ? counts() : { gained: null, lost: null, kept: null }
  return { memberId, instanceId, clientId, host, before: old, after: now, change, replaces, ...known }
}

/** Partitions that another member holds than before, or that nobody held before; null where not all is known. */
export function partitionsMoved(
  before: readonly SeenMember[] | null,
  after: readonly SeenMember[],
  { returned }: MemberChanges,
): number | null {
  if (before === null || [...before, ...after].some(({ held }) => held === null)) return null
  const now = new Map(returned.filter(({ isStatic }) => isStatic).map(({ from, to }) => [from.memberId, to.memberId]))
  const owners = new Map(
    before.flatMap(({ memberId, held }) => partitionKeys(held).map((key) => [key, now.get(memberId) ?? memberId])),
  )
  return after.flatMap(({ memberId, held }) => partitionKeys(held).filter((key) => owners.get(key) !== memberId)).length
}

function byClient(a: RebalanceMember, b: RebalanceMember): number {
  return compare(a.clientId, b.clientId) || compare(a.memberId, b.memberId)
}

function compare(a: string, b: string): number {
  return a < b ? -1 : a > b ? 1 : 0
}
