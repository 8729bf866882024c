import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest'
import { LiveModel } from '../model/cluster-model'
import { Poller } from './poller'
import { SourceReporter } from './source-reporter'

describe('Poller', () => {
  const live = new LiveModel()
  const source = () => {
    live.flush()
    return live.current.source.get('test')
  }
  let poller: Poller
  beforeEach(() => vi.useFakeTimers())
  afterEach(() => {
    poller.stop()
    vi.useRealTimers()
  })

  it('reads at its rhythm, says when it fails and since when, and heals', async () => {
    let fails = false
    let reads = 0
    const read = () => {
      reads += 1
      return fails ? Promise.reject(new Error('TCP to 127.0.0.1:9: refused')) : Promise.resolve()
    }
    poller = new Poller({ name: 'test', intervalMs: 5_000, read }, new SourceReporter(live))
    poller.start()
    await vi.advanceTimersByTimeAsync(100)
    expect(source()).toMatchObject({ status: 'live', reason: null })
    fails = true
    await vi.advanceTimersByTimeAsync(5_000)
    const down = source()
    expect(down).toMatchObject({ status: 'down', reason: 'TCP to 127.0.0.1:9: refused' })
    await vi.advanceTimersByTimeAsync(20_000)
    expect(source()?.since).toBe(down?.since)
    expect(source()?.lastOkAt).toBe(down?.lastOkAt)
    fails = false
    await vi.advanceTimersByTimeAsync(20_000)
    expect(source()).toMatchObject({ status: 'live', reason: null })
    expect(reads).toBeGreaterThan(3)
  })

  it('never reads twice at once, and reads once more when triggered meanwhile', async () => {
    let running = 0
    let most = 0
    let reads = 0
    const read = async () => {
      reads += 1
      running += 1
      most = Math.max(most, running)
      await new Promise((resolve) => setTimeout(resolve, 1_000))
      running -= 1
    }
    poller = new Poller({ name: 'test', intervalMs: 60_000, read }, new SourceReporter(live))
    poller.start()
    await vi.advanceTimersByTimeAsync(500)
    for (let index = 0; index < 5; index += 1) poller.trigger()
    await vi.advanceTimersByTimeAsync(10_000)
    expect([reads, most]).toEqual([2, 1])
    poller.trigger()
    poller.trigger()
    await vi.advanceTimersByTimeAsync(10_000)
    expect([reads, most]).toEqual([3, 1])
  })

  it('takes a trigger before the start for nothing, and a second start too', async () => {
    let reads = 0
    const read = () => {
      reads += 1
      return Promise.resolve()
    }
    poller = new Poller({ name: 'test', intervalMs: 60_000, read }, new SourceReporter(live))
    poller.trigger()
    await vi.advanceTimersByTimeAsync(10_000)
    expect(reads).toBe(0)
    poller.start()
    poller.start()
    await vi.advanceTimersByTimeAsync(10_000)
    expect(reads).toBe(1)
  })
})
