import { afterEach, describe, expect, it } from 'vitest'
import { KafkaClient } from './client'
import { type Reply, type SeenRequest, scriptedBroker } from './fixtures/scripted-broker'

const cleanUp: (() => unknown)[] = []
afterEach(async () => {
  for (const step of cleanUp.splice(0).reverse()) await step()
})

async function broker(script: (request: SeenRequest, port: number) => Reply | undefined) {
  const scripted = await scriptedBroker(script)
  cleanUp.push(() => scripted.close())
  return scripted
}

function client(bootstrap: string[], log: (line: string) => void = () => {}): KafkaClient {
  const made = new KafkaClient({ bootstrap, log })
  cleanUp.push(() => made.close())
  return made
}

/** A cluster whose broker 1 is the one that answers, broker 2 the given address. */
const twoBrokers = (port: number, second: { host: string; port: number }) => ({
  clusterId: 'c',
  controllerId: 1,
  brokers: [
    { nodeId: 1, host: '127.0.0.1', port },
    { nodeId: 2, ...second },
  ],
})

async function closedPort(): Promise<number> {
  const scripted = await scriptedBroker(() => 'close')
  await scripted.close()
  return scripted.port
}

describe('KafkaClient', () => {
  it('goes past a dead bootstrap address and a frozen one', async () => {
    const frozen = await broker(() => 'silence')
    const well = await broker(({ api }) => (api === 'Metadata' ? { clusterId: 'well' } : undefined))
    const kafka = client([`127.0.0.1:${await closedPort()}`, `127.0.0.1:${frozen.port}`, `127.0.0.1:${well.port}`])
    const startedAt = performance.now()
    expect((await kafka.metadata(null)).clusterId).toBe('well')
    expect(performance.now() - startedAt).toBeLessThan(2500)
    const frozenConnections = frozen.connections
    expect((await kafka.metadata(null)).clusterId).toBe('well')
    expect(frozen.connections).toBe(frozenConnections)
  })

  it('says why each address did not answer when none does', async () => {
    const [first, second] = [await closedPort(), await closedPort()]
    await expect(client([`127.0.0.1:${first}`, `127.0.0.1:${second}`]).metadata(null)).rejects.toMatchObject({
      code: 'unreachable',
      message: expect.stringMatching(new RegExp(`no broker answered Metadata: .*:${first}.*ECONNREFUSED.*:${second}`)),
    })
    await expect(client([]).metadata(null)).rejects.toMatchObject({ message: 'no broker address is known' })
    expect(() => client(['localhost'])).toThrow('"localhost" is not a broker address')
  })

  it('names the advertised address that does not answer, and the one that does', async () => {
    const wrong = { host: '127.0.0.1', port: await closedPort() }
    const scripted = await broker(({ api }, port) => (api === 'Metadata' ? twoBrokers(port, wrong) : undefined))
    const kafka = client([`127.0.0.1:${scripted.port}`])
    await kafka.metadata([])
    await expect(kafka.probe(2)).rejects.toMatchObject({
      code: 'unreachable',
      message: expect.stringContaining(
        `broker 2 advertises 127.0.0.1:${wrong.port}, which cannot be reached from here, while 127.0.0.1:${scripted.port} answers`,
      ),
      hint: expect.stringContaining('advertised.listeners'),
    })
    const offsets = await kafka.listOffsets([{ topic: 't', partition: 0, leader: 2 }], 'latest')
    expect(offsets.get('t/0')).toMatchObject({
      error: { name: 'NETWORK_EXCEPTION', message: expect.stringContaining('broker 2 advertises') },
    })
  })

  it('gives each partition its own offset or error', async () => {
    const scripted = await broker(({ api }, port) => {
      if (api === 'Metadata') return twoBrokers(port, { host: '127.0.0.1', port: 1 })
      if (api !== 'ListOffsets') return undefined
      const partitions = [
        { partitionIndex: 0, offset: 2n ** 62n, leaderEpoch: 4 },
        { partitionIndex: 1, errorCode: 29 },
      ]
      return { topics: [{ name: 't', partitions }] }
    })
    const kafka = client([`127.0.0.1:${scripted.port}`])
    await kafka.metadata([])
    const asked = [0, 1, 2, 0].map((partition) => ({ topic: 't', partition, leader: 1 }))
    const offsets = await kafka.listOffsets([...asked, { topic: 't', partition: 3, leader: 9 }], 'earliest')
    expect(Object.fromEntries(offsets)).toEqual({
      't/0': { offset: 2n ** 62n, leaderEpoch: 4 },
      't/1': { error: { code: 29, name: 'TOPIC_AUTHORIZATION_FAILED', message: 'not authorised for this topic' } },
      't/2': { error: { code: -1, name: 'UNKNOWN_SERVER_ERROR', message: 'the broker left this partition out' } },
      't/3': { error: expect.objectContaining({ name: 'BROKER_NOT_AVAILABLE' }) },
    })
    const sent = scripted.seen.filter(({ api }) => api === 'ListOffsets')
    expect(sent.map(({ body }) => body.topics)).toEqual([
      [
        {
          name: 't',
          partitions: [0, 1, 2].map((partitionIndex) => expect.objectContaining({ partitionIndex, timestamp: -2n })),
        },
      ],
    ])
  })

  it('looks for the controller again when the one it knew is not', async () => {
    let controller = 1
    const script =
      (id: number) =>
      ({ api }: SeenRequest): Reply | undefined => {
        if (api === 'Metadata') {
          const answer = { ...twoBrokers(first.port, second.address), controllerId: controller }
          controller = 2
          return answer
        }
        if (api !== 'ListPartitionReassignments') return undefined
        if (id !== 2 || controllerAsked < 2) {
          controllerAsked += 1
          return { errorCode: 41 }
        }
        return { topics: [{ name: 't', partitions: [{ partitionIndex: 3, replicas: [1, 2], addingReplicas: [2] }] }] }
      }
    let controllerAsked = 0
    const first = await broker(script(1))
    const second = await broker(script(2))
    const kafka = client([`127.0.0.1:${first.port}`])
    await kafka.metadata([])
    expect(await kafka.listPartitionReassignments()).toEqual([
      { topic: 't', partition: 3, replicas: [1, 2], adding: [2], removing: [] },
    ])
  })

  it('names the error of an answer as a whole', async () => {
    const scripted = await broker(({ api }, port) => {
      if (api === 'Metadata') return twoBrokers(port, { host: '127.0.0.1', port: 1 })
      return api === 'DescribeLogDirs' ? { errorCode: 31 } : undefined
    })
    const kafka = client([`127.0.0.1:${scripted.port}`])
    await kafka.metadata([])
    await expect(kafka.describeLogDirs(1)).rejects.toMatchObject({
      code: 'forbidden',
      message: 'not authorised on the cluster: DescribeLogDirs was refused (CLUSTER_AUTHORIZATION_FAILED)',
    })
  })

  it('answers null for an API no broker has', async () => {
    const scripted = await broker(({ api }) =>
      api === 'ApiVersions' ? { apiKeys: [{ apiKey: 3, minVersion: 0, maxVersion: 8 }] } : { clusterId: 'old' },
    )
    const kafka = client([`127.0.0.1:${scripted.port}`])
    expect(await kafka.describeQuorum()).toBeNull()
    expect(await kafka.describeCluster()).toBeNull()
  })

  it('ends a call at its signal', async () => {
    const frozen = await broker(() => 'silence')
    const controller = new AbortController()
    const call = client([`127.0.0.1:${frozen.port}`]).metadata(null, { signal: controller.signal })
    controller.abort(new Error('stopping'))
    await expect(call).rejects.toThrow('stopping')
  })
})
