/** How long a znode lives: until it is deleted, with its session, while it has children, or a time after its last change. */
export type ZnodeKind = 'persistent' | 'ephemeral' | 'container' | 'ttl'

const CONTAINER = 0x8000000000000000n
const TTL_MARK = 0xff0000n

/**
 * What the `ephemeralOwner` of a stat (hex) says of the node; `ttlMs` only of a TTL node.
 *
 * Servers of today keep containers and TTL nodes to themselves: to clients their owner is 0x0 (DataNode.copyStat).
 * Source: org.apache.zookeeper.server.EphemeralType. A TTL node is 0xff, two reserved bytes of zero, and five bytes of
 * milliseconds. Sessions made by a server with the id 255 begin with 0xff, too, and have something in the two bytes.
 */
export function znodeKind(ephemeralOwner: string): { kind: ZnodeKind; ttlMs: number | null } {
  const owner = BigInt(ephemeralOwner)
  if (owner === 0n) return { kind: 'persistent', ttlMs: null }
  if (owner === CONTAINER) return { kind: 'container', ttlMs: null }
  // Five bytes of milliseconds are far below what a Number holds exactly.
  if (owner >> 40n === TTL_MARK) return { kind: 'ttl', ttlMs: Number(owner & 0xffffffffffn) }
  return { kind: 'ephemeral', ttlMs: null }
}
