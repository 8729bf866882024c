import { errorCode, errorMessage } from '@/lib/errors'
import type { ZnodeListing, ZnodeStreamMessages, ZnodeView } from '@/lib/views/znode'
import type { ZnodeEvent, ZooKeeperSession } from '../zookeeper/session'
import type { WatchRegistry } from '../zookeeper/watch-registry'
import { parentPath } from '../zookeeper/znode-path'
import type { BrowseOptions } from './readable-session'
import { Refresher } from './refresher'
import { TraceBuffer } from './trace-buffer'

/** How often what cannot be watched is read again. */
const UNWATCHED_MS = 5_000

/** A listing asks for up to 500 children: in a storm at most a quarter of the time goes into it. */
const LISTING_REST = 3

/** What is followed: the node on screen, and the nodes whose children are. Valid paths. */
export interface FollowedPaths {
  selected: string | null
  open: readonly string[]
}

/**
 * Tells the client a message of `ZnodeStreamMessages` by its name with its JSON; resolves when it took it, and until
 * then nothing more is read of the same node.
 */
export type TellClient = (event: keyof ZnodeStreamMessages, json: string) => Promise<void>

/** Where the changes come from. */
export interface ZnodeChanges {
  session: Pick<ZooKeeperSession, 'state' | 'on'>
  watches: Pick<WatchRegistry, 'mode' | 'on' | 'watchesRefused'>
}

/** What reads them. */
export interface FollowedReader {
  view(path: string, options: BrowseOptions): Promise<ZnodeView | null>
  listing(path: string, query: object, options: BrowseOptions): Promise<ZnodeListing | null>
  nearest(path: string, options: BrowseOptions): Promise<string>
}

/**
 * Tells a client of some nodes as they are now, and again whenever a watch says that they changed; and what the watches
 * said (`trace`), which is all there is of a node that is gone before it can be read.
 *
 * Listings show of each child how many children it has and its version. Where watches are recursive a change of these
 * is told, too; elsewhere they are as of the last change of the listing.
 */
export class ZnodeFollower {
  private readonly reader: FollowedReader
  private readonly changes: ZnodeChanges
  private readonly tell: TellClient
  private readonly abort = new AbortController()
  private readonly selected: string | null
  private readonly node: Refresher | null
  private readonly traces: TraceBuffer
  /** How often a watch told of the selected node itself. */
  private told = 0
  private readonly listings: ReadonlyMap<string, Refresher>
  /** What was sent last of each thing: what did not change is not sent again. */
  private readonly sent = new Map<string, string>()
  private ends: (() => void)[] = []

  constructor(reader: FollowedReader, changes: ZnodeChanges, paths: FollowedPaths, tell: TellClient) {
    this.reader = reader
    this.changes = changes
    this.tell = tell
    const { selected, open } = paths
    this.selected = selected
    this.traces = new TraceBuffer((message) => tell('trace', JSON.stringify(message)))
    const refresher = (read: (options: BrowseOptions) => Promise<void>, restFactor: number) =>
      new Refresher(
        () => this.whileWatched(read),
        (error) => this.stale(errorMessage(error)),
        restFactor,
      )
    this.node = selected === null ? null : refresher((options) => this.readNode(selected, options), 0)
    this.listings = new Map(
      open.map((path) => [path, refresher((options) => this.readListing(path, options), LISTING_REST)]),
    )
  }

  /** Sends everything as soon as it is watched. Returns how to stop: nothing is read or watched any more after that. */
  start(): () => void {
    const { session, watches } = this.changes
    const polling = setInterval(() => {
      if (watches.watchesRefused > 0) this.markAll()
    }, UNWATCHED_MS)
    this.ends = [
      () => clearInterval(polling),
      watches.on('ready', () => {
        this.sent.clear()
        this.markAll()
      }),
      session.on('event', (event) => this.onEvent(event)),
      watches.on('dirty', (event) => this.onDirty(event)),
      session.on('state', ({ status }) => {
        if (status !== 'live') this.stale(this.whyNot())
      }),
    ]
    if (watches.mode === 'none') this.stale(this.whyNot())
    else this.markAll()
    return () => this.stop()
  }

