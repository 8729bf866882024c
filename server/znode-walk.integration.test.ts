import { writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { type Cluster, startCluster } from '@/e2e/cluster/cluster'
import { allowOrDeny, createTopics, type Permission, produce, untilComplete } from '@/e2e/cluster/kafka-admin'
import { kafkaClient } from '@/e2e/cluster/kafkajs-client'
import { until } from '@/e2e/cluster/until'
import { readWithShell } from '@/e2e/cluster/zookeeper-shell'
import { addressOf } from '@/lib/znodes/broker-registration'
import { maskZnode } from '@/lib/znodes/mask'
import { meaningOf } from '@/lib/znodes/meaning-of'
import { ZooKeeperSession } from './zookeeper/session'
import { misread, notUnderstood, type WalkedZnode, walk } from './zookeeper/testing/walked-tree'
import { ZnodeWriter } from './zookeeper/testing/znode-writer'

const SECRET = 'canary-secret'
const PLAIN = `org.apache.kafka.common.security.plain.PlainLoginModule required username="broker" password="${SECRET}" user_broker="${SECRET}" user_ann="${SECRET}";`

/** Slow replication, so that a reassignment stays under way, and with it the deletion that waits for it. */
const SLOW = { 'leader.replication.throttled.replicas': '*', 'follower.replication.throttled.replicas': '*' }

const ann = 'User:ann'
const RULES: Permission[] = [
  { principal: ann, operation: 'READ', on: 'TOPIC', name: 'orders' },
  { principal: ann, operation: 'DESCRIBE', on: 'TOPIC', name: '*' },
  { principal: ann, operation: 'WRITE', on: 'TOPIC', name: 'orders.', prefixed: true },
  { principal: ann, operation: 'READ', on: 'GROUP', name: 'team-app' },
  { principal: ann, operation: 'ALTER', on: 'CLUSTER', name: 'kafka-cluster' },
  { principal: ann, operation: 'WRITE', on: 'TRANSACTIONAL_ID', name: 'tx', prefixed: true },
  { principal: ann, operation: 'DESCRIBE', on: 'DELEGATION_TOKEN', name: 'token' },
]

function startWithSecurity(version: '3.9' | '3.5' | '2.8'): Promise<Cluster> {
  return startCluster({
    version,
    brokers: 2,
    racks: true,
    brokerConfig: {
      listeners: 'PLAINTEXT://127.0.0.1:{port},SASL_PLAINTEXT://127.0.0.1:0',
      'listener.name.sasl_plaintext.sasl.enabled.mechanisms': 'PLAIN',
      'listener.name.sasl_plaintext.plain.sasl.jaas.config': PLAIN,
      'authorizer.class.name': 'kafka.security.authorizer.AclAuthorizer',
      'super.users': 'User:ANONYMOUS;User:broker',
      'password.encoder.secret': SECRET,
      'delegation.token.master.key': SECRET,
      // Frozen brokers keep their sessions while the tree is read.
      'zookeeper.session.timeout.ms': '60000',
    },
  })
}

async function makeTopics(cluster: Cluster): Promise<void> {
  await createTopics(cluster, [
    { name: 'orders', partitions: 12, replicationFactor: 2, config: { 'retention.ms': '3600000' } },
    { name: '__proto__', partitions: 1, replicationFactor: 1 },
    { name: 'moving', assignment: [[1], [1]], config: SLOW },
  ])
  const value = 'x'.repeat(50_000)
  await produce(
    cluster,
    'moving',
    [0, 1].flatMap((partition) => Array.from({ length: 10 }, () => ({ partition, value }))),
  )
  const producer = kafkaClient(cluster.bootstrap).producer({ idempotent: true, allowAutoTopicCreation: false })
  await producer.connect()
  await producer.send({ topic: 'orders', messages: [{ value }] })
  await producer.disconnect()
}

async function makeSettings({ cli }: Cluster): Promise<void> {
  const alter = (config: string, ...entity: string[]) =>
    cli.run('configs', ['--alter', ...entity, '--add-config', config])
  const ann = ['--entity-type', 'users', '--entity-name', 'ann']
  const scram = `SCRAM-SHA-256=[password=${SECRET}],SCRAM-SHA-512=[password=${SECRET}]`
  await alter(scram, ...ann)
  await alter('producer_byte_rate=1048576,request_percentage=50', ...ann)
  await alter('consumer_byte_rate=2048', ...ann, '--entity-type', 'clients', '--entity-name', 'app one')
  await alter('producer_byte_rate=1024', '--entity-type', 'clients', '--entity-default')
  await alter('connection_creation_rate=10', '--entity-type', 'ips', '--entity-name', '127.0.0.9')
  await alter('log.cleaner.threads=2', '--entity-type', 'brokers', '--entity-default')
  const jaas = `listener.name.sasl_plaintext.plain.sasl.jaas.config=[${PLAIN}]`
  await alter(`leader.replication.throttled.rate=1000,${jaas}`, '--entity-type', 'brokers', '--entity-name', '1')
}

async function makeToken(cluster: Cluster, session: ZooKeeperSession): Promise<void> {
  const { data } = await session.get('/brokers/ids/1')
  const endpoints: string[] = JSON.parse(String(data)).endpoints
  const login = addressOf(endpoints.find((endpoint) => endpoint.startsWith('SASL_PLAINTEXT')))
  const settings = join(cluster.directory, 'ann.properties')
  writeFileSync(
    settings,
    'security.protocol=SASL_PLAINTEXT\nsasl.mechanism=PLAIN\n' +
      `sasl.jaas.config=org.apache.kafka.common.security.plain.PlainLoginModule required username="ann" password="${SECRET}";\n`,
  )
  const address = ['--bootstrap-server', `127.0.0.1:${login?.port}`, '--command-config', settings]
  const token = ['--create', '--max-life-time-period', '-1', '--renewer-principal', 'User:bob']
  await cluster.cli.run('delegation-tokens', [...address, ...token])
}

/** Asks for what the controller does slowly or, once its broker is frozen, not at all. */
async function askController(cluster: Cluster, session: ZooKeeperSession, writer: ZnodeWriter): Promise<void> {
  const partitions = [0, 1].map((partition) => ({ topic: 'moving', partition, replicas: [2] }))
  await writer.create('/admin/reassign_partitions', JSON.stringify({ version: 1, partitions }))
  await until('the reassignment under way', async () =>
    String((await session.get('/brokers/topics/moving')).data).includes('"adding_replicas":{"'),
  )
  await writer.create('/admin/delete_topics/moving', null)
  for (const broker of cluster.brokers) broker.freeze()
  const election = { version: 1, partitions: [{ topic: 'orders', partition: 3 }] }
  await writer.create('/admin/preferred_replica_election', JSON.stringify(election))
}

describe.each(['3.9', '3.5', '2.8'] as const)('the tree of Kafka %s', (version) => {
  let cluster: Cluster
  let session: ZooKeeperSession
  let writer: ZnodeWriter
  let nodes: WalkedZnode[]

  beforeAll(async () => {
    cluster = await startWithSecurity(version)
    const connect = cluster.zookeeperConnect ?? ''
    session = new ZooKeeperSession({ connect })
    session.start()
    await until('a session', () => session.state.status === 'live')
    writer = await ZnodeWriter.open(connect)
    await untilComplete(cluster.bootstrap)
    await makeTopics(cluster)
    await allowOrDeny(cluster, RULES)
    await makeSettings(cluster)
    await makeToken(cluster, session)
    await askController(cluster, session, writer)
    nodes = await walk(session)
  }, 400_000)

  afterAll(async () => {
    for (const broker of cluster?.brokers ?? []) broker.thaw()
    writer?.close()
    await session?.close()
    await cluster?.stop()
  })

  it('reads as ZooKeeper shows it: every node, its data, stat and children', async () => {
    const shell = await readWithShell(
      cluster.cli,
      nodes.map(({ path }) => path),
    )
    expect(new Set(nodes.map(({ path }) => path))).toEqual(new Set(shell.paths))
    expect(misread(nodes, shell)).toEqual([])
  })

  it('is understood, node by node', () => {
    expect(notUnderstood(nodes)).toEqual([])
    const said = nodes.map(({ path, text, stat }) => meaningOf({ path, text, stat }).sentence).join('\n')
    expect(said).toContain('lets its holder act as User:ann')
    expect(said).toContain('user ann with client id app one')
    expect(said).toMatch(/\d partitions? (is|are) being reassigned/)
  })

  it('gives away no secret', () => {
    const secrets = nodes.flatMap(({ path, text }) =>
      text === null
        ? []
        : (text.match(/(?<=stored_key=|server_key=|salt=|encryptedPassword:)[^,"]+|(?<="tokenId":")[^"]+/g) ?? []).map(
            (secret) => ({ path, secret }),
          ),
    )
    expect(new Set(secrets.map(({ path }) => path.split('/').slice(1, 3).join('/')))).toEqual(
      new Set(['config/users', 'config/brokers', 'delegation_token/tokens']),
    )
    for (const { path, text, stat } of nodes) {
      const shown = JSON.stringify([maskZnode({ path, text }), meaningOf({ path, text, stat })])
      for (const { secret } of secrets) expect(shown).not.toContain(secret)
      expect(shown).not.toContain(SECRET)
    }
  })

  it("finds ZooKeeper's own nodes understood, too", async () => {
    const root = new ZooKeeperSession({ connect: (cluster.zookeeperConnect ?? '').replace('/kafka', '') })
    root.start()
    try {
      await until('the session without chroot', () => root.state.status === 'live')
      const own = await walk(root, '/zookeeper')
      expect(own.map(({ path }) => path)).toContain('/zookeeper/config')
      expect(
        own.map(({ path, text, stat }) => meaningOf({ path, text, stat })).filter(({ family }) => family === 'unknown'),
      ).toEqual([])
    } finally {
      await root.close()
    }
  })
})
