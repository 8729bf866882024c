import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest'
import { SINGLE } from '@/lib/model/cluster'
import type { Patch } from '@/lib/model/patch'
import { classicMember, RecordWriter } from '@/lib/rebalances/records.fixture'
import type { OffsetsTopicRecord } from '@/lib/records/offsets-topic'
import { described, listed, member } from '@/lib/rows/group.fixture'
import type { OffsetsTopicGap } from '../kafka/offsets-topic/offsets-topic-batch'
import { LiveModel } from '../model/cluster-model'
import { RebalanceRecorder } from './rebalance-recorder'

const START = Date.UTC(2026, 0, 1)
const HOUR = 3_600_000
const models: LiveModel[] = []

beforeEach(() => {
  vi.useFakeTimers({ now: START, toFake: ['Date'] })
})

afterEach(() => {
  vi.useRealTimers()
  for (const model of models.splice(0)) model.close()
})

/** A recorder of the listed group "g", whose clock is ours; the past of the only partition has been read unless said otherwise. */
async function recording({ isRead = true, status = 'live' as 'live' | 'absent' } = {}) {
  const model = new LiveModel()
  models.push(model)
  const reason = status === 'live' ? null : 'READ needed'
  const source = { name: 'offsets-topic', status, since: 0, lastOkAt: null, intervalMs: null, reason }
  const write = (...patches: Patch[]) => {
    model.write(patches)
    model.flush()
  }
  write(
    listed('g'),
    { op: 'put', kind: 'groupCoverage', key: SINGLE, value: { partitions: 1, gaps: [] }, source: 'groups', at: 0 },
    { op: 'put', kind: 'source', key: source.name, value: source, source: source.name, at: 0 },
  )
  const recorder = new RebalanceRecorder(
    model,
    async () => null,
    (line) => expect.unreachable(line),
  )
  const batch = async (records: OffsetsTopicRecord[], caughtUp = true, gap: OffsetsTopicGap | null = null) => {
    await recorder.take({ partition: 0, leaderEpoch: 0, records, caughtUp, at: Date.now(), gap })
    model.flush()
  }
  if (isRead) await batch([])
  return {
    ...{ model, recorder, batch, write },
    records: new RecordWriter(),
    told: () => model.current.groupRebalances.get('g'),
    generations: () => recorder.of('g').map(({ generation }) => generation),
    /** As the timer has it. */
    async tell(): Promise<void> {
      await recorder.tell(Date.now())
      model.flush()
    },
    wait: (ms: number) => vi.setSystemTime(Date.now() + ms),
  }
}

const members = (count: number) =>
  Array.from({ length: count }, (_, index) => classicMember(`m${index}`, `orders:${index}`))

