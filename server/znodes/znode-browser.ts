import { errorCode, errorMessage, VivariumError } from '@/lib/errors'
import { type ClusterModel, SINGLE } from '@/lib/model/cluster'
import type { ZnodeListing, ZnodeView } from '@/lib/views/znode'
import { meaningOf } from '@/lib/znodes/meaning-of'
import type { ZnodeStat } from '../zookeeper/session'
import { parentPath, znodePath } from '../zookeeper/znode-path'
import { aclEntry } from './acl-entry'
import { AclMemory } from './acl-memory'
import { type BrowseOptions, MOST_ATTEMPTS, MOST_CHILDREN, type ReadableSession, readOptions } from './readable-session'
import { type ShownData, shownData } from './znode-data'
import {
  type FollowedPaths,
  type FollowedReader,
  type TellClient,
  type ZnodeChanges,
  ZnodeFollower,
} from './znode-follower'
import { type ListingQuery, znodeListing } from './znode-listing'
import { ZnodeWalks } from './znode-walks'

/** One node as read: its data or why there is none. */
interface Reading {
  stat: ZnodeStat
  shown: ShownData
}

/**
 * Reads znodes for people: data with its secrets masked, in words, with its ACL and its owner.
 *
 * What one node refuses is a reason in its view; `forbidden` where its ACL hides even the stat. Other errors:
 * `invalid` (path), `unreachable` (no session), `timeout`, `busy`.
 */
export class ZnodeBrowser {
  /** Searches and exports. */
  readonly walks: ZnodeWalks
  private readonly session: ReadableSession & ZnodeChanges['session']
  private readonly watches: ZnodeChanges['watches']
  private readonly model: () => ClusterModel
  private readonly acls: AclMemory

  /** `model` names the brokers behind sessions. */
  constructor(
    session: ReadableSession & ZnodeChanges['session'],
    watches: ZnodeChanges['watches'],
    model: () => ClusterModel,
  ) {
    this.session = session
    this.watches = watches
    this.model = model
    this.acls = new AclMemory(session)
    this.walks = new ZnodeWalks(session, (path, options) => this.nearest(path, options))
  }

  /** Everything about one node; null when it is not there. */
  async view(path: string, options: BrowseOptions = {}): Promise<ZnodeView | null> {
    const reading = await this.read(znodePath(path), options)
    if (reading === null) return null
    const { stat, shown } = reading
    const [acl] = await Promise.all([
      this.acl(path, options),
      options.watch === true ? this.watchChildren(path, stat.numChildren, options) : null,
    ])
    const decoded = meaningOf({ path, text: shown.text, stat })
    return {
      path,
      stat,
      data: shown.data,
      dataReason: shown.reason,
      // Data that is not shown was not looked at either, whatever its meaning says of it.
      decoded: shown.data === null ? { ...decoded, fault: shown.reason } : decoded,
      ...acl,
      owner: this.ownerOf(stat.ephemeralOwner),
    }
  }

  /** One page of a node's children; null when the node is not there. See znodeListing. */
  listing(path: string, query: ListingQuery = {}, options: BrowseOptions = {}): Promise<ZnodeListing | null> {
    return znodeListing(this.session, this.acls, path, query, options)
  }

  /** The longest path above an absent one that exists. */
  async nearest(path: string, options: BrowseOptions = {}): Promise<string> {
    const above: string[] = []
    for (let at = parentPath(znodePath(path)); at !== null; at = parentPath(at)) above.push(at)
    // Where a node exists all above it do; the root, at the end, always does.
    let [low, high] = [0, Math.max(0, above.length - 1)]
    while (low < high) {
      const middle = (low + high) >> 1
      if (!(await this.isThere(above[middle] ?? '/', options))) low = middle + 1
      else high = middle
    }
    return above[low] ?? '/'
  }

