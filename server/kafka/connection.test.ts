import { once } from 'node:events'
import { type AddressInfo, createServer } from 'node:net'
import { afterEach, describe, expect, it, vi } from 'vitest'
import { VivariumError } from '@/lib/errors'
import { Connection, type ConnectionOptions } from './connection'
import { type Reply, responseFrame, type SeenRequest, scriptedBroker } from './fixtures/scripted-broker'
import { APIS } from './wire/apis'

const cleanUp: (() => unknown)[] = []
afterEach(async () => {
  for (const step of cleanUp.splice(0).reverse()) await step()
})

async function broker(script: (request: SeenRequest) => Reply | undefined) {
  const scripted = await scriptedBroker(script)
  cleanUp.push(() => scripted.close())
  return scripted
}

/** A server that is no broker: sends these bytes on the first it receives. */
async function talker(bytes: Buffer, thenClose = false) {
  const server = createServer((socket) => {
    socket.on('error', () => socket.destroy())
    socket.once('data', () => (thenClose ? socket.end(bytes) : socket.write(bytes)))
  }).listen(0, '127.0.0.1')
  await once(server, 'listening')
  cleanUp.push(() => server.close())
  return { host: '127.0.0.1', port: (server.address() as AddressInfo).port } // a TCP server's address has this form
}

function connect(address: { host: string; port: number }, options: Partial<ConnectionOptions> = {}): Connection {
  const connection = new Connection(address, {
    clientId: 'test',
    tls: null,
    sasl: null,
    stepTimeoutMs: 300,
    log: () => {},
    ...options,
  })
  cleanUp.push(() => connection.close(new VivariumError({ code: 'internal', message: 'end of test' })))
  return connection
}

const wait = { timeoutMs: 1000 }
const draft = { topics: [], allowAutoTopicCreation: false }

