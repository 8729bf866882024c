import type { AddressInfo, Server } from 'node:net'
import { createServer } from 'node:net'
import { afterEach, describe, expect, it } from 'vitest'
import { fourLetterWord } from './four-letter'
import { SRVR_38_LEADER } from './words/recorded-words.fixture'

let server: Server | undefined

async function listen(answer: (socket: import('node:net').Socket) => void): Promise<number> {
  const open = createServer(answer)
  server = open
  await new Promise<void>((resolve) => open.listen(0, '127.0.0.1', resolve))
  return (open.address() as AddressInfo).port // a listening TCP server has an AddressInfo
}

afterEach(() => {
  server?.close()
})

describe('fourLetterWord', () => {
  it('tells a refusal from an answer', async () => {
    const port = await listen((socket) => {
      socket.on('data', (word) => socket.end(`${word} is not executed because it is not in the whitelist.\n`))
    })
    await expect(fourLetterWord('127.0.0.1', port, 'mntr')).rejects.toMatchObject({
      code: 'forbidden',
      message: `127.0.0.1:${port} does not allow the command mntr`,
    })
  })

  it('asks with the four letters', async () => {
    const port = await listen((socket) => {
      socket.on('data', (word) => socket.end(word.toString() === 'srvr' ? SRVR_38_LEADER : 'what?'))
    })
    expect(await fourLetterWord('127.0.0.1', port, 'srvr')).toBe(SRVR_38_LEADER)
  })

  it('gives up on a server that never answers, one that closes, and one that talks for ever', async () => {
    const silent = await listen((socket) => socket.resume())
    await expect(fourLetterWord('127.0.0.1', silent, 'srvr', { timeoutMs: 100 })).rejects.toMatchObject({
      code: 'timeout',
    })
    server?.close()
    const closing = await listen((socket) => socket.destroy())
    await expect(fourLetterWord('127.0.0.1', closing, 'srvr')).rejects.toMatchObject({ code: 'unreachable' })
    server?.close()
    const endless = await listen((socket) => {
      socket.on('error', () => socket.destroy())
      socket.write(Buffer.alloc(300_000, 'x'))
    })
    await expect(fourLetterWord('127.0.0.1', endless, 'srvr')).rejects.toMatchObject({ code: 'too-large' })
    server?.close()
    await expect(fourLetterWord('127.0.0.1', endless, 'srvr')).rejects.toMatchObject({ code: 'unreachable' })
  })
})
