import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest'
import { Refresher } from './refresher'

beforeEach(() => {
  vi.useFakeTimers({ toFake: ['setTimeout', 'clearTimeout', 'performance'] })
})

afterEach(() => {
  vi.useRealTimers()
})

/** Readings that take `tookMs`, with the times they began at. */
function watched({ tookMs = 0, fails = () => false }: { tookMs?: number; fails?: () => boolean } = {}) {
  const began: number[] = []
  const failures: unknown[] = []
  const from = performance.now()
  const read = async () => {
    began.push(performance.now() - from)
    if (tookMs > 0) await new Promise((resolve) => setTimeout(resolve, tookMs))
    if (fails()) throw new Error('no')
  }
  const refresher = new Refresher(read, (error) => failures.push(error), 9)
  return { refresher, began, failures }
}

describe('Refresher', () => {
  it('reads the first change at once, and one more for all that came in the next 100 ms', async () => {
    const { refresher, began } = watched()
    refresher.mark()
    expect(began).toEqual([0])
    for (let ms = 0; ms < 50; ms += 10) {
      await vi.advanceTimersByTimeAsync(10)
      refresher.mark()
    }
    await vi.advanceTimersByTimeAsync(1_000)
    expect(began).toEqual([0, 100])
    refresher.mark()
    expect(began).toEqual([0, 100, 1_050])
  })

  it('reads again what changed while it was read, and rests longer when it takes long', async () => {
    const { refresher, began } = watched({ tookMs: 40 })
    refresher.mark()
    await vi.advanceTimersByTimeAsync(20)
    refresher.mark()
    expect(began).toEqual([0])
    await vi.advanceTimersByTimeAsync(2_000)
    expect(began).toEqual([0, 400])
  })

  it('tells a failure and tries again until it works', async () => {
    let left = 2
    const { refresher, began, failures } = watched({ fails: () => left-- > 0 })
    refresher.mark()
    await vi.advanceTimersByTimeAsync(10_000)
    expect(failures).toHaveLength(2)
    expect(began).toEqual([0, 2_000, 4_000])
  })

  it('does nothing any more once stopped', async () => {
    const { refresher, began } = watched()
    refresher.mark()
    await vi.advanceTimersByTimeAsync(10)
    refresher.mark()
    refresher.stop()
    refresher.mark()
    await vi.advanceTimersByTimeAsync(10_000)
    expect(began).toEqual([0])
  })
})
