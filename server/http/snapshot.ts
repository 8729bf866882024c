import { ENTITY_KINDS } from '@/lib/model/cluster'
import { snapshotPatches } from '@/lib/model/patch'
import { CHANNEL_OF, type Channel, formatPosition, type Snapshot } from '@/lib/stream'
import type { ClusterInspector } from '../cluster-inspector'

const EVENTS = 200

interface Cached {
  position: string
  body: Uint8Array<ArrayBuffer>
}

/** One snapshot per cluster and set of channels is kept: many tabs that open at once share it. */
const cache = new WeakMap<ClusterInspector, Map<string, Cached>>()

/**
 * The whole model of the channels at its revision, serialised once per revision. Next compresses it off the event loop
 * like every answer; it drops a content-encoding of ours.
 */
export function snapshotResponse(cluster: ClusterInspector, channels: readonly Channel[]): Response {
  const { position, body } = current(cluster, channels)
  const headers = {
    'content-type': 'application/json; charset=utf-8',
    'cache-control': 'no-store',
    etag: `W/"${position}"`,
  }
  return new Response(body, { headers })
}

function current(cluster: ClusterInspector, channels: readonly Channel[]): Cached {
  const position = formatPosition(cluster.position())
  const byChannels = cache.get(cluster) ?? new Map<string, Cached>()
  cache.set(cluster, byChannels)
  const key = channels.join()
  const cached = byChannels.get(key)
  if (cached?.position === position) return cached
  const fresh = { position, body: new TextEncoder().encode(JSON.stringify(snapshot(cluster, channels))) }
  byChannels.set(key, fresh)
  return fresh
}

function snapshot(cluster: ClusterInspector, channels: readonly Channel[]): Snapshot {
  const now = Date.now()
  const kinds = ENTITY_KINDS.filter((kind) => channels.includes(CHANNEL_OF[kind]))
  return {
    ...cluster.position(),
    asOf: new Date(now).toISOString(),
    patches: snapshotPatches(cluster.model(), now, kinds),
    events: cluster.events(EVENTS),
    pulse: cluster.pulse(),
  }
}
