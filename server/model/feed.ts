import type { ClusterEvent } from '@/lib/events/event'
import type { Batch } from '@/lib/model/patch'
import { CHANNEL_OF, type Channel, formatPosition, type StreamMessages, type StreamPosition } from '@/lib/stream'
import type { PulseSample } from '@/lib/time-series'

/** Receives ready SSE text; must not throw. */
export type FeedSink = (frame: string) => void

/** How much of the past a reconnecting client can catch up from. */
const RING_BATCHES = 5_000
const RING_PATCHES = 100_000

/** One published batch; the text is made once per set of channels, and only when somebody reads it. */
class Entry {
  readonly batch: Batch
  private readonly events: ClusterEvent[]
  private readonly epoch: string
  private readonly texts = new Map<string, string>()

  constructor(epoch: string, batch: Batch, events: ClusterEvent[]) {
    this.epoch = epoch
    this.batch = batch
    this.events = events
  }

  /** Frames for these channels, '' when the batch holds nothing for them. */
  text(channels: readonly Channel[]): string {
    const key = channels.join()
    let text = this.texts.get(key)
    if (text === undefined) {
      text = this.serialise(channels)
      this.texts.set(key, text)
    }
    return text
  }

  private serialise(channels: readonly Channel[]): string {
    const patches = this.batch.patches.filter((patch) => channels.includes(CHANNEL_OF[patch.kind]))
    if (patches.length === 0) return ''
    const id = formatPosition({ epoch: this.epoch, revision: this.batch.revision })
    // Events go first and carry no id: a cut between the two frames replays both.
    const events = this.events.length > 0 ? message('event', this.events) : ''
    return `${events}id: ${id}\n${message('patch', { ...this.batch, patches })}`
  }
}

/** One Server-Sent Event; JSON holds no line break, so one data line is enough. */
function message<K extends keyof StreamMessages>(event: K, data: StreamMessages[K]): string {
  return `event: ${event}\ndata: ${JSON.stringify(data)}\n\n`
}

/** Hands every batch to the connected clients and replays the recent ones to those that come back. */
export class Feed {
  readonly epoch: string
  private readonly ring: Entry[] = []
  private ringPatches = 0
  private readonly subscribers = new Map<FeedSink, readonly Channel[]>()

  constructor(epoch: string) {
    this.epoch = epoch
  }

  get subscriberCount(): number {
    return this.subscribers.size
  }

  publish(batch: Batch, events: ClusterEvent[]): void {
    const entry = new Entry(this.epoch, batch, events)
    this.ring.push(entry)
    this.ringPatches += batch.patches.length
    while (this.ring.length > RING_BATCHES || (this.ringPatches > RING_PATCHES && this.ring.length > 1)) {
      this.ringPatches -= this.ring.shift()?.batch.patches.length ?? 0
    }
    for (const [sink, channels] of this.subscribers) {
      const text = entry.text(channels)
      if (text) sink(text)
    }
  }

  /** A sample of the pulse: of the moment, never replayed. */
  publishSample(sample: PulseSample): void {
    const text = message('samples', sample)
    for (const sink of this.subscribers.keys()) sink(text)
  }

  /**
   * Subscribes from a position on: what came since is sent first, then everything new.
   * `revision` is the current one. When the ring no longer holds it, one `resync` is sent. Returns the unsubscribe function.
   */
  subscribe(channels: readonly Channel[], since: StreamPosition | null, revision: number, sink: FeedSink): () => void {
    if (since) this.replay(channels, since, revision, sink)
    this.subscribers.set(sink, channels)
    return () => this.subscribers.delete(sink)
  }

  private replay(channels: readonly Channel[], since: StreamPosition, revision: number, sink: FeedSink): void {
    const oldest = this.ring[0]?.batch.revision ?? revision + 1
    if (since.epoch !== this.epoch || since.revision > revision || since.revision < oldest - 1) {
      const reason = since.epoch === this.epoch ? 'too far behind' : 'the server was restarted'
      sink(message('resync', { reason }))
      return
    }
    for (const entry of this.ring) {
      if (entry.batch.revision <= since.revision) continue
      const text = entry.text(channels)
      if (text) sink(text)
    }
  }
}
