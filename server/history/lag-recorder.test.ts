import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest'
import type { OffsetReading } from '@/lib/lag/offset-reading'
import { SINGLE } from '@/lib/model/cluster'
import type { GroupOffsets } from '@/lib/model/consumer-group'
import type { Patch } from '@/lib/model/patch'
import type { OffsetsTopicRecord } from '@/lib/records/offsets-topic'
import { listed } from '@/lib/rows/group.fixture'
import { LiveModel } from '../model/cluster-model'
import { LagRecorder } from './lag-recorder'

const START = Date.UTC(2026, 0, 1)
const models: LiveModel[] = []
beforeEach(() => {
  vi.useFakeTimers({ now: START, toFake: ['Date'] })
})
afterEach(() => {
  vi.useRealTimers()
  for (const model of models.splice(0)) model.close()
})

/** A recorder of one group "g" in orders-0, whose clock is ours. */
function recording({ live = true } = {}) {
  const model = new LiveModel()
  models.push(model)
  const source = {
    name: 'offsets-topic',
    status: live ? 'live' : 'absent',
    since: 0,
    lastOkAt: null,
    intervalMs: null,
  } as const
  const reason = live ? null : 'READ needed'
  model.write([
    listed('g'),
    { op: 'put', kind: 'groupCoverage', key: SINGLE, value: { partitions: 1, gaps: [] }, source: 'groups', at: 0 },
    { op: 'put', kind: 'source', key: source.name, value: { ...source, reason }, source: source.name, at: 0 },
  ])
  model.flush()
  const recorder = new LagRecorder(model, (line) => expect.unreachable(line))
  let record = 0n
  const batch = (records: OffsetsTopicRecord[], caughtUp = true) =>
    recorder.take({ partition: 0, leaderEpoch: 0, records, caughtUp, at: Date.now(), gap: null })
  if (live) batch([])
  const key = 'orders/0'
  return {
    model,
    recorder,
    batch,
    progress: () => model.current.groupProgress.get('g'),
    partition: () => recorder.group('g')?.partitions[0],
    wait: (seconds: number) => vi.setSystemTime(Date.now() + seconds * 1_000),
    commit(offset: number, at = Date.now()) {
      const value = {
        offset: BigInt(offset),
        leaderEpoch: null,
        metadata: null,
        committedAt: at,
        expiresAt: null,
        topicId: null,
      }
      batch([
        { kind: 'offset-commit', group: 'g', topic: 'orders', partition: 0, offset: record++, timestamp: at, value },
      ])
    },
    async read(
      committed: number | null,
      end: number | null,
      more: Partial<OffsetReading> = {},
      error: string | null = null,
    ) {
      const partitions = [
        { partition: 0, offset: committed === null ? null : String(committed), metadata: null, error: null },
      ]
      const group: GroupOffsets = {
        id: 'g',
        topics: committed === null ? [] : [{ topic: 'orders', partitions }],
        error,
      }
      await recorder.takeReading({
        at: Date.now(),
        complete: true,
        starts: new Map([[key, 0n]]),
        ends: new Map(end === null ? [] : [[key, BigInt(end)]]),
        groups: [group],
        ...more,
      })
      model.flush()
    },
  }
}

