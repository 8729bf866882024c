import type { ZnodeMeaning } from '../znodes/meaning'

/** Stat of a znode (org.apache.zookeeper.data.Stat): zxids and session in hex, times epoch ms of the server. */
export interface ZnodeStatView {
  czxid: string
  mzxid: string
  pzxid: string
  ctime: number
  mtime: number
  version: number
  cversion: number
  aversion: number
  /** `0x0` for a persistent node. */
  ephemeralOwner: string
  dataLength: number
  numChildren: number
}

/** The data of a znode as it may leave the server: secrets masked. */
export interface ZnodeDataView {
  /** `none`: the node holds no data, which is not the same as empty data. */
  encoding: 'none' | 'utf8' | 'base64' | 'gzip'
  /** Given with `utf8`; with `gzip` the unpacked text, null where it unpacks to bytes that are no valid UTF-8. */
  text: string | null
  /** Given with `base64`: bytes that are no valid UTF-8; with `gzip` the packed bytes, null where a secret may be in them. */
  base64: string | null
  /** Length after unpacking, with `gzip` only. */
  unpackedBytes: number | null
  /** Length in ZooKeeper, in bytes. */
  bytes: number
  /** Only the beginning is given. */
  truncated: boolean
  /** Something was replaced by `***`. */
  masked: boolean
}

/** One entry of an ACL; the hash of a `digest` id is masked. */
export interface ZnodeAclEntry {
  scheme: string
  id: string
  /** `read`, `write`, `create`, `delete`, `admin`. */
  permissions: string[]
  /** Anybody may change it: `world:anyone` with more than read. */
  open: boolean
}

/** One child in a listing. */
export interface ZnodeChildView {
  name: string
  /** null where its stat could not be read, or it vanished meanwhile. */
  numChildren: number | null
  /** Whether its ACL is another than everything for everybody; null where that is not known. */
  restricted: boolean | null
  /** Whether it goes with a session. Container and TTL nodes look persistent: ZooKeeper tells no client of them. */
  ephemeral: boolean | null
  /** Made sequential by its name: ten digits at the end. */
  sequential: boolean
  version: number | null
}

/** Children whose names begin alike, where there are too many to list them. */
export interface ZnodeNameGroup {
  prefix: string
  count: number
}

/** One page of the children of a node, in natural order (`2` before `10`). */
export interface ZnodeListing {
  path: string
  /** All children of the node that match the prefix asked for. */
  total: number
  children: ZnodeChildView[]
  /** Opaque; null on the last page. */
  cursor: string | null
  /**
   * Given instead of most children where more than 5,000 match and groups were asked for: by prefix, in natural order.
   * `children` then holds those alone with their beginning, and nothing follows them.
   */
  groups: ZnodeNameGroup[] | null
  /** Why the children are not known: no permission, too many for jute.maxbuffer; then the list is empty. */
  error: string | null
}

/** Everything about one znode. */
export interface ZnodeView {
  path: string
  stat: ZnodeStatView
  /** null where it may not be read, with the reason. */
  data: ZnodeDataView | null
  dataReason: string | null
  decoded: ZnodeMeaning
  acl: ZnodeAclEntry[] | null
  aclReason: string | null
  /** Which broker or client owns an ephemeral node: `broker 2`; null when persistent or unknown. */
  owner: string | null
}

/** A znode that is not there. */
export interface ZnodeAbsence {
  path: string
  /** The longest path above it that exists. */
  nearest: string
}

/** A watch that fired: what happened to which path, and when we heard of it (epoch ms). It may be gone when it is read. */
export interface ZnodeTrace {
  path: string
  type: 'created' | 'deleted' | 'data' | 'children'
  at: number
}

/** Messages of `GET …/znode/stream`, by event name. All but `trace` are complete: later ones replace earlier ones of the path. */
export interface ZnodeStreamMessages {
  /** The selected node, as it is now. */
  znode: ZnodeView
  /** The first page of an opened node's children, as they are now. */
  listing: ZnodeListing
  /** The node is not there (any more). */
  absent: ZnodeAbsence
  /** The ACL of the selected node lets us read neither its data nor its stat (ZooKeeper 3.8.3 and newer). */
  denied: { path: string; reason: string }
  /** Watches cannot be kept at the moment; what is shown may be old. */
  stale: { reason: string }
  /**
   * What watches told of the selected node and of the children of opened ones, in order and before the reading it led
   * to. In a storm some are only counted (`untold`). Where watches are one-shot, a change right after another is not told.
   */
  trace: { traces: ZnodeTrace[]; untold: number }
}
