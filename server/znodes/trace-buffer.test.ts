import { afterEach, beforeEach, expect, it, vi } from 'vitest'
import type { ZnodeStreamMessages } from '@/lib/views/znode'
import { TraceBuffer } from './trace-buffer'

beforeEach(() => {
  vi.useFakeTimers()
})

afterEach(() => {
  vi.useRealTimers()
})

/** A buffer whose client takes a message when told to. */
function told() {
  const messages: ZnodeStreamMessages['trace'][] = []
  let take = () => {}
  const buffer = new TraceBuffer((message) => {
    messages.push(message)
    return new Promise((resolve) => {
      take = resolve
    })
  })
  const add = (count: number) => {
    for (let at = 0; at < count; at++) buffer.add({ path: '/a', type: 'data', at })
  }
  return { buffer, messages, add, take: () => take() }
}

it('tells within 100 ms, or at once where a reading follows', async () => {
  const { buffer, messages, add } = told()
  add(2)
  await vi.advanceTimersByTimeAsync(99)
  expect(messages).toEqual([])
  void buffer.flush()
  expect(messages).toMatchObject([{ traces: [{ at: 0 }, { at: 1 }], untold: 0 }])
  await vi.advanceTimersByTimeAsync(1_000)
  expect(messages).toHaveLength(1)
})

it('counts what is too much, and waits for a client that does not read', async () => {
  const { messages, add, take } = told()
  add(130)
  await vi.advanceTimersByTimeAsync(100)
  expect(messages.map(({ traces, untold }) => [traces.length, untold])).toEqual([[100, 30]])
  add(5)
  await vi.advanceTimersByTimeAsync(10_000)
  expect(messages).toHaveLength(1)
  take()
  await vi.advanceTimersByTimeAsync(100)
  expect(messages.map(({ traces }) => traces.length)).toEqual([100, 5])
})

it('tells nothing any more once stopped', async () => {
  const { buffer, messages, add } = told()
  add(1)
  buffer.stop()
  await vi.advanceTimersByTimeAsync(1_000)
  expect(messages).toEqual([])
})
