import type { Znode } from '@/lib/znodes/znode'

/** What the znode collector needs of a ZooKeeper session; every read leaves a watch where none stands yet. */
export interface ZnodeReader {
  /** The node, or null when it does not exist. */
  read(path: string): Promise<Znode | null>
  /** Names of the children, [] when the node does not exist. */
  children(path: string): Promise<string[]>
}
