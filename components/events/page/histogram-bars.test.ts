import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { eventOf } from './events-page.fixture'
import { axisLabels, histogram } from './histogram-bars'

describe('histogram', () => {
  it('counts every event of its time once, in at most 121 whole steps', () => {
    const time = fc.integer({ min: 0, max: 40 * 86_400_000 })
    fc.assert(
      fc.property(fc.array(time, { maxLength: 50 }), time, time, (times, a, b) => {
        const [from, to] = [Math.min(a, b), Math.max(a, b)]
        const events = times.map((at, index) => eventOf(index, { at }))
        const drawn = histogram(events, from, to)
        expect(Math.abs(drawn.from % drawn.stepMs)).toBe(0)
        expect((drawn.to - drawn.from) / drawn.stepMs).toBeLessThanOrEqual(121)
        expect(drawn.from <= from && drawn.to >= to).toBe(true)
        const inside = times.filter((at) => at >= drawn.from && at < drawn.to)
        expect(drawn.bars.reduce((sum, { count }) => sum + count, 0)).toBe(inside.length)
        expect(drawn.bars.every(({ count }) => count <= drawn.most)).toBe(true)
      }),
    )
  })

  it('keeps the states of a bar apart', () => {
    const bar = histogram([eventOf(60), eventOf(60, { kind: 'broker-left' })], 0, 100_000).bars[0]
    expect(bar && [...bar.states]).toEqual([
      ['move', 1],
      ['offline', 1],
    ])
  })
})

describe('axisLabels', () => {
  it('names full steps of the clock, few enough to be read', () => {
    const hour = 3_600_000
    expect(axisLabels(10 * hour + 60_000, 11 * hour)).toEqual([
      10 * hour + 10 * 60_000,
      ...[20, 30, 40, 50].map((m) => 10 * hour + m * 60_000),
    ])
    for (const span of [60_000, hour, 30 * hour, 900 * hour])
      expect(axisLabels(7, 7 + span).length).toBeLessThanOrEqual(9)
  })
})
