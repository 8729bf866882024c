import { bootstrapServer } from '@/components/configs/bootstrap-server'
import { topicsVerdict } from '@/lib/health/list-verdicts'
import type { Verdict } from '@/lib/health/sentence'
import type { ClusterModel } from '@/lib/model/cluster'
import { nameFilter } from '@/lib/names/name-filter'
import { compareNames } from '@/lib/rows/partition-row'
import { topicGroups } from '@/lib/rows/topic-groups'
import { type TopicRow, topicRows } from '@/lib/rows/topic-row'
import { readStatusFilter, selectTopics, type TopicStatusFilter, topicCounts } from './topic-selection'
import { compareTopicStatus } from './topic-status'

/** A topic with the groups that read it. */
export interface ListedTopic extends TopicRow {
  /** null with the reason beside it; with a reason it may be more. */
  groups: number | null
  groupsReason: string | null
}

/** What the page of all topics shows. */
export interface TopicListView {
  verdict: Verdict
  rows: readonly ListedTopic[]
  /** Of all topics, also those `rows` leaves out. */
  counts: { withInternal: Record<TopicStatusFilter, number>; withoutInternal: Record<TopicStatusFilter, number> }
  bootstrap: string | null
}

const FIRST_SCREEN = 60

/** The page of all topics as the browser computes it from the whole model. */
export function topicListView(model: ClusterModel): TopicListView {
  const groups = topicGroups(model)
  const rows = topicRows(model).map((row) => ({
    ...row,
    groups: groups.unread === null ? (groups.byTopic.get(row.name)?.size ?? 0) : null,
    groupsReason: groups.unread ?? groups.partly,
  }))
  return {
    verdict: topicsVerdict(model),
    rows,
    counts: { withInternal: topicCounts(rows, true), withoutInternal: topicCounts(rows, false) },
    bootstrap: bootstrapServer(model),
  }
}

/** The same page cut to what the first screen can show, so that ten thousand topics do not travel inside the HTML. */
export function firstTopics(
  view: TopicListView,
  query: { q?: string; status?: string; internal?: string },
): TopicListView {
  const selected = selectTopics(view.rows, {
    status: readStatusFilter(query.status),
    internal: query.internal !== '0',
    matches: nameFilter(query.q ?? '').test,
  })
  return { ...view, rows: selected.sort(byStatusThenName).slice(0, FIRST_SCREEN) }
}

/** Worst first, then by name. */
export function byStatusThenName(a: TopicRow, b: TopicRow): number {
  return compareTopicStatus(a.status, b.status) || byName(a, b)
}

/** The same order on the server and in every browser. */
export function byName(a: TopicRow, b: TopicRow): number {
  return compareNames(a.name, b.name)
}
