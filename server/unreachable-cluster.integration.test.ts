import { once } from 'node:events'
import { type AddressInfo, createServer, type Server, type Socket } from 'node:net'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { type Cluster, startCluster } from '@/e2e/cluster/cluster'
import { freePorts } from '@/e2e/cluster/free-port'
import { until } from '@/e2e/cluster/until'
import { brokerRows } from '@/lib/rows/broker-row'
import type { ClusterInspector } from './cluster-inspector'
import { inspect } from './testing/inspect'

const inspectors: ClusterInspector[] = []

function stoppedAtTheEnd(env: Record<string, string>): ClusterInspector {
  const inspector = inspect(env)
  inspectors.push(inspector)
  return inspector
}

/** Why a source could not be read. */
async function reason(env: Record<string, string>, source: string): Promise<string> {
  const inspector = stoppedAtTheEnd(env)
  const said = () => inspector.model().source.get(source)?.reason ?? ''
  await until('a reason', () => said() !== '' && !said().startsWith('connecting'))
  return said()
}

/** Something that listens and is no broker. */
async function impostor(onSocket: (socket: Socket) => void): Promise<{ server: Server; address: string }> {
  const server = createServer((socket) => {
    socket.on('error', () => {})
    onSocket(socket)
  }).listen(0, '127.0.0.1')
  await once(server, 'listening')
  // It listens on a port, so its address is no pipe's name.
  return { server, address: `127.0.0.1:${(server.address() as AddressInfo).port}` }
}

describe('a cluster that cannot be reached', () => {
  const servers: Server[] = []
  let closed: string
  let silent: string
  let web: string

  beforeAll(async () => {
    closed = `127.0.0.1:${(await freePorts(1))[0]}`
    const mute = await impostor(() => {})
    const page = await impostor((socket) => {
      socket.on('data', () => socket.end('HTTP/1.1 400 Bad Request\r\nConnection: close\r\n\r\n'))
    })
    servers.push(mute.server, page.server)
    silent = mute.address
    web = page.address
  })
  afterAll(async () => {
    await Promise.all(inspectors.map((one) => one.stop()))
    for (const server of servers) server.close()
  })

  it('names the step to the brokers that fails', async () => {
    const said = (KAFKA_BROKERS: string) => reason({ KAFKA_BROKERS }, 'metadata')
    const none = 'no broker answered Metadata'
    expect(await Promise.all(['nowhere.invalid:9092', closed, silent, web].map(said))).toEqual([
      expect.stringMatching(/: DNS to nowhere\.invalid:9092: the name (does not resolve|server does not answer)/),
      `${none}: TCP to ${closed}: nothing listens there (ECONNREFUSED)`,
      `${none}: ApiVersions to ${silent}: no answer within 3000 ms`,
      `${none}: ApiVersions to ${web}: this port speaks HTTP, not Kafka`,
    ])
  })

  it('names the step to ZooKeeper that fails', async () => {
    const said = (ZOOKEEPER_CONNECT: string) => reason({ ZOOKEEPER_CONNECT }, 'zookeeper')
    expect(await Promise.all(['nowhere.invalid:2181', closed, silent, web].map(said))).toEqual([
      'The host name of nowhere.invalid:2181 is not known',
      `${closed} refused the connection`,
      `${silent} accepted the connection and did not answer within 2 s`,
      expect.stringContaining(`${web} sent something that is not ZooKeeper's protocol`),
    ])
  })
})

describe('a broker that advertises an address nobody listens on', () => {
  let cluster: Cluster
  let wrong: string
  let bootstrap: string

  beforeAll(async () => {
    const [unused = 0, outside = 0] = await freePorts(2)
    wrong = `127.0.0.1:${unused}`
    bootstrap = `127.0.0.1:${outside}`
    cluster = await startCluster({
      brokers: 1,
      brokerConfig: {
        listeners: `INTERNAL://127.0.0.1:{port},PLAINTEXT://${bootstrap}`,
        'advertised.listeners': `INTERNAL://127.0.0.1:{port},PLAINTEXT://${wrong}`,
        'listener.security.protocol.map': 'INTERNAL:PLAINTEXT,PLAINTEXT:PLAINTEXT',
        'inter.broker.listener.name': 'INTERNAL',
      },
    })
  })
  afterAll(() => cluster?.stop())

  it('is named with that address, whichever way it was found', async () => {
    const brokers = { KAFKA_BROKERS: bootstrap }
    const words = await Promise.all(
      [brokers, { ...brokers, ZOOKEEPER_CONNECT: cluster.zookeeperConnect ?? '' }].map(async (env) => {
        const inspector = stoppedAtTheEnd(env)
        const row = () => brokerRows(inspector.model())[0]
        await until('the silence', () => row()?.state === 'not-answering')
        return row()?.stateReason ?? ''
      }),
    )
    for (const said of words) {
      expect(said).toContain(`broker 1 advertises ${wrong}, which`)
      expect(said).toContain('nothing listens there (ECONNREFUSED)')
    }
  })
})
