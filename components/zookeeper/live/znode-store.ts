import type { ZnodeAbsence, ZnodeListing, ZnodeStreamMessages, ZnodeView } from '@/lib/views/znode'
import { extendedListing, mergedListing } from '../tree/tree-listing'
import { ancestors } from '../tree/znode-ancestry'
import { interrupted, logged, type Seen, traced, type WatchLog } from './watch-log'
import type { Refusal, ZnodeScene, ZnodeSeed } from './znode-scene'
import { ZnodeStream, type ZnodeStreamEnvironment } from './znode-stream'

/** Nodes of which the last reading is kept, so that going back shows something at once; and when they were left. */
const NODES_KEPT = 50

/** A stretch without watches: from when (epoch ms), and why. */
interface Gap {
  since: number
  reason: string
}

/** The world outside, so that tests can bring their own. */
export interface ZnodeEnvironment extends ZnodeStreamEnvironment {
  fetchListing: (path: string, query: { prefix?: string; cursor?: string }) => Promise<ZnodeListing | Refusal>
  nextFrame: (callback: () => void) => void
  /** Epoch ms by the server's clock. */
  now: () => number
}

/** The tree of znodes and the selected one, live in the browser; whatever breaks, what was read stays. */
export class ZnodeStore {
  readonly #env: ZnodeEnvironment
  readonly #stream: ZnodeStream
  readonly #listeners = new Set<() => void>()
  readonly #known = new Map<string, ZnodeView | ZnodeAbsence>()
  /** First pages whose following ones are being read. */
  readonly #reading = new Map<string, ZnodeListing>()
  #scene: ZnodeScene
  #log: WatchLog
  /** Since when nothing is told at all, and of which node since when not. */
  #gap: Gap | null = null
  readonly #left = new Map<string, Gap>()
  #painting = false

