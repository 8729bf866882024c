import type { RebalanceTrigger } from '../model/rebalance'
import { counted } from './evidence'
import { partitionKeys, type SeenMember } from './seen-member'

/** Assignors whose every round hands out all partitions; of others a round may hold some back. */
const EAGER: ReadonlySet<string> = new Set(['range', 'roundrobin', 'sticky', 'RoundRobinAssigner'])

/** What the generations of a group told so far of the partitions of its topics. */
export interface KnownPartitions {
  /** By topic: the highest number ever assigned. */
  highest: Map<string, number>
  /** "topic/partition" that the last generation took from its holder and gave to nobody. */
  heldBack: Set<string>
  /** How many generations were read without a break; the first ever of the group counts as two. */
  generations: number
}

/** Whether some rounds of this assignor leave partitions with nobody. */
export function isCooperative(protocol: string | null): boolean {
  return protocol !== null && (protocol.includes('cooperative') || protocol === 'stream')
}

/** Why a generation began in which nobody came, went or subscribed anew. */
export function classicCause(
  before: readonly SeenMember[],
  after: readonly SeenMember[],
  known: KnownPartitions,
  { protocolBefore, protocol, skipped }: { protocolBefore: string | null; protocol: string | null; skipped: number },
): RebalanceTrigger[] {
  if (skipped > 0)
    return [
      unknown(`${counted(skipped, 'generation')} before it never completed; who came and went then is not written`),
    ]
  if (protocolBefore !== protocol)
    return [unknown(`the assignor changed from ${protocolBefore ?? 'none'} to ${protocol ?? 'none'}`)]
  const grown = countChanges(before, after, known, protocol)
  if (grown.length > 0) return grown
  const now = new Set(after.flatMap(({ held }) => partitionKeys(held)))
  const given = [...known.heldBack].filter((key) => now.has(key))
  if (isCooperative(protocol) && given.length > 0)
    return [
      {
        kind: 'cooperative-follow-up',
        memberId: null,
        certainty: 'observed',
        evidence: `the generation before left ${counted(given.length, 'partition')} with nobody, given out now`,
      },
    ]
  return [
    {
      kind: 'leader-rejoined',
      memberId: null,
      certainty: 'inferred',
      evidence: 'members, subscriptions and assignor are as before',
    },
  ]
}

function unknown(evidence: string): RebalanceTrigger {
  return { kind: 'unknown', memberId: null, certainty: 'inferred', evidence }
}

function countChanges(
  before: readonly SeenMember[],
  after: readonly SeenMember[],
  { highest, generations }: KnownPartitions,
  protocol: string | null,
): RebalanceTrigger[] {
  if ([...before, ...after].some(({ held, topics }) => held === null || topics === null)) return []
  const isEager = protocol !== null && EAGER.has(protocol)
  const [counts, topics] = [highestOf(after), new Set(before.flatMap((member) => member.topics ?? []))]
  return [...topics].flatMap((topic): RebalanceTrigger[] => {
    const [was, is] = [highest.get(topic) ?? -1, counts.get(topic) ?? -1]
    // A round that may hold partitions back tells no fewer, and more only where an earlier one gave out all.
    const isCertain = isEager || (generations >= 2 && is > was)
    if (was === is || (!isEager && is < was)) return []
    return [
      {
        kind: 'partitions-changed',
        memberId: null,
        certainty: isCertain ? 'observed' : 'inferred',
        evidence: `${topic} has ${counted(is + 1, 'partition')} assigned, ${was + 1} before`,
      },
    ]
  })
}

/** By topic: the highest number assigned. */
export function highestOf(members: readonly SeenMember[]): Map<string, number> {
  const highest = new Map<string, number>()
  for (const { held } of members)
    for (const { topic, partitions } of held ?? [])
      highest.set(topic, Math.max(highest.get(topic) ?? -1, ...partitions))
  return highest
}
