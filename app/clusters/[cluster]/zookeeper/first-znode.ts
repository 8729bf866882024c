import { setMaxListeners } from 'node:events'
import type { ZnodeSeed } from '@/components/zookeeper/live/znode-scene'
import { ancestors, tidyPath } from '@/components/zookeeper/tree/znode-ancestry'
import { errorCode, errorMessage } from '@/lib/errors'
import type { ZnodeListing, ZnodeView } from '@/lib/views/znode'

/** The page is drawn without what takes longer; the stream brings it. */
const PATIENCE_MS = 800
/** More would make the page heavy before anyone asked for the data. */
const MOST_BYTES = 65_536
/** Children in the first page's HTML; the stream brings the rest. */
const FIRST_CHILDREN = 100

/** The part of the reader of znodes that is used. */
interface ZnodeReader {
  view(path: string, options: { signal: AbortSignal }): Promise<ZnodeView | null>
  listing(
    path: string,
    query: { limit: number; grouped: true },
    options: { signal: AbortSignal },
  ): Promise<ZnodeListing | null>
  nearest(path: string, options: { signal: AbortSignal }): Promise<string>
}

/** What the server can read quickly of the selected node and the way to it. */
export async function firstZnode(znodes: ZnodeReader, asked: string): Promise<ZnodeSeed> {
  const path = tidyPath(asked)
  const signal = AbortSignal.timeout(PATIENCE_MS)
  // Each read listens to it until it is answered, and there are hundreds.
  setMaxListeners(0, signal)
  const options = { signal }
  const nothing: ZnodeSeed = { path, node: null, absent: null, refused: null, listings: [] }
  try {
    const [node, ...listings] = await Promise.all([
      znodes.view(path, options),
      ...[...ancestors(path), path].map((above) =>
        znodes.listing(above, { limit: FIRST_CHILDREN, grouped: true }, options),
      ),
    ])
    const known = listings.filter((listing) => listing !== null)
    if (node === null)
      return { ...nothing, absent: { path, nearest: await znodes.nearest(path, options) }, listings: known }
    return { ...nothing, node: node.stat.dataLength > MOST_BYTES ? null : node, listings: known }
  } catch (error) {
    if (errorCode(error) !== 'invalid') return nothing
    return { ...nothing, refused: { code: 'invalid', message: errorMessage(error) } }
  }
}
