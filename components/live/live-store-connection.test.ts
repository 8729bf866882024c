import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest'
import { batch, latency, put, snapshot, stage } from './live-store.fixture'

beforeEach(() => {
  vi.useFakeTimers()
})
afterEach(() => {
  vi.useRealTimers()
})

describe('the connection of a LiveStore', () => {
  it('reconnects with growing pauses and asks for what it missed', async () => {
    const { store, streams, stream, settle, keys } = stage([snapshot(1, [put('a')])])
    store.start()
    await settle()
    stream().send('open')
    stream().send('patch', batch(5, put('b')), 'e1.5')
    stream().send('error')
    expect(store.connection()).toMatchObject({ status: 'lost', reason: 'the server does not answer' })
    expect(keys()).toEqual(['a', 'b'])
    await vi.advanceTimersByTimeAsync(999)
    expect(streams).toHaveLength(1)
    await vi.advanceTimersByTimeAsync(1)
    expect(stream().url).toContain('since=e1.5')
    stream().send('error')
    await vi.advanceTimersByTimeAsync(1_999)
    expect(streams).toHaveLength(2)
    await vi.advanceTimersByTimeAsync(1)
    expect(streams).toHaveLength(3)
    stream().send('open')
    expect(store.connection()).toMatchObject({ status: 'live', reason: null })
  })

  it('keeps asking for the snapshot while the server is away, and says since when', async () => {
    const { store, settle, keys } = stage([
      new Error('refused'),
      { status: 503, body: { error: { code: 'busy', message: 'starting' } } },
      snapshot(1, [put('a')]),
    ])
    store.start()
    await settle()
    const lost = store.connection()
    expect(lost.status).toBe('lost')
    await vi.advanceTimersByTimeAsync(1_000)
    expect(store.connection().since).toBe(lost.since)
    await vi.advanceTimersByTimeAsync(2_000)
    expect(keys()).toEqual(['a'])
  })

  it('holds the picture while paused and continues behind it', async () => {
    const { store, streams, stream, paint, settle, keys } = stage([snapshot(1, [])])
    store.start()
    await settle()
    stream().send('open')
    stream().send('patch', batch(2, put('a')), 'e1.2')
    store.pause()
    expect(keys()).toEqual(['a'])
    expect(store.connection().status).toBe('paused')
    const old = stream()
    expect(old.closed).toBe(true)
    old.send('patch', batch(3, put('b')), 'e1.3')
    paint()
    expect(keys()).toEqual(['a'])
    store.resume()
    expect(streams).toHaveLength(2)
    expect(stream().url).toContain('since=e1.2')
  })

  it('holds no connection while hidden', async () => {
    const { store, streams, stream, settle } = stage([snapshot(1, [])])
    store.start()
    await settle()
    stream().send('open')
    store.setVisible(false)
    expect(stream().closed).toBe(true)
    await vi.advanceTimersByTimeAsync(120_000)
    expect(streams).toHaveLength(1)
    store.setVisible(true)
    expect(streams).toHaveLength(2)
    expect(store.connection().status).toBe('live')
  })

  it('takes a silent stream for dead', async () => {
    const { store, streams, stream, settle } = stage([snapshot(1, [])])
    store.start()
    await settle()
    stream().send('open')
    await vi.advanceTimersByTimeAsync(34_999)
    stream().send('samples', { at: 1, state: 'ok' })
    await vi.advanceTimersByTimeAsync(34_999)
    expect(streams).toHaveLength(1)
    await vi.advanceTimersByTimeAsync(1)
    expect(streams).toHaveLength(2)
  })

  it('leaves nothing running behind', async () => {
    const { store, stream, settle } = stage([snapshot(1, [])])
    store.wantNumbers()
    store.start()
    await settle()
    stream().send('patch', batch(2, latency(1, 2)), 'e1.2')
    stream().send('error')
    store.stop()
    expect(vi.getTimerCount()).toBe(0)
  })
})
