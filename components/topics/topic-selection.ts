import type { TopicRow } from '@/lib/rows/topic-row'

export const TOPIC_STATUS_FILTERS = [
  'all',
  'at-risk',
  'offline',
  'under-min-isr',
  'under-replicated',
  'deleting',
] as const

/** A group of topics one chip selects. */
export type TopicStatusFilter = (typeof TOPIC_STATUS_FILTERS)[number]

const SELECTS: Record<TopicStatusFilter, (row: TopicRow) => boolean> = {
  all: () => true,
  'at-risk': (row) => row.offline > 0 || row.underMinIsr > 0 || row.outOfSync > 0,
  offline: (row) => row.offline > 0,
  'under-min-isr': (row) => row.underMinIsr > 0,
  'under-replicated': (row) => row.outOfSync > 0,
  deleting: (row) => row.status === 'deleting',
}

/** What a person chose to see of the topics. */
export interface TopicSelection {
  status: TopicStatusFilter
  internal: boolean
  matches: (name: string) => boolean
}

/** The chip an URL names; anything else is `all`. */
export function readStatusFilter(value: string | undefined): TopicStatusFilter {
  return TOPIC_STATUS_FILTERS.find((filter) => filter === value) ?? 'all'
}

/** The topics selected, in their given order. */
export function selectTopics<Row extends TopicRow>(
  rows: readonly Row[],
  { status, internal, matches }: TopicSelection,
): Row[] {
  const selects = SELECTS[status]
  return rows.filter((row) => (internal || !row.internal) && selects(row) && matches(row.name))
}

/** How many topics each chip would show. A topic can count under several, as its partitions do. */
export function topicCounts(rows: readonly TopicRow[], internal: boolean): Record<TopicStatusFilter, number> {
  const counts = { all: 0, 'at-risk': 0, offline: 0, 'under-min-isr': 0, 'under-replicated': 0, deleting: 0 }
  for (const row of rows) {
    if (!internal && row.internal) continue
    for (const filter of TOPIC_STATUS_FILTERS) if (SELECTS[filter](row)) counts[filter]++
  }
  return counts
}
