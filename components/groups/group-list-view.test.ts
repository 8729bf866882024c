import { describe, expect, it } from 'vitest'
import type { GroupTab } from '@/lib/paths'
import { committed, groupCluster, listed } from '@/lib/rows/group.fixture'
import { byStatusThenLag } from '@/lib/rows/group-order'
import { groupCommand } from './group-command'
import { firstGroups, groupListView } from './group-list-view'
import { groupCounts, readGroupStatus, selectGroups } from './group-selection'
import { lagAtMost } from './lag-note'

const empty = { state: 'Empty' }
const view = groupListView(
  groupCluster([
    listed('steady'),
    listed('behind'),
    committed('behind', { orders: ['1'] }),
    committed('steady', { orders: ['100'], gone: ['1'] }),
    listed('left', empty),
    committed('left', { orders: ['99'] }),
    listed('shared', { type: 'share', state: 'PreparingRebalance' }),
    listed('old', { type: null }),
  ]),
)
const any = { status: 'all', type: '', topic: '', matches: () => true } as const
const ids = (rows: readonly { id: string }[]) => rows.map(({ id }) => id)

describe('the list of groups', () => {
  it('puts first who needs somebody, then the furthest behind', () => {
    expect(ids(view.rows.toSorted(byStatusThenLag))).toEqual(['left', 'shared', 'behind', 'steady', 'old'])
  })

  it('selects by state, type, topic and name together', () => {
    expect(ids(selectGroups(view.rows, { ...any, status: 'unread' }))).toEqual(['left'])
    expect(ids(selectGroups(view.rows, { ...any, type: 'share' }))).toEqual(['shared'])
    expect(ids(selectGroups(view.rows, { ...any, topic: 'gone' }))).toEqual(['steady'])
    expect(ids(selectGroups(view.rows, { ...any, matches: (id) => id.startsWith('o') }))).toEqual(['old'])
    expect(readGroupStatus('constructor')).toBe('all')
  })

  it('shows as many as its chips say', () => {
    const { statuses, types } = groupCounts(view.rows)
    for (const [status, count] of Object.entries(statuses))
      expect(selectGroups(view.rows, { ...any, status: readGroupStatus(status) })).toHaveLength(count)
    expect(types).toEqual([
      ['classic', 3],
      ['share', 1],
    ])
  })

  it('keeps the worst of thousands within one screen, by the filters of the address', () => {
    const many = groupListView(
      groupCluster([
        ...Array.from({ length: 2_000 }, (_, index) => listed(`g${index}`)),
        listed('z', empty),
        committed('z', { orders: ['1'] }),
      ]),
    )
    const first = firstGroups(many, {})
    expect(first.rows[0]?.id).toBe('z')
    expect(first.rows.length).toBeLessThanOrEqual(100)
    expect(first.total).toBe(2_001)
    expect(ids(firstGroups(many, { q: 'g77?' }).rows)).toHaveLength(10)
  })
})

describe('lagAtMost', () => {
  it('names the partition furthest behind', () => {
    const row = (partition: number, lag: string | null) => ({ topic: 'orders', partition, lag })
    expect(lagAtMost([row(0, '7'), row(1, '9007199254740993'), row(2, '9007199254740992'), row(3, null)])).toBe(
      'most on orders-1: 9.00\u00a0P',
    )
    expect(lagAtMost([row(0, '0')])).toBe('nothing waits')
    expect(lagAtMost([row(0, null)])).toBe('unknown')
  })
})

describe('groupCommand', () => {
  it('is safe to paste whatever the id', () => {
    const of = (id: string, tab: GroupTab = 'lag') => groupCommand('k:9092', { id, kind: 'consumer' }, tab)
    expect(of('billing')).toBe('kafka-consumer-groups.sh --bootstrap-server k:9092 --describe --group billing')
    expect(of('')).toMatch(/--group ''$/)
    expect(of("a'; rm -rf /\n")).toMatch(/--group 'a'\\''; rm -rf \/\n'$/)
    expect(of('$(x)', 'members')).toMatch(/--group '\$\(x\)' --members --verbose$/)
    expect(of('billing', 'rebalances')).toMatch(/--group billing --state$/)
  })
})
