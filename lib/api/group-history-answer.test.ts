import { expect, it } from 'vitest'
import type { GroupLagHistory } from '../history/lag-history'
import { groupProgress } from '../lag/group-progress'
import { partitionProgress } from '../lag/partition-progress'
import { timeLag } from '../lag/time-lag'
import { applyPatches } from '../model/patch'
import { committed, ends, groupCluster, listed } from '../rows/group.fixture'
import { groupView } from '../views/group'
import { envelope } from './envelope'
import { groupAnswer, groupBody } from './group-answer'
import { groupHistoryAnswer, groupHistoryBody } from './group-history-answer'
import { groupWindowAnswer, groupWindowBody } from './group-window-answer'
import { groupsAnswer, groupsBody, groupsQuery } from './groups-answer'
import { unexplained } from './unexplained.fixture'

const NOW = Date.UTC(2026, 0, 1)
const retention = { retentionMs: 604_800_000n, deletes: true }
const endsThen = [NOW - 300_000, NOW - 200_000, NOW - 100_000].map((at, index) => ({
  at,
  offset: 50n + 20n * BigInt(index),
}))

/** Partition 0 stopped three minutes ago, of partition 1 nothing can be read. */
const partitions = [
  partitionProgress({
    topic: 'orders',
    partition: 0,
    position: { committed: 40n, start: 0n, end: 100n, readAt: NOW, now: NOW },
    unknown: null,
    timeLag: (position) => timeLag(position, endsThen.toReversed()),
    commits: [200_000, 190_000, 180_000].map((ago) => ({ offset: 40n, at: NOW - ago, lag: 20n })),
    commitsReason: null,
    silentSince: null,
    ends: endsThen,
    earlier: { at: NOW - 180_000, end: 50n, committed: 40n },
    startThen: null,
    retention,
  }),
  partitionProgress({
    topic: 'orders',
    partition: 1,
    position: null,
    unknown: 'the partition has no leader',
    timeLag: () => expect.unreachable(),
    commits: [],
    commitsReason: 'commits are seen by polling only',
    silentSince: null,
    ends: [],
    earlier: null,
    startThen: null,
    retention,
  }),
]
const history: GroupLagHistory = {
  partitions,
  samples: [{ at: NOW - 10_000, ends: [90n, null], committed: [40n, null], timeLagMs: 290_000 }],
}
const cost = { groups: 1, positions: 2, partitions: 2, bytes: 21_000, maxBytes: 1_000_000 }
const value = groupProgress('g', partitions, [null, 50], 'nothing')
const model = applyPatches(
  groupCluster([listed('g'), committed('g', { orders: ['40', 'UNKNOWN'] }), ends('orders', ['100', null, null])]),
  [{ op: 'put', kind: 'groupProgress', key: 'g', value, source: 'lag', at: NOW }],
)
const place = { id: 'g', topic: 'orders', partition: 0 }
const window = { commits: [{ at: NOW - 180_000, offset: 40n }], ends: endsThen, committed: 40n }
const head = envelope(model, 7, NOW)
const view = groupView(model, 'g') ?? expect.fail('there is a group')

it.each([
  ['history', groupHistoryAnswer, groupHistoryBody('g', history, cost)],
  ['history of nothing', groupHistoryAnswer, groupHistoryBody('g', null, cost)],
  ['window', groupWindowAnswer, groupWindowBody(place, window)],
  ['window of an unread group', groupWindowAnswer, groupWindowBody(place, { ...window, committed: null })],
  ['window of nothing', groupWindowAnswer, groupWindowBody(place, null)],
  ['group', groupAnswer, groupBody(view, partitions)],
  ['groups', groupsAnswer, groupsBody(model, groupsQuery.parse({}))],
])('%s is what the contract says and explains everything unknown', (_, schema, body) => {
  const json: unknown = JSON.parse(JSON.stringify({ ...head, ...body }))
  expect(schema.parse(json)).toEqual(json)
  expect(unexplained(json)).toEqual([])
})

it('says how the group keeps up, and what that rests on', () => {
  const body = groupHistoryBody('g', history, cost)
  expect(body.partitions[0]).toMatchObject({
    verdict: 'stop',
    lag: '60',
    timeLagMs: 300_000,
    timeLagSource: 'at-least',
    consumedPerSecond: 0,
    lastCommitAt: new Date(NOW - 180_000).toISOString(),
    loss: { lost: '0', inMs: 604_500_000 },
  })
  expect(body.partitions[0]?.evidence[0]?.replaceAll('\u00a0', ' ')).toBe(
    '3 commits within 20 s, offsets 40 to 40, the last 3 m 00 s ago',
  )
  expect(body.partitions[1]).toMatchObject({ verdict: null, verdictReason: 'the partition has no leader' })
  expect(body.series).toMatchObject({ totalLag: ['50'], timeLagMs: [290_000] })
})

it('gives the offsets a verdict rests on, as text', () => {
  expect(groupWindowBody(place, window)).toMatchObject({
    committed: '40',
    window: {
      commits: [[NOW - 180_000, '40']],
      ends: [
        [NOW - 300_000, '50'],
        [NOW - 200_000, '70'],
        [NOW - 100_000, '90'],
      ],
    },
  })
})

it('shows the same in the lists, and selects by verdict', () => {
  const [item] = groupsBody(model, groupsQuery.parse({ verdict: 'stop' })).items
  expect(item).toMatchObject({
    verdict: 'stop',
    timeLagMs: 300_000,
    loss: { partition: 0, lost: null, inMs: 604_500_000 },
  })
  expect(item?.sentence?.replaceAll('\u00a0', ' ')).toBe(
    'orders-0: It has committed nothing for 3 m 00 s, and 60 records wait. 1 of 2 partitions cannot be judged yet.',
  )
  expect(groupsBody(model, groupsQuery.parse({ verdict: 'ok' })).items).toEqual([])
  expect(groupBody(view, partitions).offsets[0]).toMatchObject({ verdict: 'stop', timeLagMs: 300_000 })
})
