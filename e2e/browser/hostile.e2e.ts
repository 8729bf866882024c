import { readFileSync } from 'node:fs'
import { request as rawRequest } from 'node:http'
import { connect } from 'node:net'
import { expect, test } from './stage'

/** One GET exactly as written, which fetch would tidy up. */
function raw(
  url: string,
  path: string,
  headers: Record<string, string> = {},
): Promise<{ status: number; body: string; type: string }> {
  const { hostname, port } = new URL(url)
  return new Promise((resolve, reject) => {
    const request = rawRequest(
      { hostname, port, path, headers, setHost: headers['Host'] === undefined },
      (response) => {
        let body = ''
        response.setEncoding('utf8')
        response.on('data', (chunk: string) => {
          body += chunk
        })
        response.on('end', () =>
          resolve({ status: response.statusCode ?? 0, body, type: response.headers['content-type'] ?? '' }),
        )
      },
    )
    request.on('error', reject)
    request.end()
  })
}

const NAMES = [
  '..',
  '%2e%2e',
  '..%2f..',
  'a%2Fb',
  '%00',
  '%E0%A4%A',
  '<img src=x onerror=alert(1)>',
  '"><script>',
  'ümlaut',
  '😀',
  'a'.repeat(250),
  'constructor',
  'a b',
]

test('hostile names in page addresses and queries never cause a server error and are never reflected as markup', async ({
  stage,
}) => {
  for (const name of NAMES) {
    const encoded = /%/.test(name) ? name : encodeURIComponent(name)
    for (const path of [
      `/clusters/default/topics/${encoded}`,
      `/clusters/default/topics/${encoded}/partitions/0`,
      `/clusters/default/brokers/${encoded}`,
      `/clusters/${encoded}`,
      `/api/v1/clusters/default/topic?name=${encoded}`,
      `/api/v1/clusters/default/partition?topic=${encoded}&partition=0`,
      `/api/v1/clusters/${encoded}/topics`,
      `/clusters/default/groups/${encoded}`,
      `/clusters/default/groups/${encoded}/members`,
      `/clusters/default/zookeeper?path=/${encoded}`,
      `/clusters/default/events?subject=${encoded}`,
      `/api/v1/clusters/default/group?id=${encoded}`,
      `/api/v1/clusters/default/znode?path=/${encoded}`,
      `/api/v1/clusters/default/znode?path=${encoded}`,
      `/api/v1/clusters/default/znode/stream?path=${encoded}`,
    ]) {
      const { status, body, type } = await raw(stage.server.url, path)
      expect(status, path).toBeLessThan(500)
      // JSON is no markup to a browser that is told not to guess.
      if (type.startsWith('application/json')) continue
      expect(body, path).not.toContain('<img src=x')
      expect(body, path).not.toContain('"><script>')
    }
  }
})

test('bad queries are refused by name', async ({ stage }) => {
  for (const [path, field] of [
    ['/api/v1/clusters/default/partitions?preset=nope', 'preset'],
    ['/api/v1/clusters/default/topics?limit=0', 'limit'],
    ['/api/v1/clusters/default/topics?limit=1000000000', 'limit'],
    ['/api/v1/clusters/default/topics?cursor=tampered', 'cursor'],
    ['/api/v1/clusters/default/topics?nonsense=1', 'nonsense'],
    ['/api/v1/clusters/default/topic?name=..', 'name'],
    ['/api/v1/clusters/default/partition?topic=orders&partition=1e9', 'partition'],
    ['/api/v1/clusters/default/broker?id=one', 'id'],
    ['/api/v1/clusters/default/stream?since=rubbish', 'since'],
    ['/api/v1/clusters/default/znode?path=a', 'path'],
    ['/api/v1/clusters/default/znode?path=/a/', 'path'],
    ['/api/v1/clusters/default/znode?path=//a', 'path'],
    ['/api/v1/clusters/default/znode?path=/a/../b', 'path'],
    ['/api/v1/clusters/default/znode?path=/%01', 'path'],
    ['/api/v1/clusters/default/znode?path=/&limit=0', 'limit'],
    ['/api/v1/clusters/default/groups?state=nope', 'state'],
    ['/api/v1/clusters/default/events?kind=nope', 'kind'],
    ['/api/v1/clusters/default/events?subject=nope', 'subject'],
    ['/api/v1/clusters/default/ensemble?nonsense=1', 'nonsense'],
  ] as const) {
    const { status, body } = await raw(stage.server.url, path)
    expect(status, path).toBe(400)
    expect(JSON.parse(body).error, path).toMatchObject({ code: 'invalid', field, requestId: expect.any(String) })
  }
})

