import type { Inspector } from '../inspector'
import type { ZnodeBrowser } from '../znodes/znode-browser'
import type { ZnodeSearchQuery } from '../znodes/znode-walks'
import { serverSentEvents } from './server-sent-events'

/** A search below a node as Server-Sent Events (`ZnodeSearchMessages`). Errors: those of `ZnodeWalks.searching`. */
export async function znodeSearch(
  inspector: Inspector,
  { walks }: ZnodeBrowser,
  query: ZnodeSearchQuery,
  signal: AbortSignal,
): Promise<Response> {
  const walk = await walks.searching(query, signal)
  return serverSentEvents(inspector, signal, ({ sendWhenRead, end }) => {
    // It rejects only when the stream has ended already.
    walk.begin((name, message) => sendWhenRead(`event: ${name}\ndata: ${JSON.stringify(message)}\n\n`)).then(end, end)
    return walk.stop
  })
}
