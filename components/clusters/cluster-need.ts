import type { ClusterItem } from '@/lib/api/cluster-answer'
import { formatExact } from '@/lib/format'
import type { Verdict } from '@/lib/health/sentence'
import { paths } from '@/lib/paths'
import type { CellState } from '@/lib/rows/partition-status'

/** How much a cluster needs somebody, worst first. */
export const NEEDS = ['critical', 'unreachable', 'warning', 'unknown', 'ok'] as const

export type Need = (typeof NEEDS)[number]

export const NEED_WORD: Record<Need, string> = {
  critical: 'Critical',
  unreachable: 'Unreachable',
  warning: 'Warning',
  unknown: 'Unknown',
  ok: 'OK',
}

/** What one cluster needs; what stands still behind a shut door is unreachable, whatever was wrong with it before. */
export function needOf({ faults, verdict }: Pick<ClusterItem, 'faults' | 'verdict'>): Need {
  if (faults.length > 0) return 'unreachable'
  return verdict.level === 'info' ? 'ok' : verdict.level
}

/** The glyph of a cluster: what it needs and, where that is more, what its verdict is drawn with. */
export function glyphOf(item: Pick<ClusterItem, 'faults' | 'verdict'>): CellState {
  return needOf(item) === 'unreachable' ? 'unknown' : item.verdict.state
}

/** Worst first, of one need by name. */
export function byNeed(a: ClusterItem, b: ClusterItem): number {
  return NEEDS.indexOf(needOf(a)) - NEEDS.indexOf(needOf(b)) || byName(a, b)
}

/** The same order on the server and in every browser. */
export function byName(a: ClusterItem, b: ClusterItem): number {
  return a.name < b.name ? -1 : a.name > b.name ? 1 : a.id < b.id ? -1 : 1
}

const NAMED = 3

/** The sentence of the page: which of the clusters need somebody. */
export function clustersVerdict(items: readonly ClusterItem[]): Verdict {
  const needy = items.filter((item) => needOf(item) !== 'ok').sort(byNeed)
  const worst = needy[0]
  const brokers = items.reduce((sum, { brokersAlive }) => sum + (brokersAlive ?? 0), 0)
  const partitions = items.reduce((sum, item) => sum + (item.partitions ?? 0), 0)
  const partly = items.some((item) => item.partitions === null) ? 'At least ' : ''
  const groups = items.reduce((sum, { groupsInNeed }) => sum + (groupsInNeed ?? 0), 0)
  const behind =
    groups === 0 ? '' : ` ${formatExact(groups)} consumer ${groups === 1 ? 'group needs' : 'groups need'} somebody.`
  const detail = [
    { text: `${partly}${formatExact(partitions)} partitions on ${formatExact(brokers)} live brokers.${behind}` },
  ]
  if (!worst) {
    const title = items.length === 1 ? 'The only cluster' : `All ${items.length} clusters`
    const well = items.length === 1 ? ' is well.' : ' are well.'
    return { state: 'ok', level: 'ok', title: [{ text: title, strong: true }, { text: well }], detail, since: null }
  }
  const count = `${needy.length} of ${items.length} ${items.length === 1 ? 'cluster' : 'clusters'}`
  const names = needy
    .slice(0, NAMED)
    .flatMap((item, index) => [
      { text: index === 0 ? ': ' : ', ' },
      { text: item.name, strong: true, href: paths.overview(item.id) },
      { text: ` ${NEED_WORD[needOf(item)].toLowerCase()}` },
    ])
  const more = needy.length > NAMED ? [{ text: ` and ${needy.length - NAMED} more` }] : []
  const verb = needy.length === 1 ? ' needs you' : ' need you'
  return {
    state: glyphOf(worst),
    level: worst.verdict.level,
    title: [{ text: count, strong: true }, { text: verb }, ...names, ...more, { text: '.' }],
    detail,
    since: null,
  }
}
