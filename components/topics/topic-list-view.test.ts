import { describe, expect, it } from 'vitest'
import type { TopicRow } from '@/lib/rows/topic-row'
import { byStatusThenName, firstTopics, type ListedTopic, type TopicListView } from './topic-list-view'
import { readStatusFilter, selectTopics, topicCounts } from './topic-selection'

function row(name: string, over: Partial<ListedTopic> = {}): ListedTopic {
  return {
    name,
    internal: name.startsWith('__'),
    topicId: null,
    partitions: 3,
    replicationFactor: 3,
    minInsyncReplicas: 2,
    minInsyncReplicasReason: null,
    status: 'in-sync',
    statusReason: null,
    outOfSync: 0,
    underMinIsr: 0,
    offline: 0,
    since: null,
    messages: '0',
    messagesKnown: 3,
    messagesReason: null,
    messagesPerSecond: 0,
    sizeBytes: '0',
    sizeReason: null,
    retentionMs: '604800000',
    cleanupPolicy: 'delete',
    overrides: 0,
    createdAt: 0,
    createdReason: null,
    groups: 0,
    groupsReason: null,
    ...over,
  }
}

const ROWS = [
  row('b'),
  row('a'),
  row('__consumer_offsets', { status: 'under-replicated', outOfSync: 2 }),
  row('leaderless', { status: 'offline', offline: 1, underMinIsr: 1, outOfSync: 1 }),
  row('going', { status: 'deleting' }),
]
const everything = { status: 'all', internal: true, matches: () => true } as const
const names = (rows: readonly TopicRow[]) => rows.map(({ name }) => name)

describe('byStatusThenName', () => {
  it('puts what needs a person first', () => {
    expect(names(ROWS.toSorted(byStatusThenName))).toEqual(['leaderless', '__consumer_offsets', 'going', 'a', 'b'])
  })
})

describe('selectTopics', () => {
  it('selects by chip, internal and name together', () => {
    expect(names(selectTopics(ROWS, { ...everything, status: 'at-risk' }))).toEqual([
      '__consumer_offsets',
      'leaderless',
    ])
    expect(names(selectTopics(ROWS, { ...everything, status: 'at-risk', internal: false }))).toEqual(['leaderless'])
    expect(names(selectTopics(ROWS, { ...everything, matches: (name) => name.length === 1 }))).toEqual(['b', 'a'])
  })

  it('shows exactly as many as the chip says', () => {
    for (const internal of [true, false]) {
      for (const [status, count] of Object.entries(topicCounts(ROWS, internal)))
        expect(selectTopics(ROWS, { ...everything, internal, status: readStatusFilter(status) })).toHaveLength(count)
    }
  })

  it('takes an unknown chip in the address for all', () => {
    expect(readStatusFilter('constructor')).toBe('all')
    expect(readStatusFilter(undefined)).toBe('all')
  })
})

describe('firstTopics', () => {
  const view: TopicListView = {
    verdict: { state: 'ok', level: 'ok', title: [], detail: [], since: null },
    rows: Array.from({ length: 10_000 }, (_, index) =>
      row(`t${index}`, index === 9_999 ? { status: 'offline', offline: 1 } : {}),
    ),
    counts: { withInternal: topicCounts([], true), withoutInternal: topicCounts([], false) },
    bootstrap: null,
  }

  it('keeps the worst of ten thousand within one screen', () => {
    const first = firstTopics(view, {})
    expect(first.rows[0]?.name).toBe('t9999')
    expect(first.rows.length).toBeLessThanOrEqual(100)
  })

  it('reads the filters of the address', () => {
    expect(names(firstTopics(view, { q: 't77?' }).rows)).toHaveLength(10)
    expect(names(firstTopics(view, { status: 'offline' }).rows)).toEqual(['t9999'])
    expect(firstTopics(view, { q: '/(/' }).rows.length).toBeGreaterThan(0)
  })
})
