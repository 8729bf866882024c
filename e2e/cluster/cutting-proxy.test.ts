import { once } from 'node:events'
import { connect, createServer, type Server, type Socket } from 'node:net'
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { type CuttingProxy, startProxy } from './cutting-proxy'
import { until } from './until'

/** Repeats every byte it hears. */
let echo: Server
let echoPort: number
let proxy: CuttingProxy
let sockets: Socket[]

beforeEach(async () => {
  sockets = []
  echo = createServer((socket) => {
    socket.on('error', () => {})
    socket.pipe(socket)
  })
  echo.listen(0, '127.0.0.1')
  await once(echo, 'listening')
  const address = echo.address()
  if (typeof address !== 'object' || address === null) throw new Error('The echo server has no port')
  echoPort = address.port
  proxy = await startProxy(echoPort)
})

afterEach(async () => {
  for (const socket of sockets) socket.destroy()
  await proxy.stop()
  echo.close()
})

interface Client {
  socket: Socket
  heard: () => string
  problem: () => string | null
}

async function client(): Promise<Client> {
  const socket = connect(proxy.port, '127.0.0.1')
  sockets.push(socket)
  let heard = ''
  let problem: string | null = null
  socket.on('data', (chunk) => {
    heard += chunk.toString()
  })
  socket.on('error', (error: NodeJS.ErrnoException) => {
    problem = error.code ?? error.message
  })
  await once(socket, 'connect')
  return { socket, heard: () => heard, problem: () => problem }
}

async function roundTrip(one: Client, text: string): Promise<number> {
  const before = one.heard()
  const began = performance.now()
  one.socket.write(text)
  await until('the echo', () => one.heard() === before + text)
  return performance.now() - began
}

describe('startProxy', () => {
  it('forwards both ways and ends with its client', async () => {
    const one = await client()
    await roundTrip(one, 'x'.repeat(300_000))
    expect(proxy.connections).toBe(1)
    one.socket.end()
    await until('the connection is closed', () => proxy.connections === 0)
    expect(proxy.accepted).toBe(1)
  })

  it('delays each way, and keeps the order', async () => {
    const one = await client()
    proxy.delay(60)
    const began = performance.now()
    one.socket.write('1')
    one.socket.write('2')
    await until('the echo', () => one.heard() === '12')
    expect(performance.now() - began).toBeGreaterThan(110)
  })

  it('forwards nothing while paused, on old and new connections, and all of it after', async () => {
    const old = await client()
    await roundTrip(old, 'a')
    proxy.pause()
    const young = await client()
    old.socket.write('b')
    young.socket.write('c')
    // A round trip to the same server beside the proxy: by then an echo through it would be here too.
    const beside = connect(echoPort, '127.0.0.1')
    sockets.push(beside)
    beside.write('d')
    await once(beside, 'data')
    expect(old.heard() + young.heard()).toBe('a')
    await proxy.resume()
    await until('both echoes', () => old.heard() === 'ab' && young.heard() === 'c')
  })

  it('resets a connection after exactly so many bytes, once', async () => {
    const one = await client()
    await roundTrip(one, 'greeting')
    proxy.cutAfter(5)
    one.socket.write('0123456789')
    await until('the cut', () => one.socket.closed)
    expect(one.heard()).toBe('greeting01234')
    expect(proxy.cuts).toBe(1)
    await roundTrip(await client(), '0123456789')
    expect(proxy.cuts).toBe(1)
  })

  it('refuses new connections on the same port until resumed', async () => {
    const old = await client()
    await roundTrip(old, 'a')
    proxy.refuse()
    await expect(client()).rejects.toMatchObject({ code: 'ECONNREFUSED' })
    await roundTrip(old, 'still here')
    await proxy.resume()
    await roundTrip(await client(), 'back')
  })

  it('resets all connections on demand', async () => {
    const all = [await client(), await client()]
    for (const one of all) await roundTrip(one, 'a')
    proxy.cutAll()
    await until('both resets', () => all.every((one) => one.problem() === 'ECONNRESET'))
    expect(proxy.connections).toBe(0)
  })

  it('rewrites and drops chunks', async () => {
    const one = await client()
    proxy.rewriteChunks((chunk, direction) => {
      return direction === 'to-server' ? chunk : Buffer.from(chunk.toString().toUpperCase())
    })
    one.socket.write('loud')
    await until('the loud echo', () => one.heard() === 'LOUD')
    const dropped = new Promise<void>((resolve) => {
      proxy.rewriteChunks(() => {
        resolve()
        return null
      })
    })
    one.socket.write('secret')
    await dropped
    proxy.rewriteChunks(null)
    await roundTrip(one, 'end')
    expect(one.heard()).toBe('LOUDend')
  })

  it('resets a client whose server is not there', async () => {
    const nowhere = await startProxy(1)
    const socket = connect(nowhere.port, '127.0.0.1')
    sockets.push(socket)
    const [error] = await once(socket, 'error')
    expect(error).toMatchObject({ code: 'ECONNRESET' })
    await nowhere.stop()
  })
})
