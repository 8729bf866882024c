import type { ZnodeAbsence, ZnodeListing, ZnodeView } from '@/lib/views/znode'
import type { TreeListing } from '../tree/tree-listing'
import type { WatchEntry } from './watch-entry'

/** What the server refused, as its error envelope says it. */
export interface Refusal {
  code: string
  message: string
  hint?: string
}

/** Everything the page of znodes shows, as one value. */
export interface ZnodeScene {
  selected: string
  /** The last reading of the selected node; null before the first and while it is not there. */
  node: ZnodeView | null
  /** The selected node is not there; what it was is in the log. */
  absent: ZnodeAbsence | null
  /** The path itself is impossible, or the server will not say. */
  refused: Refusal | null
  listings: ReadonlyMap<string, TreeListing>
  /** In the order of opening. */
  expanded: ReadonlySet<string>
  /** Nodes whose next page is on its way. */
  loading: ReadonlySet<string>
  /** Newest first, of every node that was selected. */
  log: readonly WatchEntry[]
  /** What is shown may be old: why and since when (epoch ms). */
  stale: { reason: string; since: number } | null
}

/** What the server read for the first paint. */
export interface ZnodeSeed {
  path: string
  node: ZnodeView | null
  absent: ZnodeAbsence | null
  refused: Refusal | null
  /** From the root down to the selected node. */
  listings: ZnodeListing[]
}
