import type { ClusterEvent } from '@/lib/events/event'
import { type ClusterModel, emptyCluster } from '@/lib/model/cluster'
import { applyPatches, type Batch } from '@/lib/model/patch'
import { apiPaths } from '@/lib/paths'
import {
  CHANNEL_OF,
  type Channel,
  formatPosition,
  parsePosition,
  type Snapshot,
  type StreamPosition,
} from '@/lib/stream'
import type { PulseSample } from '@/lib/time-series'
import type { Connection } from './connection'
import { fetchSnapshot, NO_ANSWER } from './fetch-snapshot'
import type { LiveEnvironment } from './live-environment'
import { PaintSchedule } from './paint-schedule'
import { reconcile } from './reconcile'
import { retryDelayMs, type StreamSource } from './stream-source'

/** The server sends a sample every ten seconds; a stream silent for longer is dead without knowing it. */
const SILENCE_MS = 35_000
/** A page that showed numbers keeps their channel this long, so that going to the next such page costs no snapshot. */
const NUMBERS_LINGER_MS = 10_000
const EVENTS_KEPT = 500
const PULSE_KEPT_MS = 3_600_000

/**
 * One cluster, live in the browser: snapshot, then the stream behind it, through the same reducer as on the server.
 * Whatever breaks, the last model stays; it is brought up to date by replay or, where that is impossible, by one snapshot.
 */
export class LiveStore {
  readonly #cluster: string
  readonly #env: LiveEnvironment
  readonly #painting: PaintSchedule
  readonly #listeners = new Set<() => void>()
  #model: ClusterModel | null = null
  #events: ClusterEvent[]
  #pulse: PulseSample[]
  #connection: Connection

  /** Where the received (not yet painted) patches end; null = a snapshot is needed. */
  #position: StreamPosition | null = null
  #loaded: ReadonlySet<Channel> = new Set()
  #wanting = 0
  #channels: ReadonlySet<Channel> = new Set<Channel>(['state'])
  #pending: Batch[] = []

  #started = false
  #visible = true
  #paused = false
  #attempt = 0
  #stream: StreamSource | null = null
  #request: AbortController | null = null
  #retryTimer: ReturnType<typeof setTimeout> | null = null
  #silenceTimer: ReturnType<typeof setTimeout> | null = null
  #lingerTimer: ReturnType<typeof setTimeout> | null = null

  /** `events` newest first, `pulse` oldest first: what the server rendered with. */
  constructor(cluster: string, seed: { events: ClusterEvent[]; pulse: PulseSample[] }, env: LiveEnvironment) {
    this.#cluster = cluster
    this.#env = env
    this.#painting = new PaintSchedule(env.nextFrame, () => this.#paint())
    this.#events = seed.events
    this.#pulse = seed.pulse
    this.#connection = { status: 'connecting', since: env.now(), reason: null }
  }

  subscribe = (listener: () => void): (() => void) => {
    this.#listeners.add(listener)
    return () => this.#listeners.delete(listener)
  }

  model = (): ClusterModel | null => this.#model
  events = (): ClusterEvent[] => this.#events
  pulse = (): PulseSample[] => this.#pulse
  connection = (): Connection => this.#connection
  /** Whether the model holds every channel some view wants. */
  ready = (): boolean => this.#model !== null && [...this.#channels].every((channel) => this.#loaded.has(channel))

  start(): void {
    this.#started = true
    this.#connect()
  }

