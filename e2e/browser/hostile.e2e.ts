import { request as rawRequest } from 'node:http'
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
