import { vi } from 'vitest'
import type { ClusterEvent } from '@/lib/events/event'
import type { Batch, Patch, PutPatch } from '@/lib/model/patch'
import type { Snapshot } from '@/lib/stream'
import { LiveStore } from './live-store'

type Listener = (message: { data?: unknown; lastEventId?: string }) => void

/** A stream a test sends on. */
export class FakeStream {
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

/** Puts a topic deletion: an entity of the state channel. */
export const put = (key: string, requestedAt = 1): PutPatch => ({
  op: 'put',
  kind: 'deletion',
  key,
  value: { name: key, requestedAt },
  source: 'zookeeper',
  at: 1,
})
/** Puts a latency: an entity of the numbers channel. */
export const latency = (id: number, latencyMs: number): Patch => ({
  op: 'put',
  kind: 'latency',
  key: String(id),
  value: { id, latencyMs },
  source: 'metadata',
  at: 1,
})
/** Patches as the stream carries them. */
export const batch = (revision: number, ...patches: Patch[]): Batch => ({ revision, at: 1_000, patches })
/** A snapshot that ends at the revision. */
export const snapshot = (revision: number, patches: PutPatch[], epoch = 'e1'): Snapshot => ({
  epoch,
  revision,
  asOf: '2026-11-21T14:00:00.000Z',
  patches,
  events: [],
  pulse: [],
})
/** An event as the stream carries it. */
export const happening = (id: string): ClusterEvent => ({
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
export function stage(answers: (Snapshot | Error | { status: number; body: unknown })[]) {
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
