import type { ZnodeChildView, ZnodeDataView, ZnodeListing, ZnodeStatView, ZnodeView } from '@/lib/views/znode'

const STAT: ZnodeStatView = {
  czxid: '0x10',
  mzxid: '0x20',
  pzxid: '0x10',
  ctime: 1_000,
  mtime: 2_000,
  version: 3,
  cversion: 0,
  aversion: 0,
  ephemeralOwner: '0x0',
  dataLength: 0,
  numChildren: 0,
}

/** A node as the stream sends it. */
export function znodeOf(path: string, text: string | null, stat: Partial<ZnodeStatView> = {}): ZnodeView {
  const data: ZnodeDataView = {
    encoding: text === null ? 'none' : 'utf8',
    text,
    base64: null,
    unpackedBytes: null,
    bytes: text?.length ?? 0,
    truncated: false,
    masked: false,
  }
  return {
    path,
    stat: { ...STAT, dataLength: data.bytes, ...stat },
    data,
    dataReason: null,
    decoded: { family: 'unknown', sentence: 'A node.', fields: [], links: [], fault: null },
    acl: [{ scheme: 'world', id: 'anyone', permissions: ['read'], open: false }],
    aclReason: null,
    owner: null,
  }
}

/** A child in a listing. */
export function childOf(name: string, fields: Partial<ZnodeChildView> = {}): ZnodeChildView {
  return {
    name,
    numChildren: 0,
    restricted: false,
    ephemeral: false,
    sequential: false,
    version: 0,
    ...fields,
  }
}

/** A first page of children. */
export function listingOf(path: string, names: readonly string[], fields: Partial<ZnodeListing> = {}): ZnodeListing {
  return {
    path,
    total: names.length,
    children: names.map((name) => childOf(name)),
    cursor: null,
    groups: null,
    error: null,
    ...fields,
  }
}
