import type { ReadOptions, ZooKeeperSession } from '../zookeeper/session'

/** What reading for people needs of a session. */
export type ReadableSession = Pick<ZooKeeperSession, 'get' | 'exists' | 'children' | 'getAcl'>

/** How a page reads: `watch` leaves watches behind, so that a change of what was read is told. */
export interface BrowseOptions {
  watch?: boolean
  signal?: AbortSignal
}

/** A page waits this long for one answer of ZooKeeper. */
const READ_MS = 3_000

/** Decoding the names of more children would keep this process from all else for too long. */
export const MOST_CHILDREN = 300_000

/** A node that goes and comes this often between two readings is not going to be read. */
export const MOST_ATTEMPTS = 5

/** The session's options for reading this way. */
export function readOptions({ watch = false, signal }: BrowseOptions): ReadOptions {
  return { watch, timeoutMs: READ_MS, ...(signal === undefined ? {} : { signal }) }
}
