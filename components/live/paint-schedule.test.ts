import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest'
import { PaintSchedule } from './paint-schedule'

beforeEach(() => {
  vi.useFakeTimers()
})
afterEach(() => {
  vi.useRealTimers()
})

/** A schedule with the callbacks of the frames it asked for and has not called off. */
function stage() {
  const frames = new Set<() => void>()
  const paint = vi.fn()
  const schedule = new PaintSchedule((callback) => {
    frames.add(callback)
    return () => frames.delete(callback)
  }, paint)
  return { frames, paint, schedule }
}

describe('PaintSchedule', () => {
  it('asks for one frame, however often the state changes', () => {
    const { frames, paint, schedule } = stage()
    schedule.stateChanged()
    schedule.stateChanged()
    expect(frames.size).toBe(1)
    for (const frame of frames) frame()
    expect(paint).toHaveBeenCalledTimes(1)
    schedule.stateChanged()
    expect(frames.size).toBe(1)
  })

  it('paints numbers a quarter of a second after the first of them', () => {
    const { paint, schedule } = stage()
    schedule.numbersChanged()
    vi.advanceTimersByTime(200)
    schedule.numbersChanged()
    vi.advanceTimersByTime(49)
    expect(paint).not.toHaveBeenCalled()
    vi.advanceTimersByTime(1)
    expect(paint).toHaveBeenCalledTimes(1)
    vi.advanceTimersByTime(1_000)
    expect(paint).toHaveBeenCalledTimes(1)
  })

  it('calls off what was planned when it paints at once', () => {
    const { frames, paint, schedule } = stage()
    schedule.stateChanged()
    schedule.numbersChanged()
    schedule.now()
    expect(paint).toHaveBeenCalledTimes(1)
    expect(frames.size).toBe(0)
    expect(vi.getTimerCount()).toBe(0)
  })

  it('rests after a paint that cost much, and only then', async () => {
    const { frames, paint, schedule } = stage()
    paint.mockImplementation(() => vi.advanceTimersByTime(100))
    schedule.now()
    await Promise.resolve()
    schedule.stateChanged()
    expect(frames.size).toBe(0)
    vi.advanceTimersByTime(199)
    expect(paint).toHaveBeenCalledTimes(1)
    paint.mockImplementation(() => undefined)
    vi.advanceTimersByTime(1)
    expect(paint).toHaveBeenCalledTimes(2)
    await Promise.resolve()
    schedule.stateChanged()
    expect(frames.size).toBe(1)
  })
})
