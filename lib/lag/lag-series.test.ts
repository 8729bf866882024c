import { describe, expect, it } from 'vitest'
import type { LagSample } from '../history/lag-history'
import { lagSeries } from './lag-series'

const T = 1_000_000
/** A sample `seconds` after the beginning; null offsets were not known. */
const sample = (
  seconds: number,
  ends: (number | null)[],
  committed: (number | null)[],
  timeLagMs: number | null = 0,
): LagSample => {
  const offsets = (all: (number | null)[]) => all.map((one) => (one === null ? null : BigInt(one)))
  return { at: T + seconds * 1_000, ends: offsets(ends), committed: offsets(committed), timeLagMs }
}
const partitions = (...topics: string[]) => topics.map((topic) => ({ topic }))

describe('the series of a group', () => {
  it('are sums over partitions and rates between moments', () => {
    const series = lagSeries({
      partitions: partitions('a', 'a', 'b'),
      samples: [sample(0, [10, 10, 10], [10, 5, 0], 4_000), sample(10, [30, 10, 15], [20, 10, 0], 9_000)],
    })
    expect(series).toEqual({
      at: [T, T + 10_000],
      totalLag: ['15', '25'],
      timeLagMs: [4_000, 9_000],
      byTopic: [
        { topic: 'b', lag: ['10', '15'] },
        { topic: 'a', lag: ['5', '10'] },
      ],
      producedPerSecond: [null, 2.5],
      consumedPerSecond: [null, 1.5],
    })
  })

  it('have gaps where nothing was read or a known partition is not known, and none before one began', () => {
    const series = lagSeries({
      partitions: partitions('a', 'b'),
      samples: [
        sample(0, [10, null], [5, null]),
        sample(10, [10, 7], [5, 0]),
        sample(20, [10, null], [5, 0], null),
        sample(100, [10, 7], [5, 7]),
      ],
    })
    expect(series.at.map((at) => (at - T) / 1_000)).toEqual([0, 10, 20, 60, 100])
    expect(series.totalLag).toEqual(['5', '12', null, null, '5'])
    expect(series.byTopic.find(({ topic }) => topic === 'a')?.lag).toEqual(['5', '5', '5', null, '5'])
    expect(series.consumedPerSecond).toEqual([null, 0, 0, null, null])
    expect(series.producedPerSecond).toEqual([null, 0, null, null, null])
  })

  it('take no step back for traffic and no cut log for lag', () => {
    const series = lagSeries({
      partitions: partitions('a'),
      samples: [sample(0, [10], [10]), sample(10, [4], [10]), sample(20, [4], [0])],
    })
    expect(series).toMatchObject({
      totalLag: ['0', null, '4'],
      producedPerSecond: [null, null, 0],
      consumedPerSecond: [null, 0, null],
    })
  })

  it('name five topics and add up the others', () => {
    const topics = ['a', 'b', 'c', 'd', 'e', 'f', 'g']
    const { byTopic } = lagSeries({
      partitions: partitions(...topics),
      samples: [sample(0, [1, 2, 3, 4, 5, 6, 7], [0, 0, 0, 0, 0, 0, 0])],
    })
    expect(byTopic.map(({ topic, lag }) => [topic, lag[0]])).toEqual([
      ['g', '7'],
      ['f', '6'],
      ['e', '5'],
      ['d', '4'],
      ['c', '3'],
      [null, '3'],
    ])
  })

  it('are at most 360 moments, the latest', () => {
    const samples = Array.from({ length: 360 }, (_, index) => sample(index * 30, [1], [0]))
    const { at } = lagSeries({ partitions: partitions('a'), samples })
    expect(at).toHaveLength(360)
    expect(at.at(-1)).toBe(samples.at(-1)?.at)
  })
})
