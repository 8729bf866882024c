import type { Inspector } from '../inspector'
import type { ZnodeBrowser } from '../znodes/znode-browser'
import type { FollowedPaths } from '../znodes/znode-follower'
import { serverSentEvents } from './server-sent-events'

/** Some znodes as they are and as they change, as Server-Sent Events (`ZnodeStreamMessages`). Errors: `invalid` (path). */
export function znodeStream(
  inspector: Inspector,
  znodes: ZnodeBrowser,
  paths: FollowedPaths,
  signal: AbortSignal,
): Response {
  const follow = znodes.following(paths)
  return serverSentEvents(inspector, signal, ({ sendWhenRead }) =>
    // JSON holds no line break, so one data line is enough.
    follow((event, json) => sendWhenRead(`event: ${event}\ndata: ${json}\n\n`)),
  )
}