test('a foreign host, forged routing headers and forbidden features are refused', async ({ stage }) => {
  expect((await raw(stage.server.url, '/clusters/default', { Host: 'evil.test' })).status).toBe(421)
  expect((await raw(stage.server.url, '/api/v1/clusters', { Host: 'evil.test' })).status).toBe(421)
  const bypass = await raw(stage.server.url, '/clusters/default', {
    Host: 'evil.test',
    'x-middleware-subrequest': 'proxy:proxy:proxy:proxy:proxy',
  })
  expect(bypass.status).toBe(421)
  expect((await raw(stage.server.url, '/_next/image?url=%2Ficon.svg&w=64&q=75')).status).toBeGreaterThanOrEqual(400)
  const action = await fetch(`${stage.server.url}/clusters/default`, {
    method: 'POST',
    headers: { 'Next-Action': 'x' },
    body: 'x',
  })
  expect(action.status).toBeGreaterThanOrEqual(400)
  expect(action.status).toBeLessThan(500)
  const put = await fetch(`${stage.server.url}/api/v1/clusters`, { method: 'POST', body: '{}' })
  expect(put.status).toBe(405)
})

/** Resident memory of a process, MiB. */
function residentMb(pid: number): number {
  const pages = Number(readFileSync(`/proc/${pid}/statm`, 'utf8').split(' ')[1])
  return (pages * 4_096) / 2 ** 20
}

/** The first line a server answers to what is written to it, piece by piece until it hangs up or `most` bytes are sent. */
function sendUntilRefused(
  url: string,
  head: string,
  piece: Buffer,
  most: number,
): Promise<{ line: string; sent: number }> {
  const { hostname, port } = new URL(url)
  return new Promise((resolve) => {
    let answer = ''
    let sent = 0
    const socket = connect(Number(port), hostname, () => {
      socket.write(head)
      pump()
    })
    const pump = () => {
      if (socket.destroyed || sent >= most) return
      sent += piece.length
      // Between two pieces an answer is given the time to arrive.
      socket.write(piece, () => setImmediate(pump))
    }
    socket.on('data', (data) => {
      answer += data.toString('latin1')
    })
    socket.on('error', () => {})
    socket.on('close', () => resolve({ line: answer.split('\r\n', 1)[0] ?? '', sent }))
  })
}

test('bodies and headers without end are refused at once, and cost no memory', async ({ stage }) => {
  const { url, pid } = stage.server
  const { host } = new URL(url)
  const mebibyte = Buffer.alloc(2 ** 20, 'a')
  const before = residentMb(pid)
  for (const path of ['/api/v1/clusters', '/clusters/default', '/api/v1/clusters/default/snapshot']) {
    const declared = `POST ${path} HTTP/1.1\r\nHost: ${host}\r\nContent-Length: ${300 * 2 ** 20}\r\n\r\n`
    const large = await sendUntilRefused(url, declared, mebibyte, 300 * 2 ** 20)
    expect(large.line, path).toContain(' 413 ')
    expect(large.sent, path).toBeLessThan(100 * 2 ** 20)
    const chunked = `PUT ${path} HTTP/1.1\r\nHost: ${host}\r\nTransfer-Encoding: chunked\r\n\r\n`
    const chunk = Buffer.concat([Buffer.from('100000\r\n'), mebibyte, Buffer.from('\r\n')])
    const endless = await sendUntilRefused(url, chunked, chunk, 300 * 2 ** 20)
    expect(endless.line, path).toContain(' 405 ')
    const header = await sendUntilRefused(
      url,
      `GET ${path} HTTP/1.1\r\nHost: ${host}\r\nx: `,
      Buffer.alloc(4_096, 'a'),
      2 ** 20,
    )
    expect(header.line, path).toContain(' 431 ')
  }
  expect(residentMb(pid) - before).toBeLessThan(60)
})
