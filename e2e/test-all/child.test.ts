import { once } from 'node:events'
import { createServer, type Server } from 'node:net'
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { runChild } from './child'

const node = process.execPath
const signal = new AbortController().signal

describe('runChild', () => {
  let server: Server
  let port: number

  beforeEach(async () => {
    server = createServer().listen(0, '127.0.0.1')
    await once(server, 'listening')
    // A TCP server's address is an object with the port.
    port = (server.address() as { port: number }).port
  })

  afterEach(() => {
    server.close()
  })

  /** A program that starts another, which holds a connection to us for as long as it lives and then tells its parent. */
  const family = (whenItIsUp: string) => {
    const grandchild = `require('node:net').connect(${port}, '127.0.0.1', () => process.send('up'))`
    return `const child = require('node:child_process').spawn(process.execPath, ['-e', ${JSON.stringify(grandchild)}], {stdio: ['ignore', 'ignore', 'ignore', 'ipc']})
      child.once('message', () => { ${whenItIsUp} })`
  }

  it('answers the exit code and, when asked, the output', async () => {
    const args = ['-e', 'console.log(process.env.GIVEN); process.exitCode = 3']
    const result = await runChild({ program: node, args, env: { GIVEN: 'x' }, limitMs: 20_000, capture: true, signal })
    expect(result).toEqual({ exitCode: 3, output: 'x\n', timedOut: false })
  })

  it('ends the whole group when it is interrupted', async () => {
    const interruption = new AbortController()
    const run = runChild({ program: node, args: ['-e', family('')], limitMs: 20_000, signal: interruption.signal })
    const [socket] = await once(server, 'connection')
    socket.resume()
    const gone = once(socket, 'close')
    interruption.abort()
    expect((await run).exitCode).toBe(143)
    await gone
  })

  it('ends the whole group at its time limit, and says so', async () => {
    const run = runChild({ program: node, args: ['-e', family('')], limitMs: 3_000, signal })
    const [socket] = await once(server, 'connection')
    // A killed process may reset the connection; that it is gone is all that counts.
    socket.on('error', () => undefined)
    socket.resume()
    const gone = once(server, 'close')
    server.close()
    expect((await run).timedOut).toBe(true)
    await gone
  })

  it('ends what a child leaves behind', async () => {
    const run = runChild({ program: node, args: ['-e', family('process.exit(0)')], limitMs: 20_000, signal })
    const [socket] = await once(server, 'connection')
    socket.on('error', () => undefined)
    socket.resume()
    const gone = once(server, 'close')
    server.close()
    expect((await run).exitCode).toBe(0)
    await gone
  })

  it('fails for a program that is not there', async () => {
    await expect(runChild({ program: '/none', args: [], limitMs: 1_000, signal })).rejects.toThrow('ENOENT')
  })
})
