import { expect, it } from 'vitest'
import { committed, ends, groupCluster, listed } from '@/lib/rows/group.fixture'
import { groupPartitionRows } from '@/lib/rows/group-partition-row'
import { groupLagRows, type LagProgress } from './group-lag-row'
import { GROUP_PARTITION_COLUMNS } from './group-partition-columns'

const model = groupCluster([listed('g'), committed('g', { orders: ['4', '5', '6'] }), ends('orders', ['9', '9', '9'])])
const rows = groupPartitionRows(model, undefined, model.groupOffsets.get('g'))

const progress = (partition: number, more: Partial<LagProgress> = {}): LagProgress => ({
  ...{ topic: 'orders', partition, lag: '5', lagReason: null, verdict: 'ok', verdictReason: null },
  ...{ sentence: 'It keeps up.', evidence: [], timeLagMs: 1_000, timeLagReason: null, timeLagSource: 'interpolated' },
  ...{ producedPerSecond: 1, producedPerSecondReason: null, consumedPerSecond: 1, consumedPerSecondReason: null },
  ...{ lagPerMinute: 0, lagPerMinuteReason: null, etaMs: null, etaReason: 'no faster' },
  ...{ lastCommitAt: '2026-01-01T00:00:00.000Z', lastCommitReason: null },
  loss: { lost: '0', lostReason: null, inMs: null, inReason: 'it reads as fast as records are written' },
  ...more,
})
const partitionsBy = (column: string, recorded: LagProgress[]) =>
  groupLagRows(rows, recorded, null)
    .toSorted(GROUP_PARTITION_COLUMNS.find(({ id }) => id === column)?.sort ?? expect.fail('a column'))
    .map(({ partition }) => partition)

it('joins what is recorded to each partition, and says why nothing is', () => {
  expect(
    groupLagRows(rows, [progress(1)], null).map((row) => [row.partition, row.progress?.verdict, row.progressReason]),
  ).toEqual([
    [0, undefined, 'nothing of it has been recorded yet'],
    [1, 'ok', null],
    [2, undefined, 'nothing of it has been recorded yet'],
  ])
  expect(groupLagRows(rows, null, null)[0]?.progressReason).toBe('its record is being read')
  expect(groupLagRows(rows, null, 'no answer')[0]?.progressReason).toBe('no answer')
})

it('orders by verdict with the worst last, and what cannot be judged before what keeps up', () => {
  const recorded = [
    progress(0, { verdict: 'stop' }),
    progress(1),
    progress(2, { verdict: null, verdictReason: 'too short' }),
  ]
  expect(partitionsBy('verdict', recorded)).toEqual([1, 2, 0])
})

it('orders by loss: none in sight, then the later, then the sooner, then what is lost', () => {
  const loss = (more: Partial<LagProgress['loss']>) => ({ ...progress(0).loss, ...more })
  const recorded = [
    progress(0, { loss: loss({ lost: '7', inMs: 0 }) }),
    progress(1, { loss: loss({ inMs: 5_000 }) }),
    progress(2),
  ]
  expect(partitionsBy('loss', recorded)).toEqual([2, 1, 0])
  const column = GROUP_PARTITION_COLUMNS.find(({ id }) => id === 'loss')
  expect(groupLagRows(rows, recorded, null).map((row) => column?.text(row))).toEqual(['7 lost', '5000', ''])
})
