import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest'
import type { Inspector } from '../inspector'
import { type EventClient, serverSentEvents } from './server-sent-events'

const MIB = 1_048_576

beforeEach(() => {
  vi.useFakeTimers({ toFake: ['setInterval', 'clearInterval'] })
})

afterEach(() => {
  vi.useRealTimers()
})

/** A stream with what its server side sees. */
function opened(subscribe: (client: EventClient) => void = () => undefined) {
  const closers = new Set<() => void>()
  const onStop = (close: () => void) => {
    closers.add(close)
    return () => closers.delete(close)
  }
  let client: EventClient | undefined
  const stopped = vi.fn()
  const abort = new AbortController()
  // Only onStop is used.
  const response = serverSentEvents({ onStop } as unknown as Inspector, abort.signal, (one) => {
    client = one
    subscribe(one)
    return stopped
  })
  const reader = response.body?.getReader()
  if (!client || !reader) throw new Error('the stream did not start')
  const read = async () => {
    const { value, done } = await reader.read()
    return done ? null : new TextDecoder().decode(value)
  }
  return { client, stopped, abort, closers, read, cancel: () => reader.cancel() }
}

describe('serverSentEvents', () => {
  it('sends, beats, and ends with the client, telling whoever feeds it once', async () => {
    const { client, stopped, abort, closers, read } = opened()
    expect(await read()).toBe('retry: 2000\n\n')
    client.send('event: a\n\n')
    expect(await read()).toBe('event: a\n\n')
    vi.advanceTimersByTime(15_000)
    expect(await read()).toBe(': still here\n\n')
    abort.abort()
    expect(await read()).toBeNull()
    expect([stopped.mock.calls.length, closers.size]).toEqual([1, 0])
    client.send('too late')
  })

  it('ends when the client cancels, and when the server stops', async () => {
    const one = opened()
    await one.cancel()
    expect(one.stopped).toHaveBeenCalledOnce()
    const other = opened()
    for (const close of other.closers) close()
    expect(other.stopped).toHaveBeenCalledOnce()
  })

  it('drops a client that does not read, even when that shows while it subscribes', () => {
    const late = opened()
    late.client.send('x'.repeat(MIB))
    late.client.send('y')
    expect(late.stopped).toHaveBeenCalledOnce()
    const early = opened((client) => {
      client.send('x'.repeat(MIB))
      client.send('y')
    })
    expect(early.stopped).toHaveBeenCalledOnce()
  })

  it('lets what can wait be sent when the client has read, in order and one by one', async () => {
    const { client, stopped, read } = opened()
    const sent: string[] = []
    for (const name of ['a', 'b', 'c']) void client.sendWhenRead(name.repeat(2 * MIB)).then(() => sent.push(name))
    await read()
    expect((await read())?.[0]).toBe('a')
    expect((await read())?.[0]).toBe('b')
    expect((await read())?.[0]).toBe('c')
    expect(sent).toEqual(['a', 'b', 'c'])
    expect(stopped).not.toHaveBeenCalled()
  })

  it('gives a large message two heartbeats to be read', async () => {
    const { client, stopped } = opened()
    await client.sendWhenRead('x'.repeat(2 * MIB))
    vi.advanceTimersByTime(15_000)
    expect(stopped).not.toHaveBeenCalled()
    vi.advanceTimersByTime(15_000)
    expect(stopped).toHaveBeenCalledOnce()
  })
})
