import { afterEach, describe, expect, it, vi } from 'vitest'
import { ConnectionPool } from './connection-pool'
import { type Reply, type SeenRequest, scriptedBroker } from './fixtures/scripted-broker'
import type { SaslOptions } from './sasl'
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

function pool(sasl: SaslOptions | null = null): ConnectionPool {
  const made = new ConnectionPool({ clientId: 'test', tls: null, sasl, stepTimeoutMs: 300, log: () => {} })
  cleanUp.push(() => made.close())
  return made
}

const wait = { timeoutMs: 1000 }
const draft = { topics: [], allowAutoTopicCreation: false }
const answering = ({ api }: SeenRequest) => (api === 'Metadata' ? { clusterId: 'c' } : undefined)

describe('ConnectionPool', () => {
  it('opens one socket for 20 concurrent cold calls, and one more for another purpose', async () => {
    const scripted = await broker(answering)
    const connections = pool()
    const call = () => connections.request('admin', scripted.address, APIS.metadata, draft, wait)
    await Promise.all(Array.from({ length: 20 }, call))
    expect(scripted.connections).toBe(1)
    await connections.request('browse', scripted.address, APIS.metadata, draft, wait)
    expect(scripted.connections).toBe(2)
  })

  it('remembers what a broker can, also after its connection ended', async () => {
    const scripted = await broker(answering)
    const connections = pool()
    expect(connections.capabilities(scripted.address)).toBeNull()
    await connections.request('admin', scripted.address, APIS.metadata, draft, wait)
    await scripted.close()
    cleanUp.shift()
    expect(connections.capabilities(scripted.address)?.apis.get(3)).toEqual({ min: 0, max: 12 })
  })

  it('lets an address rest after a failure, longer each time, unless the caller is eager', async () => {
    const scripted = await broker(() => 'close')
    const connections = pool()
    const call = () =>
      connections.request('admin', scripted.address, APIS.metadata, draft, wait).catch((error) => error)
    const startedAt = performance.now()
    const first = await call()
    expect(first).toMatchObject({ code: 'unreachable' })
    expect(await call()).toBe(first)
    expect(scripted.connections).toBe(1)
    await vi.waitFor(async () => expect(await call()).not.toBe(first), { timeout: 2000, interval: 20 })
    expect(performance.now() - startedAt).toBeGreaterThanOrEqual(245)
    expect(scripted.connections).toBe(2)
    const second = await call()
    await connections.acquire('admin', scripted.address, true).ready.catch(() => null)
    expect(scripted.connections).toBe(3)
    expect(await call()).not.toBe(second)
    expect(scripted.connections).toBe(3)
  })

  it('sends a request again when its idle connection had died, but only once', async () => {
    const scripted = await broker((request) => {
      if (request.api === 'ApiVersions') return undefined
      return request.body.topics === null ? 'close' : request.connection === 1 ? 'close' : { clusterId: 'again' }
    })
    const connections = pool()
    await connections.acquire('admin', scripted.address).ready
    const answer = await connections.request('admin', scripted.address, APIS.metadata, draft, wait)
    expect(answer.clusterId).toBe('again')
    expect(scripted.connections).toBe(2)
    const all = { topics: null, allowAutoTopicCreation: false }
    await expect(connections.request('admin', scripted.address, APIS.metadata, all, wait)).rejects.toMatchObject({
      code: 'unreachable',
      message: expect.stringContaining('closed the connection'),
    })
    expect(scripted.connections).toBe(3)
  })

  it('renews a login before it ends', async () => {
    const scripted = await broker(({ api }) => {
      if (api === 'SaslHandshake') return {}
      if (api === 'SaslAuthenticate') return { sessionLifetimeMs: 300n }
      return api === 'Metadata' ? { clusterId: 'c' } : undefined
    })
    const connections = pool({ mechanism: 'plain', username: 'ann', password: 'secret' })
    const call = () => connections.request('admin', scripted.address, APIS.metadata, draft, wait)
    await call()
    await vi.waitFor(() => expect(scripted.open).toBe(0), { timeout: 2000, interval: 10 })
    expect((await call()).clusterId).toBe('c')
    expect(scripted.connections).toBe(2)
  })

  it('answers nothing once closed', async () => {
    const scripted = await broker(({ api }) => (api === 'ApiVersions' ? undefined : 'silence'))
    const connections = pool()
    const waiting = connections.request('admin', scripted.address, APIS.metadata, draft, wait)
    await connections.acquire('admin', scripted.address).ready
    connections.close()
    await expect(waiting).rejects.toMatchObject({ message: expect.stringContaining('closed') })
    await expect(connections.request('admin', scripted.address, APIS.metadata, draft, wait)).rejects.toMatchObject({
      message: expect.stringContaining('closed'),
    })
    await vi.waitFor(() => expect(scripted.open).toBe(0))
  })
})
