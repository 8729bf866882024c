import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest'
import type { WindowTask } from './request-window'
import { RequestWindow } from './request-window'

type Done = (error: Error | null, value?: string) => void

/** Tasks whose end the test decides. */
function taskBook() {
  const started: { path: string; done: Done }[] = []
  const task = (path: string, key: string | null = path): WindowTask<string> => ({
    key,
    path,
    start: (done) => started.push({ path, done }),
  })
  return { started, task }
}

const wait = { timeoutMs: 1_000 }

describe('RequestWindow', () => {
  beforeEach(() => {
    vi.useFakeTimers()
  })
  afterEach(() => {
    vi.useRealTimers()
  })

  it('keeps to its width, sends in order, and goes on as answers come', async () => {
    const { started, task } = taskBook()
    const window = new RequestWindow(2, 10)
    const all = ['/a', '/b', '/c'].map((path) => window.run(task(path), wait))
    expect(started.map(({ path }) => path)).toEqual(['/a', '/b'])
    expect([window.inFlight, window.queued]).toEqual([2, 1])
    started[0]?.done(null, 'A')
    expect(started.map(({ path }) => path)).toEqual(['/a', '/b', '/c'])
    started[1]?.done(null, 'B')
    started[2]?.done(null, 'C')
    expect(await Promise.all(all)).toEqual(['A', 'B', 'C'])
    expect([window.inFlight, window.queued, window.requests]).toEqual([0, 0, 3])
    expect(vi.getTimerCount()).toBe(0)
  })

  it('shares equal reads, but not with one that is outdated', async () => {
    const { started, task } = taskBook()
    const window = new RequestWindow(4, 10)
    const first = window.run(task('/a'), wait)
    const second = window.run(task('/a'), wait)
    expect(started).toHaveLength(1)
    window.outdate('/a')
    const third = window.run(task('/a'), wait)
    expect(started).toHaveLength(2)
    started[0]?.done(null, 'old')
    started[1]?.done(null, 'new')
    expect(await Promise.all([first, second, third])).toEqual(['old', 'old', 'new'])
  })

  it('never shares tasks without a key', () => {
    const { started, task } = taskBook()
    const window = new RequestWindow(4, 10)
    void window.run(task('/a', null), wait)
    void window.run(task('/a', null), wait)
    expect(started).toHaveLength(2)
  })

  it('answers busy when the queue is full', async () => {
    const { task } = taskBook()
    const window = new RequestWindow(1, 1)
    void window.run(task('/a'), wait)
    void window.run(task('/b'), wait)
    await expect(window.run(task('/c'), wait)).rejects.toMatchObject({ code: 'busy' })
  })

  it('gives up at the deadline of each caller, and keeps the place in flight until the answer', async () => {
    const { started, task } = taskBook()
    const window = new RequestWindow(1, 10)
    const hasty = window.run(task('/a'), { timeoutMs: 300 })
    const patient = window.run(task('/a'), { timeoutMs: 3_000 })
    const queued = window.run(task('/b'), { timeoutMs: 300 })
    const rejections = [
      expect(hasty).rejects.toMatchObject({ code: 'timeout', message: expect.stringContaining('/a') }),
      expect(queued).rejects.toMatchObject({ code: 'timeout' }),
    ]
    await vi.advanceTimersByTimeAsync(600)
    await Promise.all(rejections)
    expect(window.inFlight).toBe(1)
    started[0]?.done(null, 'A')
    expect(await patient).toBe('A')
    expect(started).toHaveLength(1)
    expect([window.inFlight, window.queued]).toEqual([0, 0])
  })

  it('rejects with the reason of an abort, before and while waiting', async () => {
    const { task } = taskBook()
    const window = new RequestWindow(1, 10)
    const stop = new AbortController()
    const running = window.run(task('/a'), { ...wait, signal: stop.signal })
    stop.abort(new Error('enough'))
    await expect(running).rejects.toThrow('enough')
    await expect(window.run(task('/b'), { ...wait, signal: stop.signal })).rejects.toThrow('enough')
  })

  it('fails everything when the connection is lost, and ignores late answers', async () => {
    const { started, task } = taskBook()
    const window = new RequestWindow(1, 10)
    const both = [window.run(task('/a'), wait), window.run(task('/b'), wait)]
    window.failAll(new Error('cut'))
    await Promise.all(both.map((run) => expect(run).rejects.toThrow('cut')))
    started[0]?.done(null, 'late')
    expect([window.inFlight, window.queued]).toEqual([0, 0])
    const next = window.run(task('/a'), wait)
    started[1]?.done(null, 'fresh')
    expect(await next).toBe('fresh')
  })

  it('works through a long queue', async () => {
    const window = new RequestWindow(64, 20_000)
    const all = Array.from({ length: 20_000 }, (_, index) =>
      window.run({ key: `${index}`, path: '/', start: (done) => queueMicrotask(() => done(null, index)) }, wait),
    )
    const values = await Promise.all(all)
    expect(values.every((value, index) => value === index)).toBe(true)
  })
})
