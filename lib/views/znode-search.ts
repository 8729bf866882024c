/** Where something was found in a text, in UTF-16 units; `to` is behind the last. */
export interface FoundRange {
  from: number
  to: number
}

/** A node that matches. Its data is searched, and shown, with its secrets masked. */
export interface ZnodeHit {
  path: string
  ephemeral: boolean
  /** Length of its data in ZooKeeper. */
  bytes: number
  /** Epoch ms of the server's clock. */
  mtime: number
  /** Where its name matches; null when only content was asked for. */
  name: FoundRange | null
  /** What stands around the first match in its data; null when only a name was asked for. */
  excerpt: ({ text: string } & FoundRange) | null
}

/** How far a search is. */
export interface ZnodeSearchProgress {
  walked: number
  matched: number
  /** Since the start. */
  nodesPerSecond: number
  /** Nodes known that are still to come. */
  queue: number
  /** Nodes that were not looked at, and why: what is below a forbidden one is not known either. */
  refused: { forbidden: number; tooLarge: number; vanished: number }
  /** Nodes whose data was asked for and is no text that could be searched. */
  notText: number
}

/** Messages of `GET …/znode/search`, by event name; `end` is the last one. */
export interface ZnodeSearchMessages {
  hit: ZnodeHit
  progress: ZnodeSearchProgress
  /** `limit`: as many hits, or nodes, as there may be; `stopped`: ZooKeeper stopped answering, `message` says how. */
  end: ZnodeSearchProgress & { reason: 'done' | 'limit' | 'stopped'; message: string | null }
}
