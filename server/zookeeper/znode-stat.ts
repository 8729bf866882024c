import type { Stat } from 'node-zookeeper-client/lib/jute/index.js'
import type { ZnodeStatView } from '@/lib/views/znode'

/**
 * The stat of a znode (org.apache.zookeeper.data.Stat): transaction ids and the owning session in hex ("0x…",
 * "0x0" when none), times in epoch milliseconds of the server's clock.
 */
export type ZnodeStat = ZnodeStatView

/** The plain form of a stat record as the library decodes it. */
export function znodeStat(stat: Stat): ZnodeStat {
  return {
    czxid: hexLong(stat.czxid),
    mzxid: hexLong(stat.mzxid),
    pzxid: hexLong(stat.pzxid),
    ctime: Number(stat.ctime.readBigInt64BE()),
    mtime: Number(stat.mtime.readBigInt64BE()),
    version: stat.version,
    cversion: stat.cversion,
    aversion: stat.aversion,
    ephemeralOwner: hexLong(stat.ephemeralOwner),
    dataLength: stat.dataLength,
    numChildren: stat.numChildren,
  }
}

/** An 8-byte big-endian long as unsigned hex, "0x0" for zero. */
export function hexLong(long: Buffer): string {
  return `0x${long.readBigUInt64BE().toString(16)}`
}
