import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest'
import type { ClusterEvent } from '@/lib/events/event'
import type { Batch, Patch, PutPatch } from '@/lib/model/patch'
import type { Snapshot } from '@/lib/stream'
import { LiveStore } from './live-store'

type Listener = (message: { data?: unknown; lastEventId?: string }) => void

class FakeStream {
  readonly url: string
  closed = false
  readonly #listeners = new Map<string, Listener>()

  constructor(url: string) {
    this.url = url
  }

  addEventListener(type: string, listener: Listener): void {
    this.#listeners.set(type, listener)
  }

  close(): void {
    this.closed = true
  }

  send(type: string, data: unknown = {}, id = ''): void {
    this.#listeners.get(type)?.({ data: JSON.stringify(data), lastEventId: id })
  }
}

const put = (key: string, requestedAt = 1): PutPatch => ({
  op: 'put',
  kind: 'deletion',
  key,
  value: { name: key, requestedAt },
  source: 'zookeeper',
  at: 1,
})
const latency = (id: number, latencyMs: number): Patch => ({
  op: 'put',
  kind: 'latency',
  key: String(id),
  value: { id, latencyMs },
  source: 'metadata',
  at: 1,
})
const batch = (revision: number, ...patches: Patch[]): Batch => ({ revision, at: 1_000, patches })
const snapshot = (revision: number, patches: PutPatch[], epoch = 'e1'): Snapshot => ({
  epoch,
  revision,
  asOf: '2026-11-21T14:00:00.000Z',
  patches,
  events: [],
  pulse: [],
})
const happening = (id: string): ClusterEvent => ({
  id,
  at: 1,
  kind: 'topic-created',
  subject: 'topic:t',
  before: null,
  after: null,
  cause: null,
  source: 'zookeeper',
  seenLate: false,
})

/** A store whose server answers `answers` in turn (an Error is a network failure), with its open streams in order. */
function stage(answers: (Snapshot | Error | { status: number; body: unknown })[]) {
  const urls: string[] = []
  const streams: FakeStream[] = []
  let frame: (() => void) | null = null
  const store = new LiveStore(
    'c',
    { events: [], pulse: [] },
    {
      fetch: async (url) => {
        urls.push(url)
        const answer = answers.shift()
        if (answer === undefined) throw new Error('no answer prepared')
        if (answer instanceof Error) throw answer
        if ('status' in answer) return { ok: false, status: answer.status, json: async () => answer.body }
        return { ok: true, status: 200, json: async () => answer }
      },
      openStream: (url) => {
        const stream = new FakeStream(url)
        streams.push(stream)
        return stream
      },
      nextFrame: (callback) => {
        frame = callback
        return () => {
          frame = null
        }
      },
      now: () => Date.now(),
      hear: () => {},
      random: () => 1,
    },
  )
  const stream = () => {
    const last = streams.at(-1)
    if (!last) throw new Error('no stream was opened')
    return last
  }
  const paint = () => frame?.()
  const settle = () => vi.advanceTimersByTimeAsync(0)
  const keys = () => [...(store.model()?.deletion.keys() ?? [])]
  return { store, urls, streams, stream, paint, settle, keys }
}

beforeEach(() => {
  vi.useFakeTimers()
})
afterEach(() => {
  vi.useRealTimers()
})

describe('LiveStore', () => {
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
