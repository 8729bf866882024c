/**
 * What must be refused before Next sees it: it answers 500 to a path with a bad escape before any code of ours runs,
 * and would take an upgrade for its own. Called once, before the server is made.
 */
import http from 'node:http'

/** Makes every HTTP server created from now on answer such requests itself. */
export function placeFrontDoor() {
  const create = http.createServer
  http.createServer = (...args) => {
    const server = create(...args)
    // Without a listener Node hands an upgrade over as an ordinary request, which is refused below.
    const on = server.on.bind(server)
    server.on = (event, listener) => (event === 'upgrade' ? server : on(event, listener))
    const listeners = server.listeners('request')
    server.removeAllListeners('request')
    on('request', (request, response) => {
      const problem = problemOf(request)
      if (problem === null) for (const listener of listeners) listener.call(server, request, response)
      else refuse(response, problem)
    })
    return server
  }
}

/** Why the request is refused; null when it may pass. */
function problemOf(request) {
  if (request.headers.upgrade !== undefined) return 'this server upgrades no connection'
  const path = (request.url ?? '').split('?', 1)[0]
  try {
    decodeURIComponent(path)
  } catch {
    return 'the path holds an escape that stands for no character'
  }
  return null
}

function refuse(response, message) {
  response.writeHead(400, {
    'content-type': 'application/json; charset=utf-8',
    'cache-control': 'no-store',
    connection: 'close',
  })
  response.end(JSON.stringify({ error: { code: 'invalid', message, requestId: crypto.randomUUID() } }))
}
