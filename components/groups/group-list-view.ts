import { bootstrapServer } from '@/components/configs/bootstrap-server'
import { nameFilter } from '@/components/topics/name-filter'
import type { ClusterModel } from '@/lib/model/cluster'
import type { GroupRow } from '@/lib/rows/group-row'
import { GROUP_STATUSES } from '@/lib/rows/group-status'
import { compareNames } from '@/lib/rows/partition-row'
import { type GroupsView, groupsView } from '@/lib/views/groups'
import { groupCounts, readGroupStatus, selectGroups } from './group-selection'
import { verdictRank } from './group-verdict'

/** What the page of all groups shows. */
export interface GroupListView extends GroupsView {
  /** Of all groups, also those `rows` leaves out. */
  total: number
  counts: ReturnType<typeof groupCounts>
  bootstrap: string | null
}

const FIRST_SCREEN = 60

/** The page of all groups as the browser computes it from the whole model. */
export function groupListView(model: ClusterModel): GroupListView {
  const view = groupsView(model)
  return { ...view, total: view.rows.length, counts: groupCounts(view.rows), bootstrap: bootstrapServer(model) }
}

/** The same page cut to what the first screen can show, so that thousands of groups do not travel inside the HTML. */
export function firstGroups(
  view: GroupListView,
  query: { q?: string; state?: string; type?: string; topic?: string },
): GroupListView {
  const { q = '', state = '', type = '', topic = '' } = query
  const selected = selectGroups(view.rows, { status: readGroupStatus(state), type, topic, matches: nameFilter(q).test })
  return { ...view, rows: selected.toSorted(byNeed).slice(0, FIRST_SCREEN) }
}

const RANK = new Map(GROUP_STATUSES.map((status, index) => [status, index]))

/** Who needs somebody first; of one status the furthest behind, then by id. */
export function byStatusThenLag(a: GroupRow, b: GroupRow): number {
  const rank = (row: GroupRow) => RANK.get(row.status) ?? 0
  return rank(a) - rank(b) || compareLag(b, a) || byId(a, b)
}

/** Without a coordinator first, then the worst verdict, then the longest time behind, then by status and lag. */
export function byNeed(a: GroupRow, b: GroupRow): number {
  const adrift = (row: GroupRow) => (row.status === 'adrift' ? 0 : 1)
  const behind = (row: GroupRow) => row.progress?.timeLagMs ?? -1
  return adrift(a) - adrift(b) || verdictRank(a) - verdictRank(b) || behind(b) - behind(a) || byStatusThenLag(a, b)
}

function compareLag(a: GroupRow, b: GroupRow): number {
  const left = a.lag === null ? -1n : BigInt(a.lag)
  const right = b.lag === null ? -1n : BigInt(b.lag)
  return left < right ? -1 : left > right ? 1 : 0
}

/** The same order on the server and in every browser. */
export function byId(a: GroupRow, b: GroupRow): number {
  return compareNames(a.id, b.id)
}