  /** Checks the paths and gives what begins to tell of them and their changes, and returns how to stop. */
  following({ selected, open }: FollowedPaths): (tell: TellClient) => () => void {
    const paths = { selected: selected === null ? null : znodePath(selected), open: open.map(znodePath) }
    const { session, watches } = this
    const reader: FollowedReader = {
      view: (path, options) => this.view(path, options),
      listing: (path, query, options) => this.listing(path, { ...query, grouped: true }, options),
      nearest: (path, options) => this.nearest(path, options),
    }
    return (tell) => new ZnodeFollower(reader, { session, watches }, paths, tell).start()
  }

  private async isThere(path: string, options: BrowseOptions): Promise<boolean> {
    try {
      return (await this.session.exists(path, readOptions(options))) !== null
    } catch (error) {
      // What may not be looked at is there.
      if (errorCode(error) === 'forbidden') return true
      throw error
    }
  }

  /** A failed read leaves no watch; the node may be created before the watch for that is set, and is then read again. */
  private async read(path: string, options: BrowseOptions): Promise<Reading | null> {
    for (let attempt = 1; ; attempt++) {
      let refusal: unknown
      try {
        const { data, stat } = await this.session.get(path, readOptions(options))
        return { stat, shown: await shownData(path, data) }
      } catch (error) {
        if (!REFUSALS.has(errorCode(error)) || attempt === MOST_ATTEMPTS) throw error
        refusal = error
      }
      const stat = await this.statOf(path, options)
      if (stat === null) return null
      const code = errorCode(refusal)
      if (code === 'not-found') continue
      const reason = code === 'forbidden' ? await this.deniedRead(path, options) : tooLarge(refusal, stat)
      return { stat, shown: { data: null, reason, text: null } }
    }
  }

  /** Servers before 3.8.3 tell the stat without the permission to read. */
  private async statOf(path: string, options: BrowseOptions): Promise<ZnodeStat | null> {
    try {
      return await this.session.exists(path, readOptions(options))
    } catch (error) {
      if (errorCode(error) !== 'forbidden') throw error
      throw new VivariumError({ code: 'forbidden', message: await this.deniedRead(path, options), field: 'path' })
    }
  }

  /** Who may read, where at least the ACL may be. */
  private async deniedRead(path: string, options: BrowseOptions): Promise<string> {
    const { acl } = await this.acl(path, options)
    const readers = acl?.filter(({ permissions }) => permissions.includes('read')) ?? []
    const who = readers.map(({ scheme, id }) => `${scheme}:${id}`).join(' or ')
    return `the ACL denies READ: needs the permission read${who === '' ? '' : `, which ${who} has`}`
  }

  private async acl(path: string, options: BrowseOptions): Promise<Pick<ZnodeView, 'acl' | 'aclReason'>> {
    try {
      const { acl } = await this.session.getAcl(path, readOptions({ ...options, watch: false }))
      return { acl: acl.map(aclEntry), aclReason: null }
    } catch (error) {
      const denied = 'the ACL denies reading itself: needs the permission read or admin'
      return { acl: null, aclReason: errorCode(error) === 'forbidden' ? denied : errorMessage(error) }
    }
  }

  /** A node's stat counts its children, and only a listing leaves the watch that tells when the count changes. */
  private async watchChildren(path: string, count: number, options: BrowseOptions): Promise<void> {
    if (count > MOST_CHILDREN) return
    try {
      await this.session.children(path, readOptions(options))
    } catch (error) {
      if (!REFUSALS.has(errorCode(error))) throw error
    }
  }

  private ownerOf(session: string): string | null {
    if (session === '0x0') return null
    const { registration, controller } = this.model()
    for (const one of registration.values()) if (one.sessionId === session) return `broker ${one.id}`
    const active = controller.get(SINGLE)
    return active?.sessionId === session ? `broker ${active.brokerId}` : null
  }
}

const REFUSALS: ReadonlySet<string> = new Set(['not-found', 'forbidden', 'too-large'])

function tooLarge(error: unknown, { dataLength }: ZnodeStat): string {
  return `${dataLength} bytes: ${errorMessage(error)}`
}
