/**
 * What must be refused before Next sees it: it answers 500 to a path with a bad escape before any code of ours runs,
 * takes an upgrade for its own, and keeps a body in memory before it asks a route. Called once, before the server is made.
 */
import http from 'node:http'

/** No route takes a body; a small one is refused for its method, a large one for its size. */
const MOST_BODY_BYTES = 64 * 1_024
const MOST_DISCARDED_BYTES = 8 * 1_024 * 1_024
const LINGER_MS = 2_000
const HEADERS_LIMIT_MS = 10_000
const REQUEST_LIMIT_MS = 30_000
const METHODS = ['GET', 'HEAD']

/** Makes every HTTP server created from now on answer such requests itself. */
export function placeFrontDoor() {
  const create = http.createServer
  http.createServer = (...args) => {
    const server = create(...args)
    server.headersTimeout = HEADERS_LIMIT_MS
    server.requestTimeout = REQUEST_LIMIT_MS
    server.on('clientError', refuseUnreadable)
    // Without a listener Node hands an upgrade over as an ordinary request, which is refused below.
    const on = server.on.bind(server)
    server.on = (event, listener) => (event === 'upgrade' ? server : on(event, listener))
    const listeners = server.listeners('request')
    server.removeAllListeners('request')
    on('request', (request, response) => {
      const problem = problemOf(request)
      if (problem === null) for (const listener of listeners) listener.call(server, request, response)
      else refuse(request, response, problem)
    })
    return server
  }
}

/**
 * Why the request is refused; null when it may pass.
 * @returns {{status: number, code: string, message: string} | null}
 */
function problemOf({ method, url, headers }) {
  if (headers.upgrade !== undefined) return invalid('this server upgrades no connection')
  if (Number(headers['content-length'] ?? 0) > MOST_BODY_BYTES) {
    return { status: 413, code: 'too-large', message: 'no request to this server has a body, and none of this size' }
  }
  if (!METHODS.includes(method)) {
    return { status: 405, code: 'method', message: `${method} is not answered here, only ${METHODS.join(' and ')}` }
  }
  try {
    decodeURIComponent((url ?? '').split('?', 1)[0])
  } catch {
    return invalid('the path holds an escape that stands for no character')
  }
  return null
}

/** What Node itself cannot read, and what is said of it: https://nodejs.org/api/http.html#event-clienterror */
const UNREADABLE = new Map([
  [
    'HPE_HEADER_OVERFLOW',
    {
      status: '431 Request Header Fields Too Large',
      code: 'too-large',
      message: 'the headers of a request must fit in 16 KiB',
    },
  ],
  [
    'ERR_HTTP_REQUEST_TIMEOUT',
    { status: '408 Request Timeout', code: 'slow-body', message: 'the request took too long to arrive' },
  ],
])
const GARBLED = { status: '400 Bad Request', code: 'invalid', message: 'this is no HTTP request' }

/** Sockets that have been told; their parser goes on complaining. */
const told = new WeakSet()

/** Node hangs up at once, which takes its own answer away from whoever is still sending. */
function refuseUnreadable(error, socket) {
  if (told.has(socket)) return
  told.add(socket)
  if (!socket.writable) return socket.destroy()
  const { status, code, message } = UNREADABLE.get(error.code) ?? GARBLED
  const body = JSON.stringify({ error: { code, message, requestId: crypto.randomUUID() } })
  const head = ['content-type: application/json; charset=utf-8', 'cache-control: no-store', 'connection: close']
  socket.end([`HTTP/1.1 ${status}`, ...head, `content-length: ${Buffer.byteLength(body)}`, '', body].join('\r\n'))
  const timer = setTimeout(() => socket.destroy(), LINGER_MS)
  socket.on('close', () => clearTimeout(timer))
}

function invalid(message) {
  return { status: 400, code: 'invalid', message }
}

/**
 * Answers at once, and throws away what of a body is still to come: who hangs up on a talking client takes the answer
 * away with it. Who goes on talking is hung up on after all.
 */
function refuse(request, response, { status, code, message }) {
  response.writeHead(status, {
    'content-type': 'application/json; charset=utf-8',
    'cache-control': 'no-store',
    ...(status === 405 ? { allow: METHODS.join(', ') } : {}),
  })
  response.end(JSON.stringify({ error: { code, message, requestId: crypto.randomUUID() } }))
  const hangUp = () => request.socket.destroy()
  const timer = setTimeout(hangUp, LINGER_MS)
  request.on('close', () => clearTimeout(timer))
  let discarded = 0
  request.on('data', ({ length }) => {
    discarded += length
    if (discarded > MOST_DISCARDED_BYTES) hangUp()
  })
}
