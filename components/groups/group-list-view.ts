import { bootstrapServer } from '@/components/configs/bootstrap-server'
import type { ClusterModel } from '@/lib/model/cluster'
import { nameFilter } from '@/lib/names/name-filter'
import { byNeed } from '@/lib/rows/group-order'
import { type GroupsView, groupsView } from '@/lib/views/groups'
import { groupCounts, readGroupStatus, selectGroups } from './group-selection'

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
