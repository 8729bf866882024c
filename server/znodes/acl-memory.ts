import { errorCode } from '@/lib/errors'
import type { ZnodeAcl } from '../zookeeper/read-operation'
import type { ZnodeStat } from '../zookeeper/session'
import { type BrowseOptions, type ReadableSession, readOptions } from './readable-session'

/** About 4 MB with paths of usual length. */
const MOST_KNOWN = 20_000
const ALL_PERMISSIONS = 5

/**
 * Which nodes have another ACL than everything for everybody.
 *
 * An ACL is read once: the stat tells when it is another one (`aversion`) or of another node of that path (`czxid`).
 */
export class AclMemory {
  private readonly known = new Map<string, { czxid: string; aversion: number; restricted: boolean }>()
  private readonly session: ReadableSession

  constructor(session: ReadableSession) {
    this.session = session
  }

  /** null where it cannot be known at the moment. */
  async restricted(path: string, { czxid, aversion }: ZnodeStat, options: BrowseOptions): Promise<boolean | null> {
    const before = this.known.get(path)
    if (before?.czxid === czxid && before.aversion === aversion) return before.restricted
    try {
      const { acl, stat } = await this.session.getAcl(path, readOptions({ ...options, watch: false }))
      const restricted = !isOpen(acl)
      this.remember(path, { czxid: stat.czxid, aversion: stat.aversion, restricted })
      return restricted
    } catch (error) {
      // An ACL that lets nobody see it is one.
      return errorCode(error) === 'forbidden' ? true : null
    }
  }

  private remember(path: string, value: { czxid: string; aversion: number; restricted: boolean }): void {
    this.known.delete(path)
    this.known.set(path, value)
    const [oldest] = this.known.keys()
    if (this.known.size > MOST_KNOWN && oldest !== undefined) this.known.delete(oldest)
  }
}

/** `world:anyone:cdrwa`, which is what nodes have that nobody secured. */
function isOpen(acl: ZnodeAcl['acl']): boolean {
  const [only] = acl
  return acl.length === 1 && only?.scheme === 'world' && only.permissions.length === ALL_PERMISSIONS
}