  private stop(): void {
    this.abort.abort()
    for (const end of this.ends) end()
    for (const refresher of this.refreshers()) refresher.stop()
    this.traces.stop()
  }

  private refreshers(): Refresher[] {
    return [...(this.node ? [this.node] : []), ...this.listings.values()]
  }

  private markAll(): void {
    for (const refresher of this.refreshers()) refresher.mark()
  }

  /** What watches tell goes into the log even when nothing of it can be read any more. */
  private onEvent(event: ZnodeEvent): void {
    const { type, path } = event
    const parent = parentPath(path)
    const followed = (one: string) => one === this.selected || this.listings.has(one)
    if (!followed(path) && (parent === null || !followed(parent))) return
    this.traces.add(event)
    if (path !== this.selected) return
    this.told += 1
    // That it is (still or again) not there ends what the trace began, and is told although it was told before.
    if (type === 'created' || type === 'deleted') this.sent.delete(`absent ${path}`)
  }

  private onDirty({ type, path }: ZnodeEvent): void {
    if (path === this.selected) this.node?.mark()
    if (type !== 'data') this.listings.get(path)?.mark()
    const parent = parentPath(path)
    if (parent !== null && (type === 'data' || type === 'children')) this.listings.get(parent)?.mark()
  }

  /** Without watches nothing is read: everything will be as soon as they stand again. */
  private async whileWatched(read: (options: BrowseOptions) => Promise<void>): Promise<void> {
    const { signal } = this.abort
    if (this.changes.watches.mode === 'none' || signal.aborted) return
    await read({ watch: true, signal })
  }

  private async readNode(path: string, options: BrowseOptions): Promise<void> {
    const { told } = this
    let view: ZnodeView | null
    try {
      view = await this.reader.view(path, options)
    } catch (error) {
      if (errorCode(error) !== 'forbidden') throw error
      return await this.send('denied', path, { path, reason: errorMessage(error) })
    }
    if (view !== null) return await this.send('znode', path, view)
    const nearest = await this.reader.nearest(path, options)
    // It came or went meanwhile and is being read again: what was absent then may be what was just told as created.
    if (told === this.told) await this.send('absent', path, { path, nearest })
  }

  private async readListing(path: string, options: BrowseOptions): Promise<void> {
    const listing = await this.reader.listing(path, {}, options)
    if (listing !== null) return await this.send('listing', path, listing)
    // The selected node's own reading tells that.
    if (path !== this.selected)
      await this.send('absent', path, { path, nearest: await this.reader.nearest(path, options) })
  }

  private async send<K extends 'znode' | 'listing' | 'absent' | 'denied'>(
    event: K,
    path: string,
    message: ZnodeStreamMessages[K],
  ): Promise<void> {
    if (this.abort.signal.aborted) return
    await this.traces.flush()
    const json = JSON.stringify(message)
    if (this.sent.get(`${event} ${path}`) === json) return
    // Being there and not being there are told of a path by different messages, and the later one must be sent.
    const others =
      event === 'absent' ? ['znode', 'listing', 'denied'] : ['absent', ...(event === 'znode' ? ['denied'] : [])]
    for (const other of others) this.sent.delete(`${other} ${path}`)
    this.sent.delete('stale')
    this.sent.set(`${event} ${path}`, json)
    await this.tell(event, json)
  }

  private stale(reason: string): void {
    if (this.abort.signal.aborted || this.sent.get('stale') === reason) return
    this.sent.set('stale', reason)
    void this.tell('stale', JSON.stringify({ reason }))
  }

  private whyNot(): string {
    const { reason, server } = this.changes.session.state
    return reason ?? (server === null ? 'connecting to ZooKeeper' : `setting watches on ${server}`)
  }
}
