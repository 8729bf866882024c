import { errorCode } from '@/lib/errors'
import type { Znode } from '@/lib/znodes/znode'
import type { ZooKeeperSession } from '../zookeeper/session'
import type { WatchRegistry } from '../zookeeper/watch-registry'
import type { ZnodeReader } from './znode-reader'

/** Reads znodes of one session; every read leaves a watch behind where none covers the path. */
export class ZookeeperReader implements ZnodeReader {
  private readonly session: ZooKeeperSession
  private readonly watches: WatchRegistry

  constructor(session: ZooKeeperSession, watches: WatchRegistry) {
    this.session = session
    this.watches = watches
  }

  async read(path: string): Promise<Znode | null> {
    const found = await this.watches.readOrWatch(path)
    if (!found) return null
    return { path, data: found.data === null ? null : found.data.toString('utf8'), stat: found.stat }
  }

  async children(path: string): Promise<string[]> {
    try {
      return (await this.session.children(path, { watch: true })).names
    } catch (error) {
      if (errorCode(error) === 'not-found') return []
      throw error
    }
  }
}
