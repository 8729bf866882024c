import { createServer, type Server } from 'node:http'
import type { AddressInfo } from 'node:net'
import fc from 'fast-check'
import { afterEach, describe, expect, it } from 'vitest'
import { exactNumbers } from './admin-http'
import { adminServer } from './admin-server'
import {
  ADMIN_CONNECTIONS_38,
  ADMIN_DUMP_35,
  ADMIN_MONITOR_35,
  ADMIN_MONITOR_38,
  ADMIN_STATS_35,
  ADMIN_STATS_38,
} from './words/recorded-words.fixture'

let server: Server | undefined

/** Answers every command with this text. */
async function listen(text: string, status = 200): Promise<number> {
  const open = createServer((_, response) => response.writeHead(status).end(text))
  server = open
  await new Promise<void>((resolve) => open.listen(0, '127.0.0.1', resolve))
  return (open.address() as AddressInfo).port // a listening TCP server has an AddressInfo
}

afterEach(() => {
  server?.close()
})

describe('adminServer', () => {
  it('tells what srvr tells', async () => {
    expect(await adminServer.stats('127.0.0.1', await listen(ADMIN_STATS_38))).toEqual({
      version: '3.8.4',
      mode: 'follower',
      zxid: '0x100000022',
      latency: { min: 0, avg: 4.3429, max: 32 },
      connections: 1,
      outstanding: 0,
      nodeCount: 29,
    })
    server?.close()
    expect(await adminServer.stats('127.0.0.1', await listen(ADMIN_STATS_35))).toMatchObject({
      version: '3.5.9',
      zxid: '0x100000023',
    })
  })

  it('tells what mntr tells', async () => {
    expect(await adminServer.monitor('127.0.0.1', await listen(ADMIN_MONITOR_38))).toMatchObject({
      watches: 11,
      ephemerals: 2,
      openFiles: 129,
      uptimeMs: 7_152,
      sessions: 1,
      learners: null,
    })
    server?.close()
    expect(await adminServer.monitor('127.0.0.1', await listen(ADMIN_MONITOR_35))).toMatchObject({
      watches: 11,
      openFiles: 96,
      uptimeMs: null,
    })
  })

  it('keeps every bit of a session id', async () => {
    const [client] = await adminServer.connections('127.0.0.1', await listen(ADMIN_CONNECTIONS_38))
    expect(client).toMatchObject({
      sessionId: '0x100016b1cfd0001',
      address: '127.0.0.1:49698',
      timeoutMs: 6_000,
      lastOperation: 'EXIS',
      establishedAt: 1_795_289_685_161,
      latency: { min: 0, avg: 3, max: 21 },
    })
    server?.close()
    // The server whose id is over 127 gives sessions whose long is negative.
    const high = ADMIN_CONNECTIONS_38.replace('72059153597399041', '-9151314442816847871')
    const [other] = await adminServer.connections('127.0.0.1', await listen(high))
    expect(other?.sessionId).toBe('0x8100000000000001')
  })

  it('tells what dump tells', async () => {
    expect([...(await adminServer.dump('127.0.0.1', await listen(ADMIN_DUMP_35)))]).toEqual([
      ['0x100016b596e0000', ['/kafka/controller', '/kafka/brokers/ids/1']],
    ])
  })

  it.each([
    ['<html>a proxy</html>', 200, 'unsupported'],
    ['{"status": "UP"}', 200, 'unsupported'],
    ['{"command": "dump", "error": null}', 200, 'unsupported'],
    ['{"command": "dump", "error": "This ZooKeeper instance is not currently serving requests"}', 200, 'busy'],
    ['no', 403, 'forbidden'],
  ])('takes %j for no answer', async (text, status, code) => {
    await expect(adminServer.dump('127.0.0.1', await listen(text, status))).rejects.toMatchObject({ code })
  })

  it('says that nobody is there', async () => {
    const port = await listen('')
    server?.close()
    await expect(adminServer.stats('127.0.0.1', port)).rejects.toMatchObject({
      code: 'unreachable',
      message: `the AdminServer at 127.0.0.1:${port} refused the connection`,
    })
  })
})

describe('exactNumbers', () => {
  it('changes nothing but what JSON.parse would bend', () => {
    fc.assert(
      fc.property(fc.json(), (json) => {
        const small = /\d{16}/.test(json) ? '{}' : json
        expect(JSON.parse(exactNumbers(small))).toEqual(JSON.parse(small))
      }),
    )
    expect(
      JSON.parse(exactNumbers('{"a":[9223372036854775807,-9223372036854775808],"b":"1234567890123456789"}')),
    ).toEqual({
      a: ['9223372036854775807', '-9223372036854775808'],
      b: '1234567890123456789',
    })
    expect(JSON.parse(exactNumbers('{"a":4.3428999999999999999,"b":"x \\"1234567890123456789"}'))).toEqual({
      a: 4.3429,
      b: 'x "1234567890123456789',
    })
  })
})
