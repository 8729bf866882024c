import type { Rebalance, RebalanceTrigger } from '@/lib/model/rebalance'
import { compareNames } from '@/lib/rows/partition-row'
import type { GroupTruth, TrueCause, TrueRebalance } from './group-truth'

/** The part of what the product tells that is compared. */
export type ToldRebalance = Pick<Rebalance, 'generation' | 'skipped' | 'membersAfter'> & {
  triggers: readonly Pick<RebalanceTrigger, 'kind' | 'memberId' | 'certainty'>[]
  members: readonly Pick<Rebalance['members'][number], 'memberId' | 'after' | 'change'>[]
}

/** One cause as it is and as it was told. */
export interface Labelled {
  group: string
  generation: number
  /** Null where nothing of the kind happened. */
  truth: TrueCause | null
  /** Null where nothing was told. */
  told: Pick<RebalanceTrigger, 'kind' | 'certainty'> | null
  right: boolean
}

/** How what was told of one group or of many differs from what happened. */
export interface Comparison {
  rebalances: number
  /** What is missing, invented or has other members or partitions, in words. */
  faults: string[]
  labels: Labelled[]
}

/** Compares the timeline of a group with what happened to it; both oldest first. */
export function compareGroup(
  { group, rebalances, replacements }: GroupTruth,
  told: readonly ToldRebalance[],
): Comparison {
  const faults: string[] = []
  const labels: Labelled[] = []
  // A group that was deleted begins again with generation 1, so it is the order that counts.
  const left = told.filter((one, index) => !isReplacement(one, told[index - 1]))
  const replaced = told.length - left.length
  if (replaced !== replacements) faults.push(`${group}: ${replaced} static members came back, not ${replacements}`)
  for (const truth of rebalances) {
    const name = `${group} generation ${truth.generation}`
    const index = left.findIndex(({ generation }) => generation === truth.generation)
    const found = left[index]
    if (found === undefined) {
      faults.push(`${name} is missing`)
      labels.push(...(truth.causes ?? []).map((cause) => labelled(group, truth, cause, null)))
      continue
    }
    faults.push(
      ...left
        .splice(0, index + 1)
        .slice(0, -1)
        .map((one) => `${group} generation ${one.generation} is invented`),
    )
    faults.push(...differences(truth, found).map((one) => `${name}: ${one}`))
    if (truth.causes) labels.push(...labelsOf(group, truth, truth.causes, found))
  }
  faults.push(...left.map(({ generation }) => `${group} generation ${generation} is invented`))
  return { rebalances: rebalances.length, faults, labels }
}

/** All groups in one. */
export function together(comparisons: readonly Comparison[]): Comparison {
  return {
    rebalances: comparisons.reduce((sum, one) => sum + one.rebalances, 0),
    faults: comparisons.flatMap(({ faults }) => faults),
    labels: comparisons.flatMap(({ labels }) => labels),
  }
}

/** Labels that say "observed" of what did not happen. */
export function wrongObserved({ labels }: Comparison): Labelled[] {
  return labels.filter(({ told, right }) => told?.certainty === 'observed' && !right)
}

/** Of the causes that the records can tell: how many were told right, and of how many. */
export function shareRight({ labels }: Comparison): { right: number; of: number } {
  const evident = labels.filter(({ truth }) => truth?.evident)
  return { right: evident.filter(({ right }) => right).length, of: evident.length }
}

/** The true kind, the kind and certainty told, and how that is, with their count; the truth of an invented one is "nothing". */
export function confusionTable({ labels }: Comparison): string[] {
  const counts = new Map<string, number>()
  for (const { truth, told, right } of labels) {
    const what = `${truth?.kind ?? 'nothing'}${truth?.evident === false ? ' (no evidence)' : ''}`
    const label = told ? `${told.kind.padEnd(22)} ${told.certainty}` : 'missing'
    const line = `${what.padEnd(32)} ${label.padEnd(32)} ${right ? 'right' : told?.kind === 'unknown' ? 'admitted' : 'WRONG'}`
    counts.set(line, (counts.get(line) ?? 0) + 1)
  }
  return [...counts]
    .sort(([a], [b]) => a.localeCompare(b))
    .map(([line, count]) => `  ${String(count).padStart(4)}  ${line}`)
}

/** A static member that came back is told in the timeline, under the generation that goes on: no rebalance. */
function isReplacement({ generation, members }: ToldRebalance, before: ToldRebalance | undefined): boolean {
  const changes = new Set(members.map(({ change }) => change))
  return generation === before?.generation && changes.has('replaced') && !changes.has('joined') && !changes.has('left')
}

function differences(truth: TrueRebalance, told: ToldRebalance): string[] {
  const faults: string[] = []
  if (truth.members !== null && truth.members !== told.membersAfter) {
    faults.push(`${told.membersAfter} members, not ${truth.members}`)
  }
  if (truth.holds === null) return faults
  const after = told.members.flatMap(({ memberId, after: topics }) =>
    topics
      ? holding(
          memberId,
          topics.flatMap(({ topic, partitions }) => partitions.map((one) => `${topic}-${one}`)),
        )
      : [],
  )
  const [says, is] = [inOrder(after), inOrder([...truth.holds].map(([memberId, held]) => holding(memberId, held)))]
  if (says !== is) faults.push(`${says || 'nobody holds anything'}, but in truth ${is || 'nobody'}`)
  return faults
}

function holding(memberId: string, partitions: readonly string[]): string {
  return `${memberId} holds ${partitions.toSorted(compareNames).join(', ')}`
}

function inOrder(lines: readonly string[]): string {
  return lines.toSorted(compareNames).join('; ')
}

/** Each cause with the trigger about its member, else with one about the group; triggers of nothing come last. */
function labelsOf(group: string, truth: TrueRebalance, causes: readonly TrueCause[], told: ToldRebalance): Labelled[] {
  const unused = new Set(told.triggers)
  const labels = causes.map((cause) => {
    const own = told.triggers.filter(({ memberId }) => memberId !== null && cause.memberIds.includes(memberId))
    const trigger =
      own[0] ?? [...unused].find(({ memberId }) => memberId === null || cause.memberIds.length === 0) ?? null
    // One restart may be told as an end and a beginning.
    for (const one of trigger ? [trigger, ...own] : own) unused.delete(one)
    return labelled(group, truth, cause, trigger)
  })
  return [...labels, ...[...unused].map((trigger) => labelled(group, truth, null, trigger))]
}

function labelled(
  group: string,
  { generation }: TrueRebalance,
  truth: TrueCause | null,
  told: Labelled['told'],
): Labelled {
  const right = told !== null && truth !== null && [truth.kind, ...truth.alsoRight].includes(told.kind)
  return { group, generation, truth, told, right }
}