describe('Connection', () => {
  it('asks for the versions once, then speaks the highest both know', async () => {
    const { address, seen } = await broker(({ api }) => (api === 'Metadata' ? { clusterId: 'c' } : undefined))
    const connection = connect(address)
    const answers = await Promise.all(Array.from({ length: 20 }, () => connection.request(APIS.metadata, draft, wait)))
    expect(answers.map(({ clusterId }) => clusterId)).toEqual(Array.from({ length: 20 }, () => 'c'))
    expect(seen.filter(({ api }) => api === 'ApiVersions').length).toBe(1)
    expect(new Set(seen.filter(({ api }) => api === 'Metadata').map(({ version }) => version))).toEqual(new Set([12]))
  })

  it('falls back to ApiVersions v0 when v3 is too new for the broker', async () => {
    const { address, seen } = await broker((request) => {
      if (request.api !== 'ApiVersions') return { clusterId: 'old' }
      if (request.version === 3) return responseFrame(request, { errorCode: 35 }, 0)
      return { apiKeys: [{ apiKey: 3, minVersion: 0, maxVersion: 5 }] }
    })
    const connection = connect(address)
    expect((await connection.request(APIS.metadata, draft, wait)).clusterId).toBe('old')
    expect(seen.map(({ api, version }) => `${api} v${version}`)).toEqual([
      'ApiVersions v3',
      'ApiVersions v0',
      'Metadata v5',
    ])
  })

  it('names an API the broker lacks and one whose versions do not meet ours', async () => {
    const apiKeys = [{ apiKey: 2, minVersion: 50, maxVersion: 60 }]
    const { address } = await broker(() => ({ apiKeys }))
    const connection = connect(address)
    await expect(connection.request(APIS.metadata, draft, wait)).rejects.toMatchObject({
      code: 'unsupported',
      message: `Metadata is not available on broker ${connection.address}`,
    })
    await expect(connection.request(APIS.listOffsets, {}, wait)).rejects.toMatchObject({
      code: 'unsupported',
      message: expect.stringContaining('it speaks v50 to v60, we v1 to v9'),
    })
  })

  it('gives up on a broker that takes the connection and says nothing', async () => {
    const { address } = await broker(() => 'silence')
    const connection = connect(address)
    await expect(connection.ready).rejects.toMatchObject({
      code: 'timeout',
      message: `ApiVersions to ${connection.address}: no answer within 300 ms`,
    })
  })

  it('closes when a request times out, and tells all that waited', async () => {
    const { address } = await broker(({ api }) => (api === 'ApiVersions' ? undefined : 'silence'))
    const connection = connect(address)
    await connection.ready
    const patient = connection.request(APIS.metadata, draft, { timeoutMs: 5000 })
    const late = connection.request(APIS.listGroups, {}, { timeoutMs: 1000 })
    await expect(late).rejects.toMatchObject({
      code: 'timeout',
      message: `ListGroups request to ${connection.address}: no answer within 1000 ms`,
    })
    await expect(patient).rejects.toMatchObject({ code: 'timeout', message: expect.stringContaining('ListGroups') })
    expect(await connection.ended).toBe(connection.failure)
  })

  it('does not end the work of others for a caller in a hurry', async () => {
    let release = () => {}
    const held = new Promise<void>((resolve) => {
      release = resolve
    })
    const scripted = await scriptedBroker(({ api }) =>
      api === 'ApiVersions' ? undefined : held.then(() => ({ clusterId: 'slow' })),
    )
    cleanUp.push(() => scripted.close())
    const connection = connect(scripted.address)
    const patient = connection.request(APIS.metadata, draft, { timeoutMs: 5000 })
    await connection.ready
    const hasty = connection.request(APIS.listGroups, {}, { timeoutMs: 50 })
    await expect(hasty).rejects.toMatchObject({ code: 'timeout', message: expect.stringContaining('within 50 ms') })
    release()
    expect((await patient).clusterId).toBe('slow')
  })

  it('leaves a request at once when its signal aborts, and keeps the connection', async () => {
    const { address } = await broker(({ api, body }) => {
      if (api === 'ApiVersions') return undefined
      return body.topics === null ? 'silence' : { clusterId: 'still here' }
    })
    const connection = connect(address)
    const controller = new AbortController()
    const left = connection.request(
      APIS.metadata,
      { topics: null, allowAutoTopicCreation: false },
      { timeoutMs: 5000, signal: controller.signal },
    )
    await connection.ready
    controller.abort(new Error('left the page'))
    await expect(left).rejects.toThrow('left the page')
    expect((await connection.request(APIS.metadata, draft, wait)).clusterId).toBe('still here')
  })

  it.each([
    { what: 'a TLS alert', bytes: Buffer.from('15030300020228', 'hex'), says: 'this port speaks TLS' },
    { what: 'HTTP', bytes: Buffer.from('HTTP/1.1 400 Bad Request\r\n\r\n'), says: 'this port speaks HTTP' },
    { what: 'a length of 2 GiB', bytes: Buffer.from('7fffffff00000001', 'hex'), says: 'announces 2147483647 bytes' },
    { what: 'a negative length', bytes: Buffer.from('ffffffff', 'hex'), says: 'announces -1 bytes' },
    {
      what: 'a foreign correlation id',
      bytes: Buffer.from('0000000400bada55', 'hex'),
      says: 'nobody asked for number 12245589',
    },
    {
      what: 'a body of rubbish',
      bytes: Buffer.from('000000080000000100007fff', 'hex'),
      says: 'not a valid Kafka answer',
    },
  ])('calls $what by its name', async ({ bytes, says }) => {
    const connection = connect(await talker(bytes))
    await expect(connection.ready).rejects.toMatchObject({
      code: 'unreachable',
      message: expect.stringMatching(new RegExp(`^ApiVersions to 127\\.0\\.0\\.1:\\d+: .*${says}`)),
    })
  })

  it('says that the connection was cut in the middle of an answer', async () => {
    const connection = connect(await talker(Buffer.from('000000ff00000001', 'hex'), true))
    await expect(connection.ready).rejects.toMatchObject({
      code: 'unreachable',
      message: expect.stringContaining('closed the connection'),
    })
  })

  it('names TCP where nothing listens, DNS where a name does not resolve, TLS where there is none', async () => {
    const free = await talker(Buffer.alloc(0))
    await cleanUp.pop()?.()
    await expect(connect(free).ready).rejects.toMatchObject({
      code: 'unreachable',
      message: expect.stringMatching(/^TCP to .*ECONNREFUSED/),
    })
    // A label above 63 bytes cannot be asked for: no name server is needed to refuse it.
    await expect(
      connect({ host: `${'x'.repeat(70)}.invalid`, port: 1 }, { stepTimeoutMs: 5000 }).ready,
    ).rejects.toMatchObject({
      code: 'unreachable',
      message: expect.stringMatching(/^DNS to /),
    })
    const plain = await talker(Buffer.from('00000006000000010023', 'hex'))
    await expect(connect(plain, { tls: {} }).ready).rejects.toMatchObject({
      message: expect.stringMatching(/^TLS to /),
    })
  })

  it('takes 64 waiting requests and no more', async () => {
    const { address } = await broker(({ api }) => (api === 'ApiVersions' ? undefined : 'silence'))
    const connection = connect(address)
    await connection.ready
    const waiting = Array.from({ length: 64 }, () => connection.request(APIS.metadata, draft, { timeoutMs: 400 }))
    const settled = Promise.allSettled(waiting)
    await Promise.resolve()
    await expect(connection.request(APIS.metadata, draft, { timeoutMs: 400 })).rejects.toMatchObject({ code: 'busy' })
    expect((await settled).every(({ status }) => status === 'rejected')).toBe(true)
  })

  it('names a broker that throttles it beyond the deadline', async () => {
    const log = vi.fn()
    const { address } = await broker(({ api }) => (api === 'ApiVersions' ? undefined : { throttleTimeMs: 60_000 }))
    const connection = connect(address, { log })
    await connection.request(APIS.metadata, draft, wait)
    await expect(connection.request(APIS.metadata, draft, wait)).rejects.toMatchObject({
      code: 'busy',
      message: expect.stringContaining('throttles this client'),
    })
    expect(log).toHaveBeenCalledWith(expect.stringContaining('for 60000 ms'))
  })
})

