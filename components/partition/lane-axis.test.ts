import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { axisTicks, laneWindow, shownMarks, windowName } from './lane-axis'

const NOW = 1_763_733_979_000
const MINUTE = 60_000

describe('the axis of the lanes', () => {
  it('fits the changes with some time before the first, never less than a minute', () => {
    const fit = laneWindow('fit', NOW - 20 * MINUTE, NOW)
    expect(fit.from).toBeLessThan(NOW - 20 * MINUTE)
    expect(windowName(fit)).toBe('24\u00a0m')
    expect(NOW - laneWindow('fit', NOW - 10, NOW).from).toBe(MINUTE)
    expect(NOW - laneWindow('fit', null, NOW).from).toBe(15 * MINUTE)
  })

  it('has at most six round ticks inside the window, whatever its length', () => {
    fc.assert(
      fc.property(fc.integer({ min: 1_000, max: 40 * 86_400_000 }), (span) => {
        const window = { from: NOW - span, to: NOW }
        const ticks = axisTicks(window, [])
        expect(ticks.length).toBeLessThanOrEqual(6)
        for (const at of ticks) expect(at).toBeGreaterThan(window.from)
      }),
    )
  })

  it('keeps ticks and marks apart and prefers the grave ones', () => {
    const window = { from: NOW - 60 * MINUTE, to: NOW }
    const marks = shownMarks(window, [
      { at: NOW - 31 * MINUTE, state: 'urp' },
      { at: NOW - 30 * MINUTE, state: 'offline' },
      { at: NOW - 10 * MINUTE, state: 'urp' },
      { at: NOW - 90 * MINUTE, state: 'offline' },
    ])
    expect(marks.map(({ at }) => (NOW - at) / MINUTE)).toEqual([30, 10])
    for (const tick of axisTicks(window, marks)) {
      for (const { at } of marks) expect(Math.abs(at - tick)).toBeGreaterThan(4 * MINUTE)
    }
  })
})
