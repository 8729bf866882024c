import type { LibraryRequest } from 'node-zookeeper-client/lib/ConnectionManager.js'
import type { ReplyPayload, Stat } from 'node-zookeeper-client/lib/jute/index.js'
import jute from 'node-zookeeper-client/lib/jute/index.js'
import { joinChroot } from './znode-path'
import type { ZnodeStat } from './znode-stat'
import { znodeStat } from './znode-stat'

/** A read: how to ask for it, how to understand the answer, and which one-shot watch it can leave behind. */
export interface ReadOperation<Value> {
  name: string
  watchKind: 'data' | 'children' | null
  request(path: string, watch: boolean): LibraryRequest
  value(payload: ReplyPayload): Value
  /** The value when the znode is absent, where that is an answer and not a failure; the watch is armed then too. */
  absent?: Value
}

/** The data of a znode; null is "no data", which ZooKeeper tells apart from empty data. */
export interface ZnodeData {
  data: Buffer | null
  stat: ZnodeStat
}

/** Names of the children in no particular order. */
export interface ZnodeChildren {
  names: string[]
  stat: ZnodeStat
}

/** The access list; `permissions` are words: read, write, create, delete, admin. Digest ids contain a password hash. */
export interface ZnodeAcl {
  acl: { scheme: string; id: string; permissions: string[] }[]
  stat: ZnodeStat
}

const OP = { exists: 3, getData: 4, getAcl: 6, sync: 9, getChildren2: 12, setWatches: 101, addWatch: 106 } as const
const PERMISSIONS = ['read', 'write', 'create', 'delete', 'admin']

export const getOperation: ReadOperation<ZnodeData> = {
  name: 'get',
  watchKind: 'data',
  request: (path, watch) => request(OP.getData, new jute.protocol.GetDataRequest(path, watch)),
  value: (payload) => ({ data: payload.data ?? null, stat: statOf(payload) }),
}

export const existsOperation: ReadOperation<ZnodeStat | null> = {
  name: 'exists',
  watchKind: 'data',
  request: (path, watch) => request(OP.exists, new jute.protocol.ExistsRequest(path, watch)),
  value: statOf,
  absent: null,
}

export const childrenOperation: ReadOperation<ZnodeChildren> = {
  name: 'children',
  watchKind: 'children',
  request: (path, watch) => request(OP.getChildren2, new jute.protocol.GetChildren2Request(path, watch)),
  value: (payload) => ({ names: payload.children ?? [], stat: statOf(payload) }),
}

export const aclOperation: ReadOperation<ZnodeAcl> = {
  name: 'acl',
  watchKind: null,
  request: (path) => request(OP.getAcl, new jute.protocol.GetACLRequest(path)),
  value: (payload) => ({
    acl: (payload.acl ?? []).map(({ perms, id }) => ({
      scheme: id.scheme,
      id: id.id,
      permissions: PERMISSIONS.filter((_, bit) => (perms & (1 << bit)) !== 0),
    })),
    stat: statOf(payload),
  }),
}

/** SYNC (9): request {ustring path}; the reply repeats the path. The chroot is ours to add. */
export function syncRequest(chroot: string | null, path: string): LibraryRequest {
  return injected(OP.sync, text(joinChroot(chroot, path)))
}

/** ADD_WATCH (106, ZooKeeper 3.6): request {ustring path, int mode}, mode 0 persistent, 1 persistent recursive. */
export function addWatchRequest(chroot: string | null, path: string, mode: 'recursive' | 'persistent'): LibraryRequest {
  const flag = Buffer.alloc(4)
  flag.writeInt32BE(mode === 'recursive' ? 1 : 0)
  return injected(OP.addWatch, Buffer.concat([text(joinChroot(chroot, path)), flag]))
}

function request(type: number, payload: ConstructorParameters<typeof jute.Request>[1]): LibraryRequest {
  return new jute.Request(new jute.protocol.RequestHeader(0, type), payload)
}

/**
 * A request the library has no record for. It goes as SET_WATCHES towards the library, whose reply it takes for
 * empty, and as `opCode` on the wire.
 */
function injected(opCode: number, body: Buffer): LibraryRequest {
  const header = { xid: 0, type: OP.setWatches }
  return {
    header,
    toBuffer: () => {
      const frame = Buffer.alloc(12)
      frame.writeInt32BE(8 + body.length, 0)
      frame.writeInt32BE(header.xid, 4)
      frame.writeInt32BE(opCode, 8)
      return Buffer.concat([frame, body])
    },
  }
}

function text(value: string): Buffer {
  const bytes = Buffer.from(value)
  const length = Buffer.alloc(4)
  length.writeInt32BE(bytes.length)
  return Buffer.concat([length, bytes])
}

function statOf(payload: ReplyPayload): ZnodeStat {
  return znodeStat(payload.stat as Stat) // all four replies carry a stat
}
