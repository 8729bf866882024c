import { errorCode } from '@/lib/errors'
import type { Znode } from '@/lib/znodes/znode'
import type { ZooKeeperSession } from '../zookeeper/session'
import type { WatchRegistry } from '../zookeeper/watch-registry'
import { ReadingGate } from './reading-gate'
import type { ZnodeReader } from './znode-reader'

/** So many of our reads are with the session at once: a person's read waits behind these, not behind 10,000. */
const AT_ONCE = 256
/** In a storm of changes answers take their time; a server that stands still is found by the session itself. */
const PATIENCE_MS = 30_000

/** Reads znodes of one session; every read leaves a watch behind where none covers the path. */
export class ZookeeperReader implements ZnodeReader {
  private readonly session: ZooKeeperSession
  private readonly watches: WatchRegistry
  private readonly gate = new ReadingGate(AT_ONCE)

  constructor(session: ZooKeeperSession, watches: WatchRegistry) {
    this.session = session
    this.watches = watches
  }

  async read(path: string): Promise<Znode | null> {
    const found = await this.gate.run(() => this.watches.readOrWatch(path, { timeoutMs: PATIENCE_MS }))
    if (!found) return null
    return { path, data: found.data === null ? null : found.data.toString('utf8'), stat: found.stat }
  }

  async children(path: string): Promise<string[]> {
    try {
      const options = { watch: true, timeoutMs: PATIENCE_MS }
      return (await this.gate.run(() => this.session.children(path, options))).names
    } catch (error) {
      if (errorCode(error) === 'not-found') return []
      throw error
    }
  }
}