describe('RebalanceRecorder', () => {
  it('tells of a rebalance at once, and of its hour when that is over', async () => {
    const { batch, records, told, tell, wait, recorder } = await recording()
    await tell()
    expect(told()).toMatchObject({ lastHour: 0, last: null, reason: null })
    await batch([records.generation(1, START, members(1))])
    expect(told()).toMatchObject({ lastHour: 1, last: { generation: 1, fromPast: false } })
    expect(recorder.all()).toEqual(recorder.of('g'))
    wait(HOUR - 1)
    await tell()
    expect(told()?.lastHour).toBe(1)
    wait(1)
    await tell()
    expect(told()).toMatchObject({ lastHour: 0, last: { generation: 1 } })
  })

  it('writes nothing while nothing changes', async () => {
    const { batch, records, tell, wait, model } = await recording()
    await batch([records.generation(1, START, members(1))])
    await tell()
    const { revision } = model
    const write = vi.spyOn(model, 'write')
    wait(5_000)
    await tell()
    expect([model.revision, write.mock.calls.flatMap(([patches]) => patches)]).toEqual([revision, []])
  })

  it('makes each rebalance that comes in one batch seen', async () => {
    const { batch, records, model } = await recording()
    const seen: (number | undefined)[] = []
    model.onChange(({ after }) => seen.push(after.groupRebalances.get('g')?.last?.generation))
    await batch([records.generation(1, START, members(1)), records.generation(2, START + 5, members(2))])
    expect(seen.slice(-2)).toEqual([1, 2])
  })

  it('does not count before the past is read, and marks what it finds there', async () => {
    const { batch, records, told, tell, recorder } = await recording({ isRead: false })
    await batch([records.generation(1, START - 9_000, members(1))], false)
    await tell()
    expect(told()).toMatchObject({ lastHour: null, reason: expect.stringContaining('still being read') })
    expect(recorder.known()).toEqual({ since: null, reason: expect.stringContaining('still being read') })
    await batch([])
    await tell()
    expect(told()).toMatchObject({ lastHour: 1, reason: null, last: { fromPast: true } })
    expect(recorder.known()).toEqual({ since: START - HOUR, reason: expect.stringContaining('is not read') })
  })

  it('knows none where the topic may not be read, and says so', async () => {
    const { told, tell, recorder } = await recording({ status: 'absent' })
    await tell()
    expect(told()).toMatchObject({ lastHour: null, reason: expect.stringContaining('READ needed') })
    expect(recorder.known()).toMatchObject({ since: null, reason: expect.stringContaining('READ needed') })
  })

  it('does not count what it cannot tell', async () => {
    const { batch, records, write, told, tell, recorder, model } = await recording({ isRead: false })
    await batch([records.member('b', START - 60_000), records.epoch(9, START - 60_000)], false)
    await batch([])
    write(listed('shared', { type: 'share', protocolType: 'share' }))
    await tell()
    expect(told()).toMatchObject({ lastHour: 0, reason: 'rebalances are known since 2025-12-31T23:59:00Z only' })
    expect(recorder.known()).toEqual({
      since: START - 60_000,
      reason: expect.stringContaining('not known from before'),
    })
    expect(recorder.of('g')).toEqual([])
    expect(model.current.groupRebalances.get('shared')).toMatchObject({
      ...{ lastHour: null, reason: 'rebalances of share groups are not read' },
    })
  })

  it('does not take what it missed for what was before', async () => {
    const { batch, records, told, tell, wait, recorder } = await recording()
    await batch([records.generation(1, START, members(1))])
    wait(60_000)
    await batch([], true, { from: 1n, to: 9n, reason: 'the broker has deleted what lies between' })
    await batch([records.generation(5, START + 60_000, members(2))])
    await tell()
    expect(recorder.of('g').at(-1)).toMatchObject({ generation: 5, membersBefore: null, skipped: 0 })
    expect(told()).toMatchObject({ lastHour: 2, reason: 'rebalances are known since 2026-01-01T00:01:00Z only' })
    expect(recorder.known()).toEqual({ since: START + 60_000, reason: 'the broker has deleted what lies between' })
  })

  it('takes records once that are read again after they were undone', async () => {
    const { batch, records, generations } = await recording()
    const first = records.generation(1, START, members(1))
    await batch([first, records.generation(2, START + 1, members(2))])
    await batch([], true, { from: 9n, to: 0n, reason: 'the log was cut' })
    await batch([first])
    expect(generations()).toEqual([1, 2])
  })

  it('knows of a long-standing group what it was before from its description', async () => {
    const { batch, records, write, tell, wait, recorder } = await recording()
    write(described('g', [member('m0', 'orders', [0]), member('x', 'orders', [1])]))
    await tell()
    wait(10_000)
    await batch([records.generation(41, Date.now(), members(2))])
    expect(recorder.of('g')[0]).toMatchObject({
      ...{ membersBefore: 2, skipped: 0, partitionsMoved: 1 },
      triggers: [
        { memberId: 'x', kind: 'unknown', certainty: 'inferred' },
        { memberId: 'm1', kind: 'joined', certainty: 'observed' },
      ],
    })
  })

  it('takes the first look that found it rebalancing for its beginning', async () => {
    const { batch, records, wait, recorder } = await recording()
    await batch([records.generation(1, START, members(1))])
    const look = (groups: string[]) =>
      recorder.look({ broker: 1, groups: new Set(groups), previousAt: Date.now() - 1_000, at: Date.now() })
    wait(60_000)
    look(['g'])
    wait(3_000)
    look(['g'])
    await batch([records.generation(2, Date.now(), members(2))])
    expect(recorder.of('g')[1]).toMatchObject({ startedAt: START + 60_000, durationMs: 3_000 })
    look([])
    wait(60_000)
    await batch([records.generation(3, Date.now(), members(1))])
    expect(recorder.of('g')[2]).toMatchObject({ durationMs: 50, startedNote: expect.stringContaining('not written') })
  })

  it('keeps the last hundred of a group, and forgets one that is gone for an hour', async () => {
    const { batch, records, generations, write, tell, wait, told } = await recording()
    await batch(Array.from({ length: 130 }, (_, index) => records.generation(index + 1, START + index, members(1))))
    expect([generations().length, generations()[0]]).toEqual([100, 31])
    await tell()
    write({ op: 'remove', kind: 'groupListing', key: 'g', source: 'groups', at: 1 })
    await tell()
    expect(told()).toBeUndefined()
    wait(HOUR)
    await tell()
    expect(generations()).toHaveLength(100)
    wait(1)
    await tell()
    expect(generations()).toEqual([])
  })

  it('tells nothing any more once it is stopped', async () => {
    const { batch, records, told, recorder } = await recording()
    await recorder.stop()
    await batch([records.generation(1, START, members(1))])
    expect(told()).toBeUndefined()
  })
})
