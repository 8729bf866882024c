import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest'
import { batch, type FakeStream, happening, latency, put, snapshot, stage } from './live-store.fixture'

beforeEach(() => {
  vi.useFakeTimers()
})
afterEach(() => {
  vi.useRealTimers()
})

describe('the picture of a LiveStore', () => {
  it('follows the stream from exactly where the snapshot ends', async () => {
    const { store, urls, stream, paint, settle, keys } = stage([snapshot(7, [put('a')])])
    expect(store.model()).toBeNull()
    store.start()
    await settle()
    expect(urls).toEqual(['/api/v1/clusters/c/snapshot?channels=state'])
    expect(stream().url).toBe('/api/v1/clusters/c/stream?since=e1.7&channels=state')
    stream().send('open')
    expect(store.connection().status).toBe('live')
    stream().send('patch', batch(7, put('old')), 'e1.7')
    stream().send('patch', batch(9, put('b')), 'e1.9')
    paint()
    expect(keys()).toEqual(['a', 'b'])
  })

  it('paints state once a frame and numbers at most four times a second', async () => {
    const { store, stream, paint, settle, keys } = stage([snapshot(1, [])])
    store.wantNumbers()
    store.start()
    await settle()
    let notified = 0
    store.subscribe(() => {
      notified += 1
    })
    stream().send('patch', batch(2, put('a')), 'e1.2')
    stream().send('patch', batch(3, put('b')), 'e1.3')
    expect(notified).toBe(0)
    paint()
    expect(notified).toBe(1)
    expect(keys()).toEqual(['a', 'b'])
    for (let revision = 4; revision < 20; revision += 1) {
      stream().send('patch', batch(revision, latency(1, revision)), `e1.${revision}`)
    }
    paint()
    expect(store.model()?.latency.size).toBe(0)
    await vi.advanceTimersByTimeAsync(250)
    expect(notified).toBe(2)
    expect(store.model()?.latency.get('1')?.latencyMs).toBe(19)
  })

  it.each([
    ['the server asks for it', (stream: FakeStream) => stream.send('resync', { reason: 'ring' })],
    ['the server is another one', (stream: FakeStream) => stream.send('patch', batch(2, put('x')), 'e2.2')],
  ])('takes one snapshot when %s, without ever being empty', async (_, disturb) => {
    const { store, stream, settle, keys } = stage([
      snapshot(1, [put('a'), put('b')]),
      snapshot(2, [put('b'), put('c')], 'e2'),
    ])
    store.start()
    await settle()
    stream().send('open')
    const kept = store.model()?.deletion.get('b')
    const sizes = new Set<number>()
    store.subscribe(() => sizes.add(keys().length))
    disturb(stream())
    await settle()
    expect(keys()).toEqual(['b', 'c'])
    expect(store.model()?.deletion.get('b')).toBe(kept)
    expect(sizes.has(0)).toBe(false)
    expect(stream().url).toContain('since=e2.2')
    expect(store.connection().status).toBe('live')
  })

  it('notices a lost patch when it follows every channel', async () => {
    const { store, urls, stream, settle, keys } = stage([snapshot(1, []), snapshot(3, [put('a'), put('b')])])
    store.wantNumbers()
    store.start()
    await settle()
    stream().send('patch', batch(3, put('b')), 'e1.3')
    await settle()
    expect(urls).toHaveLength(2)
    expect(keys()).toEqual(['a', 'b'])
  })

  it('widens to numbers by one snapshot and lets go of them later', async () => {
    const { store, urls, stream, settle } = stage([snapshot(1, []), snapshot(4, [])])
    store.start()
    await settle()
    expect(store.ready()).toBe(true)
    const release = store.wantNumbers()
    expect(store.ready()).toBe(false)
    await settle()
    expect(store.ready()).toBe(true)
    expect(urls[1]).toContain('channels=state%2Cnumbers')
    release()
    store.wantNumbers()()
    await vi.advanceTimersByTimeAsync(9_999)
    expect(stream().url).toContain('state%2Cnumbers')
    await vi.advanceTimersByTimeAsync(1)
    expect(stream().url).toMatch(/since=e1\.4&channels=state$/)
    expect(urls).toHaveLength(2)
  })

  it('lists each event once, newest first', async () => {
    const { store, stream, settle } = stage([{ ...snapshot(1, []), events: [happening('e1-2'), happening('e1-1')] }])
    store.start()
    await settle()
    stream().send('event', [happening('e1-2'), happening('e1-3'), happening('e1-4')])
    expect(store.events().map(({ id }) => id)).toEqual(['e1-4', 'e1-3', 'e1-2', 'e1-1'])
  })
})
