import { formatCount } from '../format'
import { type ClusterModel, SINGLE } from '../model/cluster'
import type { GroupRebalances } from '../model/rebalance'
import { paths } from '../paths'
import { groupName } from '../rows/group-name'
import { compareNames } from '../rows/partition-row'
import { groupsUnreadReason } from './groups-verdict'
import type { Sentence, Verdict } from './sentence'
import { strong, text } from './sentence-parts'

const NAMED = 3

/** The page of all rebalances: who rebalances again and again, else how much there was in the last hour. */
export function rebalancesVerdict(model: ClusterModel): Verdict {
  const all = [...model.groupRebalances.values()]
  const known = all.filter(({ lastHour }) => lastHour !== null)
  const missing = model.groupListing.size - known.length
  const unread = groupsUnreadReason(model) ?? (known.length === 0 && model.groupListing.size > 0 ? whyNone(all) : null)
  if (unread !== null) {
    const title = [text('The rebalances of this cluster are not known.')]
    return { state: 'unknown', level: 'unknown', title, detail: [text(`${unread}.`)], since: null }
  }
  const detail = [...partly(known), ...(missing > 0 ? [text(`Nothing is known of ${groups(missing)}.`)] : [])]
  const storms = known.filter(({ storm }) => storm !== null).sort(byStorm)
  const total = known.reduce((sum, { lastHour }) => sum + (lastHour ?? 0), 0)
  const count = `${formatCount(total)} ${total === 1 ? 'rebalance' : 'rebalances'}`
  const restless = known.filter(({ lastHour }) => lastHour !== null && lastHour > 0).length
  const inHour = `${count} of ${groups(restless)} in the last hour.`
  if (storms.length > 0) {
    return {
      state: 'urp',
      level: 'warning',
      title: [
        strong(storms.length === 1 ? '1 group rebalances' : `${formatCount(storms.length)} groups rebalance`),
        text(' again and again: '),
        ...named(storms, model.identity.get(SINGLE)?.id ?? ''),
        text('.'),
      ],
      detail: [text(`${inHour} `), ...detail],
      since: storms.reduce<number | null>(
        (low, { storm }) => Math.min(low ?? Infinity, storm?.since ?? Infinity),
        null,
      ),
    }
  }
  const title =
    total === 0
      ? [text('No group has rebalanced in the last hour.')]
      : [strong(count), text(inHour.slice(count.length))]
  return { state: 'ok', level: total === 0 ? 'ok' : 'info', title, detail, since: null }
}

function whyNone(all: readonly GroupRebalances[]): string {
  return all.find(({ reason }) => reason !== null)?.reason ?? 'what __consumer_offsets tells of them has not been read'
}

/** Since when only, where not the whole hour is known. */
function partly(known: readonly GroupRebalances[]): Sentence {
  const reason = known.find((one) => one.reason !== null)?.reason
  return reason == null ? [] : [text(`At least: ${reason}. `)]
}

/** "a (5 in 10 min), b (4 in 10 min) and 2 more", most restless first. */
function named(storms: readonly GroupRebalances[], cluster: string): Sentence {
  const shown = storms.slice(0, NAMED)
  const rest = storms.length - shown.length
  return [
    ...shown.flatMap(({ id, storm }, index) => [
      ...(index === 0 ? [] : [text(index === storms.length - 1 ? ' and ' : ', ')]),
      { text: groupName(id), href: paths.group(cluster, id, 'rebalances') },
      text(` (${storm?.count} in 10 min)`),
    ]),
    ...(rest > 0 ? [text(` and ${formatCount(rest)} more`)] : []),
  ]
}

function byStorm(a: GroupRebalances, b: GroupRebalances): number {
  return (b.storm?.count ?? 0) - (a.storm?.count ?? 0) || compareNames(a.id, b.id)
}

function groups(count: number): string {
  return count === 1 ? '1 group' : `${formatCount(count)} groups`
}
