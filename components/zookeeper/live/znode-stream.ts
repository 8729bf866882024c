import { retryDelayMs, type StreamSource } from '@/components/live/stream-source'
import { apiPaths } from '@/lib/paths'
import type { ZnodeStreamMessages } from '@/lib/views/znode'

/** How long the choice of nodes must stand before the stream is opened for it: opening a folder changes it twice. */
const SETTLE_MS = 40
/** The server watches so many opened nodes, and an address must fit into a request's head. */
const MOST_OPEN = 64
const LONGEST_URL = 8_000

/** Called with each message of the stream, by its name. */
export type OnZnodeMessage = <Name extends keyof ZnodeStreamMessages>(
  name: Name,
  message: ZnodeStreamMessages[Name],
) => void

/** The world outside, so that tests can bring their own. */
export interface ZnodeStreamEnvironment {
  openStream: (url: string) => StreamSource
  random: () => number
}

/** Follows the selected node and the opened ones, whatever breaks; a new choice is followed before the old one is left. */
export class ZnodeStream {
  readonly #cluster: string
  readonly #env: ZnodeStreamEnvironment
  readonly #onMessage: OnZnodeMessage
  readonly #onLost: () => void
  #wanted = ''
  #active = false
  #attempt = 0
  #current: { url: string; source: StreamSource } | null = null
  #next: { url: string; source: StreamSource } | null = null
  #timer: ReturnType<typeof setTimeout> | null = null

  constructor(cluster: string, env: ZnodeStreamEnvironment, onMessage: OnZnodeMessage, onLost: () => void) {
    this.#cluster = cluster
    this.#env = env
    this.#onMessage = onMessage
    this.#onLost = onLost
  }

  /** Which node is selected and whose children are shown, the most important first. */
  follow(path: string, open: readonly string[]): void {
    const url = streamUrl(this.#cluster, path, open)
    if (url === this.#wanted) return
    this.#wanted = url
    this.#attempt = 0
    this.#plan(SETTLE_MS)
  }

  /** A hidden or paused page holds no connection. */
  setActive(active: boolean): void {
    if (active === this.#active) return
    this.#active = active
    if (active) this.#plan(0)
    else this.#close()
  }

  #plan(ms: number): void {
    if (!this.#active || this.#wanted === '') return
    if (this.#timer) clearTimeout(this.#timer)
    this.#timer = setTimeout(() => {
      this.#timer = null
      this.#open(this.#wanted)
    }, ms)
  }

  #open(url: string): void {
    if (this.#next?.url === url) return
    this.#next?.source.close()
    this.#next = null
    // Back to what the standing stream follows: its messages were all received.
    if (this.#current?.url === url) return
    const source = this.#env.openStream(url)
    const stream = { url, source }
    this.#next = stream
    const on = (type: string, act: (data: string) => void) =>
      source.addEventListener(type, (message) => {
        // A closed source may still deliver what was queued.
        if (this.#current === stream || this.#next === stream) act(String(message.data ?? ''))
      })
    on('open', () => {
      if (this.#next !== stream) return
      this.#current?.source.close()
      this.#current = stream
      this.#next = null
      this.#attempt = 0
    })
    for (const name of ['trace', 'znode', 'listing', 'absent', 'denied', 'stale'] as const) {
      // Written by the server of the same build.
      on(name, (data) => this.#onMessage(name, JSON.parse(data) as ZnodeStreamMessages[typeof name]))
    }
    on('error', () => this.#fail())
  }

  #fail(): void {
    this.#close()
    this.#onLost()
    this.#plan(retryDelayMs(this.#attempt, this.#env.random))
    this.#attempt += 1
  }

  #close(): void {
    if (this.#timer) clearTimeout(this.#timer)
    this.#timer = null
    this.#current?.source.close()
    this.#next?.source.close()
    this.#current = null
    this.#next = null
  }
}

function streamUrl(cluster: string, path: string, open: readonly string[]): string {
  let count = Math.min(open.length, MOST_OPEN)
  let url = apiPaths.znodeStream(cluster, path, open.slice(0, count))
  while (url.length > LONGEST_URL && count > 0) {
    count -= 1
    url = apiPaths.znodeStream(cluster, path, open.slice(0, count))
  }
  return url
}
