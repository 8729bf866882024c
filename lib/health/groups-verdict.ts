import { formatCount } from '../format'
import { type ClusterModel, SINGLE } from '../model/cluster'
import { paths } from '../paths'
import { groupName } from '../rows/group-name'
import { type GroupRow, groupRows } from '../rows/group-row'
import { sourceReason } from '../rows/partition-numbers'
import { earliest } from '../rows/topic-row'
import type { Sentence, SentencePart, Verdict } from './sentence'
import { sincePart, strong, text } from './sentence-parts'
import { unreadReason } from './unread-reason'

/** Why no group is known; null once they were listed. Until then a count of 0 would be a lie. */
export function groupsUnreadReason(model: ClusterModel): string | null {
  const unread = unreadReason(model)
  if (unread !== null) return unread
  if (model.groupListing.size > 0 || model.source.get('groups')?.lastOkAt != null) return null
  return sourceReason(model, 'groups') ?? 'the groups have not been listed yet'
}

/** The groups page: how many need somebody, and of which kind. */
export function groupsVerdict(model: ClusterModel): Verdict {
  const unread = groupsUnreadReason(model)
  if (unread !== null) {
    const title = [text('The groups of this cluster are not known yet.')]
    return { state: 'unknown', level: 'unknown', title, detail: [text(`${unread}.`)], since: null }
  }
  const rows = groupRows(model)
  const of = (status: GroupRow['status']) => rows.filter((row) => row.status === status)
  const [adrift, waiting, moving] = [of('adrift'), of('unread'), of('rebalancing')]
  // Of those whose state says nothing: members there are, and they do not get on.
  const behind = rows.filter((row) => !NEEDY.has(row.status) && BEHIND.has(row.progress?.verdict ?? 'OK'))
  const stormy = rows.filter(
    (row) => row.rebalances?.storm != null && !NEEDY.has(row.status) && !BEHIND.has(row.progress?.verdict ?? 'OK'),
  )
  const needy = adrift.length + waiting.length + behind.length + stormy.length
  const cluster = model.identity.get(SINGLE)?.id ?? ''
  const rest = restOf(rows)
  if (rows.length === 0) {
    const detail = [
      text('Consumers that use assign() without committing, or commit elsewhere, are invisible to Kafka.'),
    ]
    return { state: 'ok', level: 'ok', title: [strong('No groups'), text(' in this cluster.')], detail, since: null }
  }
  const movingNow = moving.length > 0 ? [named(moving, cluster, 'rebalances now', 'rebalance now')] : []
  if (needy === 0) {
    const title = [
      strong(rows.length === 1 ? 'The one group' : `All ${formatCount(rows.length)} groups`),
      text(rows.length === 1 ? ' is in order' : ' are in order'),
      ...movingNow.flatMap((clause) => [text('; '), ...clause]),
      text('.'),
    ]
    const state = moving.length > 0 ? ('move' as const) : ('ok' as const)
    return { state, level: moving.length > 0 ? 'info' : 'ok', title, detail: [text(rest)], since: null }
  }
  const clauses = [
    ...(adrift.length > 0 ? [named(adrift, cluster, 'has no coordinator', 'have no coordinator')] : []),
    ...(waiting.length > 0
      ? [named(waiting, cluster, 'has no members while records wait', 'have no members while records wait')]
      : []),
    ...(behind.length > 0 ? [named(behind, cluster, 'does not keep up', 'do not keep up')] : []),
    ...(stormy.length > 0 ? [named(stormy, cluster, 'rebalances again and again', 'rebalance again and again')] : []),
    ...movingNow,
  ]
  const worst = adrift.length > 0 ? adrift : waiting.length > 0 ? waiting : []
  const since = earliest(worst.map((row) => row.staleSince ?? row.since))
  return {
    state: adrift.length > 0 ? 'offline' : 'urp',
    level: adrift.length > 0 ? 'critical' : 'warning',
    title: [
      strong(`${formatCount(needy)} of ${formatCount(rows.length)} groups ${needy === 1 ? 'needs' : 'need'} you.`),
      text(' '),
      ...joined(clauses),
      // Several kinds have no one beginning.
      ...(clauses.length === 1 ? sincePart(since) : []),
      text('.'),
    ],
    detail: [text(rest)],
    since,
  }
}

/** Whose state alone says that somebody is needed. */
const NEEDY: ReadonlySet<GroupRow['status']> = new Set(['adrift', 'unread'])
/** Burrow’s words for a group that does not get on; a warning alone calls nobody. */
const BEHIND: ReadonlySet<string> = new Set(['ERR', 'STOP', 'STALL', 'REWIND'])

/** "billing has no members": the group by name where it is one, else how many. */
function named(rows: readonly GroupRow[], cluster: string, is: string, are: string): SentencePart[] {
  const [first] = rows
  if (first === undefined || rows.length > 1) return [strong(formatCount(rows.length)), text(` ${are}`)]
  return [{ text: groupName(first.id), href: paths.group(cluster, first.id) }, text(` ${is}`)]
}

function joined(clauses: readonly Sentence[]): Sentence {
  return clauses.flatMap((clause, index) => [
    ...(index === 0 ? [] : [text(index === clauses.length - 1 ? ' and ' : ', ')]),
    ...clause,
  ])
}

/** "57 stable, 3 empty, 1 not permitted." */
function restOf(rows: readonly GroupRow[]): string {
  const counts = new Map<string, number>()
  for (const { status } of rows) {
    const word = REST_WORD.get(status)
    if (word !== undefined) counts.set(word, (counts.get(word) ?? 0) + 1)
  }
  const parts = [...REST_WORD.values()].flatMap((word) => {
    const count = counts.get(word)
    return count === undefined ? [] : [`${formatCount(count)} ${word}`]
  })
  return parts.length === 0 ? '' : `${parts.join(', ')}.`
}

const REST_WORD: ReadonlyMap<GroupRow['status'], string> = new Map<GroupRow['status'], string>([
  ['stable', 'stable'],
  ['rebalancing', 'rebalancing'],
  ['empty', 'empty with nothing left to read'],
  ['denied', 'not permitted to us'],
  ['dead', 'dead'],
  ['unknown', 'in an unknown state'],
])
