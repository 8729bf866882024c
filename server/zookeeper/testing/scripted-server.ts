import type { AddressInfo, Socket } from 'node:net'
import { createServer } from 'node:net'

/** A request as it came: its number, operation and body. */
export interface ScriptedRequest {
  xid: number
  type: number
  body: Buffer
  socket: Socket
}

/** What the server does with a request: an error code (0: empty answer), a whole body, or null for silence. */
export type Script = (request: ScriptedRequest) => number | Buffer | null

export interface ScriptedServer {
  port: number
  /** What the handshake grants; 0 says that the session expired. */
  sessionTimeoutMs: number
  /** Handshakes so far. */
  handshakes: number
  cutAll(): void
  stop(): Promise<void>
}

const PING = 11
const CLOSE_SESSION = -11

/** A server that speaks ZooKeeper's framing and says what no real one can be made to say. */
export async function scriptedServer(script: Script): Promise<ScriptedServer> {
  const sockets = new Set<Socket>()
  const server = createServer((socket) => {
    sockets.add(socket)
    let pending = Buffer.alloc(0)
    let greeted = false
    socket.on('error', () => socket.destroy())
    socket.on('data', (chunk) => {
      pending = Buffer.concat([pending, chunk])
      if (pending.subarray(0, 4).toString('latin1') === 'srvr') return socket.end()
      while (pending.length >= 4 && pending.length >= 4 + pending.readInt32BE(0)) {
        const frame = pending.subarray(4, 4 + pending.readInt32BE(0))
        pending = pending.subarray(4 + frame.length)
        if (greeted) answer(frame, socket)
        else {
          greeted = true
          result.handshakes += 1
          socket.write(handshake(result.sessionTimeoutMs))
        }
      }
    })
  })
  const answer = (frame: Buffer, socket: Socket) => {
    const [xid, type] = [frame.readInt32BE(0), frame.readInt32BE(4)]
    const said = type === PING || type === CLOSE_SESSION ? 0 : script({ xid, type, body: frame.subarray(8), socket })
    if (said !== null && !socket.destroyed) socket.write(reply(xid, said))
  }
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
  const result: ScriptedServer = {
    port: (server.address() as AddressInfo).port, // a listening TCP server has an AddressInfo
    sessionTimeoutMs: 10_000,
    handshakes: 0,
    cutAll: () => {
      for (const socket of sockets) socket.destroy()
    },
    stop: () => {
      for (const socket of sockets) socket.destroy()
      return new Promise((resolve) => server.close(() => resolve()))
    },
  }
  return result
}

/** An answer to EXISTS: a stat that is zero everywhere. */
export const ZERO_STAT = Buffer.alloc(68)

function handshake(sessionTimeoutMs: number): Buffer {
  const frame = Buffer.alloc(4 + 36)
  frame.writeInt32BE(36, 0)
  frame.writeInt32BE(sessionTimeoutMs, 8)
  frame.writeBigInt64BE(0x1234n, 12)
  frame.writeInt32BE(16, 20)
  return frame
}

function reply(xid: number, said: number | Buffer): Buffer {
  const body = typeof said === 'number' ? Buffer.alloc(0) : said
  const frame = Buffer.alloc(20)
  frame.writeInt32BE(16 + body.length, 0)
  frame.writeInt32BE(xid, 4)
  frame.writeBigInt64BE(1n, 8)
  frame.writeInt32BE(typeof said === 'number' ? said : 0, 16)
  return Buffer.concat([frame, body])
}