describe('Connection with SASL', () => {
  const sasl = { mechanism: 'plain', username: 'ann', password: 'secret' } as const

  it('logs in before it asks for the versions', async () => {
    const { address, seen } = await broker(({ api }) => (api === 'ApiVersions' ? undefined : {}))
    await connect(address, { sasl }).ready
    expect(seen.map(({ api, version }) => `${api} v${version}`)).toEqual([
      'SaslHandshake v1',
      'SaslAuthenticate v1',
      'ApiVersions v3',
    ])
    expect(seen[0]?.body).toEqual({ mechanism: 'PLAIN' })
    expect(String(seen[1]?.body.authBytes)).toBe('\0ann\0secret')
  })

  it('tells a refused mechanism from a refused password', async () => {
    const handshake = await broker(() => ({ errorCode: 33, mechanisms: ['SCRAM-SHA-256'] }))
    await expect(connect(handshake.address, { sasl }).ready).rejects.toMatchObject({
      code: 'unauthenticated',
      message: expect.stringMatching(/^SASL to 127.*does not take PLAIN/),
      hint: 'it offers SCRAM-SHA-256',
    })
    const password = await broker(({ api }) =>
      api === 'SaslHandshake' ? {} : { errorCode: 58, errorMessage: 'Invalid username or password' },
    )
    await expect(connect(password.address, { sasl }).ready).rejects.toMatchObject({
      code: 'unauthenticated',
      message: expect.stringContaining('SASL_AUTHENTICATION_FAILED: Invalid username or password'),
    })
  })

  it('refuses a broker that does not know the password itself', async () => {
    let challenges = 0
    const { address } = await broker(({ api, body }) => {
      if (api === 'SaslHandshake') return {}
      challenges += 1
      if (challenges > 1) return { authBytes: Buffer.from(`v=${Buffer.alloc(32).toString('base64')}`) }
      const nonce = String(body.authBytes).split('r=')[1]
      return { authBytes: Buffer.from(`r=${nonce}server,s=${Buffer.from('salt').toString('base64')},i=4096`) }
    })
    await expect(connect(address, { sasl: { ...sasl, mechanism: 'scram-sha-256' } }).ready).rejects.toMatchObject({
      code: 'unauthenticated',
      message: expect.stringContaining('a signature that does not know the password'),
    })
  })

  it('retires at 85 % of the session, after the last answer is in', async () => {
    let release = () => {}
    const held = new Promise<void>((resolve) => {
      release = resolve
    })
    const scripted = await scriptedBroker(({ api }) => {
      if (api === 'SaslAuthenticate') return { sessionLifetimeMs: 200n }
      if (api === 'SaslHandshake') return {}
      return api === 'ApiVersions' ? undefined : held.then(() => ({ clusterId: 'late' }))
    })
    cleanUp.push(() => scripted.close())
    const connection = connect(scripted.address, { sasl })
    const answer = connection.request(APIS.metadata, draft, { timeoutMs: 5000 })
    await vi.waitFor(() => expect(connection.retired).toBe(true))
    expect(connection.failure).toBeNull()
    release()
    expect((await answer).clusterId).toBe('late')
    expect(connection.failure?.message).toContain('renewed on a new connection')
  })
})
