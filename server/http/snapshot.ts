import { promisify } from 'node:util'
import { gzip } from 'node:zlib'
import { ENTITY_KINDS } from '@/lib/model/cluster'
import { snapshotPatches } from '@/lib/model/patch'
import { CHANNEL_OF, type Channel, formatPosition, type Snapshot } from '@/lib/stream'
import type { ClusterInspector } from '../cluster-inspector'

const compress = promisify(gzip)
const EVENTS = 200

interface Cached {
  position: string
  plain: Promise<Buffer>
  gzipped: Promise<Buffer>
}

/** One snapshot per cluster and set of channels is kept: many tabs that open at once share it. */
const cache = new WeakMap<ClusterInspector, Map<string, Cached>>()

/** The whole model of the channels at its revision; compressed off the event loop, made once per revision. */
export async function snapshotResponse(
  cluster: ClusterInspector,
  channels: readonly Channel[],
  acceptsGzip: boolean,
): Promise<Response> {
  const cached = current(cluster, channels)
  const headers = {
    'content-type': 'application/json; charset=utf-8',
    'cache-control': 'no-store',
    vary: 'accept-encoding',
    etag: `W/"${cached.position}"`,
  }
  // Node's Buffer is a Uint8Array over an ArrayBuffer here: both come from our own JSON text.
  if (!acceptsGzip) return new Response(new Uint8Array(await cached.plain), { headers })
  // Without no-transform the server in front of us would compress it once more.
  const compressed = { ...headers, 'content-encoding': 'gzip', 'cache-control': 'no-store, no-transform' }
  return new Response(new Uint8Array(await cached.gzipped), { headers: compressed })
}

function current(cluster: ClusterInspector, channels: readonly Channel[]): Cached {
  const position = formatPosition(cluster.position())
  const byChannels = cache.get(cluster) ?? new Map<string, Cached>()
  cache.set(cluster, byChannels)
  const key = channels.join()
  const cached = byChannels.get(key)
  if (cached?.position === position) return cached
  const text = Buffer.from(JSON.stringify(snapshot(cluster, channels)))
  const fresh = { position, plain: Promise.resolve(text), gzipped: compress(text, { level: 4 }) }
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