describe('LagRecorder', () => {
  it('tells how a group falls behind, stops, and catches up', async () => {
    const { read, wait, commit, progress, partition } = recording()
    for (let tick = 0; tick < 12; tick += 1) {
      commit(tick * 100)
      await read(tick * 100, tick * 100)
      wait(10)
    }
    expect(progress()).toMatchObject({ verdict: 'OK', timeLagMs: 0, lagPerMinute: 0, etaMs: 0, loss: null })
    for (let tick = 12; tick < 32; tick += 1) {
      await read(1_100, tick * 100)
      wait(10)
    }
    expect(progress()).toMatchObject({ verdict: 'STOP', timeLagSource: 'interpolated', lagPerMinute: 600, etaMs: null })
    expect(progress()?.sentence?.replaceAll('\u00a0', ' ')).toMatch(
      /^orders-0: It has committed nothing for 3 m 20 s, and 2,000 records/,
    )
    expect(progress()?.timeLagMs).toBeGreaterThan(199_000)
    expect(progress()?.timeLagMs).toBeLessThan(210_000)
    expect(partition()).toMatchObject({
      producedPerSecond: 10,
      consumedPerSecond: 0,
      lag: '2000',
      lastCommitReason: null,
    })
    commit(3_100)
    await read(3_100, 3_100)
    expect(progress()).toMatchObject({ verdict: 'OK', timeLagMs: 0 })
  })

  it('keeps gaps as gaps and no lag as no lag', async () => {
    const { read, wait, recorder, progress } = recording()
    await read(10, 20)
    wait(10)
    await read(10, null)
    expect(progress()).toMatchObject({
      verdict: null,
      timeLagMs: null,
      timeLagReason: 'the end of the log has not been read yet',
    })
    wait(10)
    await read(20, 20)
    const { samples } = recorder.group('g') ?? { samples: [] }
    expect(samples.map(({ ends, committed, timeLagMs }) => [ends[0], committed[0], timeLagMs])).toEqual([
      [20n, 10n, null],
      [null, 10n, null],
      [20n, 20n, 0],
    ])
  })

  it('remembers the age of a record that stays unread, beyond the hour', async () => {
    const { read, wait, progress } = recording()
    await read(100, 100)
    wait(10)
    for (let tick = 0; tick < 400; tick += 1) {
      await read(100, 200)
      wait(10)
    }
    expect(progress()?.timeLagSource).toBe('interpolated')
    expect(progress()?.timeLagMs).toBeGreaterThan(3_990_000)
    expect(progress()?.trend.at(-1)).toBe(100)
    expect(progress()?.trend).toHaveLength(30)
  })

  it('takes what polling finds for commits where they are not followed, and says how exact that is', async () => {
    const { read, wait, partition } = recording({ live: false })
    for (let tick = 0; tick < 14; tick += 1) {
      await read(tick * 10, tick * 10 + 50)
      wait(10)
    }
    expect(partition()).toMatchObject({ verdict: 'WARN', lastCommitAt: START + 130_000 })
    expect(partition()?.lastCommitReason).toMatch(/polling only.*READ needed/)
  })

  it('takes the highest record of a key, and forgets what is taken back', async () => {
    const { batch, commit, read, partition } = recording()
    commit(50)
    commit(60)
    await read(60, 100)
    const late = { kind: 'offset-commit', group: 'g', topic: 'orders', partition: 0, timestamp: 0 } as const
    const value = { offset: 10n, leaderEpoch: null, metadata: null, committedAt: START, expiresAt: null, topicId: null }
    batch([{ ...late, offset: 0n, value }])
    expect(partition()?.lastCommitAt).toBe(START)
    batch([{ ...late, offset: 9n, value: null }])
    expect(partition()).toBeUndefined()
  })

  it('does not take commits it missed for a group that stopped', async () => {
    const { recorder, read, wait, commit, partition } = recording()
    for (let tick = 0; tick < 12; tick += 1) {
      commit(tick * 10)
      await read(tick * 10, tick * 100)
      wait(10)
    }
    expect(partition()).toMatchObject({ verdict: 'WARN' })
    const gap = { from: 5n, to: 90n, reason: 'the broker has deleted what lies between' }
    recorder.take({ partition: 0, leaderEpoch: 0, records: [], caughtUp: true, at: Date.now(), gap })
    expect(partition()).toMatchObject({ verdict: null, verdictReason: 'no commit has been seen', lastCommitAt: null })
    wait(1)
    commit(111)
    expect(partition()).toMatchObject({ verdict: null, verdictReason: 'only one commit has been seen' })
  })

  it('knows a group to have stopped that committed for the last time before all that is read', async () => {
    const { read, wait, partition } = recording()
    for (let tick = 0; tick < 12; tick += 1) {
      await read(10, 100 + tick)
      wait(10)
    }
    expect(partition()).toMatchObject({ verdict: 'STOP', timeLagSource: 'at-least', lastCommitAt: null })
    expect(partition()?.evidence[0]).toMatch(/^no commit seen for at least 1\u00a0h/)
  })

  it('keeps the offsets a verdict rests on', async () => {
    const { read, wait, commit, recorder } = recording()
    for (let tick = 0; tick < 14; tick += 1) {
      if (tick < 12) commit(tick * 10)
      await read(Math.min(tick, 11) * 10, tick * 100)
      wait(10)
    }
    const window = recorder.window('g', 'orders', 0)
    expect(window?.committed).toBe(110n)
    expect(window?.commits).toEqual(
      Array.from({ length: 10 }, (_, index) => ({ at: START + (index + 2) * 10_000, offset: 10n * BigInt(index + 2) })),
    )
    // From the first commit on: twelve readings, each once.
    expect(window?.ends).toEqual(
      Array.from({ length: 12 }, (_, index) => ({
        at: START + (index + 2) * 10_000,
        offset: 100n * BigInt(index + 2),
      })),
    )
    expect(recorder.window('g', 'orders', 1)).toBeNull()
    expect(recorder.window('no such group', 'orders', 0)).toBeNull()
  })

  it('asks for the time of a record that is older than all it recorded, once for each', async () => {
    const { read, wait, recorder, progress, partition } = recording()
    await read(10, 100)
    const [older] = recorder.olderRecords(50)
    expect(older).toMatchObject({ topic: 'orders', partition: 0, offset: 10n })
    older?.found(START - 86_400_000, null)
    expect(recorder.olderRecords(50)).toEqual([])
    wait(10)
    await read(10, 110)
    expect(progress()).toMatchObject({ timeLagMs: 86_410_000, timeLagSource: 'record', timeLagReason: null })
    await read(20, 110)
    expect(partition()).toMatchObject({ timeLagSource: 'interpolated' })
    expect(recorder.olderRecords(50)).toMatchObject([{ offset: 20n }])
    recorder.olderRecords(50)[0]?.found(null, 'READ needed')
    expect(partition()).toMatchObject({ timeLagMs: 10_000, timeLagSource: 'at-least', timeLagReason: 'READ needed' })
    expect(recorder.olderRecords(50)).toEqual([])
    wait(61)
    await read(20, 110)
    expect(recorder.olderRecords(50)).toMatchObject([{ offset: 20n }])
    wait(5)
    await read(105, 110)
    expect(recorder.olderRecords(50)).toEqual([])
  })

  it('says why a group cannot be read, and tells it at most every five seconds', async () => {
    const { read, wait, progress } = recording()
    await read(10, 20)
    wait(1)
    await read(15, 20)
    expect(progress()?.timeLagReason).toBe('the log has been watched too short a time')
    wait(5)
    await read(null, 20, {}, 'GROUP_AUTHORIZATION_FAILED')
    expect(progress()?.verdictReason).toBe('GROUP_AUTHORIZATION_FAILED')
  })

  it('forgets a group that is gone, with its logs', async () => {
    const { model, read, wait, recorder, progress } = recording()
    await read(10, 20)
    expect(recorder.cost()).toMatchObject({ groups: 1, positions: 1, partitions: 1 })
    const gone: Patch = { op: 'remove', kind: 'groupListing', key: 'g', source: 'groups', at: 1 }
    model.write([gone])
    model.flush()
    wait(10)
    await read(null, 20, { groups: [] })
    expect(recorder.cost()).toMatchObject({ groups: 0, positions: 0, partitions: 0, bytes: 0 })
    expect([progress(), recorder.group('g')]).toEqual([undefined, null])
  })

  it('stays within its memory', async () => {
    const { recorder, read } = recording()
    const partitions = Array.from({ length: 20_000 }, (_, partition) => ({
      partition,
      offset: '1',
      metadata: null,
      error: null,
    }))
    await read(null, null, { groups: [{ id: 'g', topics: [{ topic: 'wide', partitions }], error: null }] })
    const { bytes, maxBytes, positions } = recorder.cost()
    expect(bytes).toBeLessThanOrEqual(maxBytes)
    expect(positions).toBeLessThan(20_000)
    expect(positions).toBeGreaterThan(10_000)
  })
})