  constructor(cluster: string, seed: ZnodeSeed, env: ZnodeEnvironment) {
    this.#env = env
    this.#scene = seededScene(seed, env.now())
    this.#log = { entries: this.#scene.log, pending: [] }
    if (seed.node) this.#remember(seed.node)
    this.#stream = new ZnodeStream(
      cluster,
      env,
      (name, message) => this.#receive(name, message),
      () => void this.#explain(),
    )
  }

  subscribe = (listener: () => void): (() => void) => {
    this.#listeners.add(listener)
    return () => this.#listeners.delete(listener)
  }

  scene = (): ZnodeScene => this.#scene

  setActive(active: boolean): void {
    this.#follow()
    this.#stream.setActive(active)
    if (!active) this.#gap ??= { since: this.#env.now(), reason: 'nobody looked at this page' }
  }

  /** Selects a node and opens the way to it and itself. */
  select(path: string): void {
    const { selected, expanded } = this.#scene
    if (path === selected) return
    const known = this.#known.get(path) ?? null
    keepNewest(this.#left, selected, { since: this.#env.now(), reason: 'another node was looked at' })
    this.#change({
      selected: path,
      node: known !== null && 'stat' in known ? known : null,
      absent: known !== null && 'nearest' in known ? known : null,
      refused: null,
      expanded: new Set([...expanded, ...ancestors(path), path]),
    })
    this.#follow()
  }

  expand(path: string): void {
    if (this.#scene.expanded.has(path)) return
    this.#change({ expanded: new Set([...this.#scene.expanded, path]) })
    this.#follow()
  }

  collapse(path: string): void {
    const expanded = new Set(this.#scene.expanded)
    if (!expanded.delete(path)) return
    this.#change({ expanded })
    this.#follow()
  }

  /** Loads the next page of a node's children behind those shown. */
  async loadMore(path: string): Promise<void> {
    const listing = this.#scene.listings.get(path)
    if (listing?.cursor == null || this.#scene.loading.has(path)) return
    this.#change({ loading: new Set([...this.#scene.loading, path]) })
    const page = await this.#env.fetchListing(path, { cursor: listing.cursor })
    const now = this.#scene.listings.get(path)
    // The stream may have brought a new first page meanwhile; then this one does not continue it.
    if (now !== undefined && now.cursor === listing.cursor) {
      const longer = 'children' in page ? extendedListing(now, page) : { ...now, error: page.message }
      this.#change({ listings: new Map(this.#scene.listings).set(path, longer) })
    }
    const loading = new Set(this.#scene.loading)
    loading.delete(path)
    this.#change({ loading })
  }

  #follow(): void {
    const { selected, expanded } = this.#scene
    const line = [...ancestors(selected), selected].filter((path) => expanded.has(path))
    // What was opened last is what is looked at, after the way to the selected node.
    const rest = [...expanded].reverse().filter((path) => !line.includes(path) && this.#isShown(path))
    this.#stream.follow(selected, [...line, ...rest])
  }

  /** A node inside a closed one is not on screen. */
  #isShown(path: string): boolean {
    return ancestors(path).every((above) => this.#scene.expanded.has(above))
  }

  #receive<Name extends keyof ZnodeStreamMessages>(name: Name, message: ZnodeStreamMessages[Name]): void {
    // The name decides the type; TypeScript cannot follow that through a generic.
    if (name === 'znode') this.#onNode(message as ZnodeView)
    else if (name === 'absent') this.#onAbsent(message as ZnodeAbsence)
    else if (name === 'listing') this.#onListing(message as ZnodeListing)
    else if (name === 'trace') this.#onTrace(message as ZnodeStreamMessages['trace'])
    else if (name === 'denied') this.#onDenied(message as ZnodeStreamMessages['denied'])
    else this.#onStale((message as ZnodeStreamMessages['stale']).reason)
  }

  #onNode(node: ZnodeView): void {
    this.#remember(node)
    if (node.path !== this.#scene.selected) return
    this.#note({ kind: 'node', node })
    this.#change({ node, absent: null, refused: null, stale: null })
  }

  #onAbsent(absence: ZnodeAbsence): void {
    if (absence.path !== this.#scene.selected) return
    this.#remember(absence)
    this.#note({ kind: 'absent', absence })
    this.#change({ node: null, absent: absence, refused: null, stale: null })
  }

  #onListing(page: ZnodeListing): void {
    const before = this.#scene.listings.get(page.path)
    const loaded = before?.children.filter(({ goneAt }) => goneAt === null).length ?? 0
    if (page.cursor !== null && loaded > page.children.length) void this.#readOn(page, loaded)
    else this.#merge(page)
  }

  /** A list longer than its first page is read as far as it was before anything of it is shown: no row jumps. */
  async #readOn(page: ZnodeListing, wanted: number): Promise<void> {
    const { path } = page
    const underWay = this.#reading.has(path)
    this.#reading.set(path, page)
    if (underWay) return
    let first = page
    let whole = first
    while (whole.cursor !== null && whole.children.length < wanted) {
      const next = await this.#env.fetchListing(path, { cursor: whole.cursor })
      const newest = this.#reading.get(path)
      if (newest !== undefined && newest !== first) {
        first = newest
        whole = newest
      } else if (!('children' in next) || next.error !== null) break
      else whole = { ...next, children: [...whole.children, ...next.children] }
    }
    this.#reading.delete(path)
    this.#merge(whole)
  }

  #merge(listing: ZnodeListing): void {
    const before = this.#scene.listings.get(listing.path) ?? null
    const listings = new Map(this.#scene.listings)
    this.#change({ listings: listings.set(listing.path, mergedListing(before, listing, this.#env.now())), stale: null })
  }

  #onDenied({ path, reason }: ZnodeStreamMessages['denied']): void {
    if (path !== this.#scene.selected) return
    this.#change({ node: null, absent: null, refused: { code: 'forbidden', message: reason }, stale: null })
  }

  #onTrace(message: ZnodeStreamMessages['trace']): void {
    this.#keep(traced(this.#log, message, this.#scene.selected))
  }

  #onStale(reason: string): void {
    this.#gap ??= { since: this.#env.now(), reason }
    this.#change({ stale: { reason, since: this.#scene.stale?.since ?? this.#env.now() } })
  }

  /** The stream broke without a word: the plain answer tells why. */
  async #explain(): Promise<void> {
    const path = this.#scene.selected
    const answer = await this.#env.fetchListing(path, {})
    if (path !== this.#scene.selected) return
    if ('children' in answer) this.#onStale('the stream of changes broke')
    else if (answer.code === 'invalid' || answer.code === 'unsupported') this.#change({ refused: answer })
    else if (answer.code !== 'not-found') this.#onStale(answer.message)
  }

  #note(seen: Seen): void {
    const { node, absent, selected } = this.#scene
    const now = this.#env.now()
    const gap = this.#gap ?? this.#left.get(selected)
    this.#gap = null
    this.#left.delete(selected)
    const after = (log: WatchLog) => logged(log, seen, node ?? absent, now)
    const log = after(this.#log)
    // A node that is as it was has missed nothing; one that is not there may have come and gone.
    const missed = log.entries !== this.#log.entries || seen.kind === 'absent'
    this.#keep(gap !== undefined && missed ? after(interrupted(this.#log, selected, gap, now)) : log)
  }

  #keep(log: WatchLog): void {
    const { entries } = this.#log
    this.#log = log
    if (log.entries !== entries) this.#change({ log: log.entries })
  }

  #remember(reading: ZnodeView | ZnodeAbsence): void {
    keepNewest(this.#known, reading.path, reading)
  }

  /** Painted with the next frame, whatever a burst brings. */
  #change(part: Partial<ZnodeScene>): void {
    this.#scene = { ...this.#scene, ...part }
    if (this.#painting) return
    this.#painting = true
    this.#env.nextFrame(() => {
      this.#painting = false
      for (const listener of this.#listeners) listener()
    })
  }
}

function keepNewest<Value>(map: Map<string, Value>, path: string, value: Value): void {
  map.delete(path)
  map.set(path, value)
  const [oldest] = map.keys()
  if (map.size > NODES_KEPT && oldest !== undefined) map.delete(oldest)
}

/** The scene the server's reading makes. */
function seededScene(seed: ZnodeSeed, at: number): ZnodeScene {
  const { path, node, absent, refused } = seed
  return {
    selected: path,
    node,
    absent,
    refused,
    listings: new Map(seed.listings.map((listing) => [listing.path, mergedListing(null, listing, at)])),
    expanded: new Set(['/', ...ancestors(path), path]),
    loading: new Set(),
    log: node ? logged({ entries: [], pending: [] }, { kind: 'node', node }, null, at).entries : [],
    stale: null,
  }
}