  stop(): void {
    this.#started = false
    this.#disconnect()
    if (this.#lingerTimer) clearTimeout(this.#lingerTimer)
    this.#lingerTimer = null
  }

  /** Holds the picture still; the position is kept and `resume` continues from it. */
  pause(): void {
    if (this.#paused) return
    this.#paused = true
    this.#disconnect()
    this.#set('paused')
  }

  resume(): void {
    if (!this.#paused) return
    this.#paused = false
    this.#set('connecting')
    this.#connect()
  }

  /** A hidden tab holds no connection. */
  setVisible(visible: boolean): void {
    if (visible === this.#visible) return
    this.#visible = visible
    if (visible) this.#connect()
    else this.#disconnect()
  }

  /** Adds the numbers channel until the answered function is called. */
  wantNumbers(): () => void {
    this.#wanting += 1
    if (this.#lingerTimer) clearTimeout(this.#lingerTimer)
    this.#lingerTimer = null
    if (!this.#channels.has('numbers')) {
      this.#channels = new Set<Channel>(['state', 'numbers'])
      this.#position = null
      this.#reconnect()
      this.#notify()
    }
    return () => {
      this.#wanting -= 1
      if (this.#wanting > 0) return
      this.#lingerTimer = setTimeout(() => {
        this.#channels = new Set<Channel>(['state'])
        this.#loaded = new Set<Channel>(['state'])
        this.#reconnect()
      }, NUMBERS_LINGER_MS)
    }
  }

  #reconnect(): void {
    this.#disconnect()
    this.#connect()
  }

  #connect(): void {
    if (!this.#started || this.#paused || !this.#visible || this.#stream || this.#request || this.#retryTimer) return
    if (this.#position === null) void this.#load()
    else this.#open(this.#position)
  }

  #disconnect(): void {
    this.#stream?.close()
    this.#stream = null
    this.#request?.abort()
    this.#request = null
    for (const timer of [this.#retryTimer, this.#silenceTimer]) if (timer) clearTimeout(timer)
    this.#retryTimer = null
    this.#silenceTimer = null
    this.#painting.now()
  }

  #fail(reason: string): void {
    this.#disconnect()
    if (!this.#started || this.#paused || !this.#visible) return
    this.#set('lost', reason)
    this.#retryTimer = setTimeout(
      () => {
        this.#retryTimer = null
        this.#connect()
      },
      retryDelayMs(this.#attempt, this.#env.random),
    )
    this.#attempt += 1
  }

  async #load(): Promise<void> {
    const request = new AbortController()
    this.#request = request
    const channels = this.#channels
    const answer = await fetchSnapshot(
      this.#env.fetch,
      apiPaths.snapshot(this.#cluster, [...channels].join(',')),
      request.signal,
    )
    if (request.signal.aborted) return
    this.#request = null
    if (typeof answer === 'string') {
      this.#fail(answer)
      return
    }
    this.#take(answer, channels)
    this.#connect()
  }

  #take(snapshot: Snapshot, channels: ReadonlySet<Channel>): void {
    this.#env.hear(Date.parse(snapshot.asOf))
    this.#model = reconcile(this.#model ?? emptyCluster(), snapshot.patches, channels, this.#env.now())
    this.#loaded = channels
    this.#position = { epoch: snapshot.epoch, revision: snapshot.revision }
    const known = new Set(snapshot.events.map((event) => event.id))
    this.#events = [...snapshot.events, ...this.#events.filter((event) => !known.has(event.id))].slice(0, EVENTS_KEPT)
    this.#pulse = snapshot.pulse
    this.#notify()
  }

  #open(position: StreamPosition): void {
    const stream = this.#env.openStream(
      apiPaths.stream(this.#cluster, formatPosition(position), [...this.#channels].join(',')),
    )
    this.#stream = stream
    const on = (type: string, act: (data: string, id: string) => void) =>
      stream.addEventListener(type, (message) => {
        // A closed source may still deliver what was queued.
        if (this.#stream !== stream) return
        this.#heard()
        act(String(message.data ?? ''), message.lastEventId ?? '')
      })
    on('open', () => {
      this.#attempt = 0
      this.#set('live')
    })
    on('patch', (data, id) => this.#onPatch(JSON.parse(data) as Batch, parsePosition(id)))
    on('event', (data) => this.#onEvents(JSON.parse(data) as ClusterEvent[]))
    on('samples', (data) => this.#onSample(JSON.parse(data) as PulseSample))
    on('resync', () => this.#resync())
    on('error', () => this.#fail(NO_ANSWER))
    this.#heard()
  }

  #heard(): void {
    if (this.#silenceTimer) clearTimeout(this.#silenceTimer)
    this.#silenceTimer = setTimeout(() => this.#reconnect(), SILENCE_MS)
  }

  /** Replay is impossible: one snapshot, taken over the picture that stays meanwhile. */
  #resync(): void {
    this.#position = null
    this.#reconnect()
  }

  #onPatch(batch: Batch, id: StreamPosition | null): void {
    const position = this.#position
    if (position === null || (id !== null && id.epoch !== position.epoch)) {
      this.#resync()
      return
    }
    if (batch.revision <= position.revision) return
    // With a channel left out, its revisions are missing by right; with all of them a hole means a lost patch.
    if (this.#channels.size === 2 && batch.revision !== position.revision + 1) {
      this.#resync()
      return
    }
    this.#env.hear(batch.at)
    this.#position = { epoch: position.epoch, revision: batch.revision }
    this.#pending.push(batch)
    if (batch.patches.some((patch) => CHANNEL_OF[patch.kind] === 'state')) this.#painting.stateChanged()
    else this.#painting.numbersChanged()
  }

  #onEvents(events: ClusterEvent[]): void {
    const known = new Set(this.#events.map((event) => event.id))
    const fresh = events.filter((event) => !known.has(event.id)).toReversed()
    this.#events = [...fresh, ...this.#events].slice(0, EVENTS_KEPT)
    this.#painting.stateChanged()
  }

  #onSample(sample: PulseSample): void {
    this.#env.hear(sample.at)
    if (sample.at <= (this.#pulse.at(-1)?.at ?? 0)) return
    this.#pulse = [...this.#pulse.filter(({ at }) => at > sample.at - PULSE_KEPT_MS), sample]
    this.#painting.stateChanged()
  }

  #paint(): void {
    if (this.#pending.length > 0 && this.#model) {
      this.#model = applyPatches(
        this.#model,
        this.#pending.flatMap((batch) => batch.patches),
      )
      this.#pending = []
    }
    this.#notify()
  }

  #set(status: Connection['status'], reason: string | null = null): void {
    if (this.#connection.status === status) return
    this.#connection = { status, since: this.#env.now(), reason }
    this.#notify()
  }

  #notify(): void {
    for (const listener of this.#listeners) listener()
  }
}
