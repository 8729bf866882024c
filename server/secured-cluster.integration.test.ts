import { mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { certificateAuthority } from '@/e2e/cluster/certificates'
import { type Cluster, startCluster } from '@/e2e/cluster/cluster'
import { freePorts } from '@/e2e/cluster/free-port'
import { allowOrDeny, commitOffsets, createTopics, produce } from '@/e2e/cluster/kafka-admin'
import { until } from '@/e2e/cluster/until'
import { problems } from '@/lib/health/problem'
import { groupRows } from '@/lib/rows/group-row'
import { topicRows } from '@/lib/rows/topic-row'
import type { ClusterInspector } from './cluster-inspector'
import { inspect } from './testing/inspect'

const PASSWORD = 'canary-9f8e7d'

describe.each(['3.9', '4'] as const)('a cluster of Kafka %s with TLS, logins and permissions', (version) => {
  const folder = mkdtempSync(join(tmpdir(), 'vivarium-secured-'))
  const authority = certificateAuthority('Vivarium test authority')
  const inspectors: ClusterInspector[] = []
  let cluster: Cluster
  let ports: { login: number; client: number }

  const file = (name: string, content: string) => {
    const path = join(folder, name)
    writeFileSync(path, content, { mode: 0o600 })
    return path
  }
  const ca = file('ca.pem', authority.certificate)
  const stranger = file('stranger.pem', certificateAuthority('Somebody else').certificate)
  const own = authority.issue('vivarium')
  const login = {
    KAFKA_TLS_ENABLED: 'true',
    KAFKA_TLS_CAFILEPATH: ca,
    KAFKA_SASL_ENABLED: 'true',
    KAFKA_SASL_MECHANISM: 'SCRAM-SHA-512',
    KAFKA_SASL_USERNAME: 'watcher',
    KAFKA_SASL_PASSWORD: PASSWORD,
  }

  /** Looks at the cluster with these settings; ZooKeeper names the brokers where there is one. */
  function inspectBy(env: Record<string, string | undefined>, port: number): ClusterInspector {
    const where = cluster.zookeeperConnect ? { ZOOKEEPER_CONNECT: cluster.zookeeperConnect } : {}
    const inspector = inspect({ ...where, KAFKA_BROKERS: `127.0.0.1:${port}`, ...env })
    inspectors.push(inspector)
    return inspector
  }

  const credentials = (value: string) =>
    cluster.cli.run('configs', ['--alter', '--add-config', value, '--entity-type', 'users', '--entity-name', 'watcher'])

  beforeAll(async () => {
    const [first = 0, second = 0, controller = 0] = await freePorts(3)
    ports = { login: first, client: second }
    const broker = authority.issue('broker')
    const kraft = version === '4'
    const outside = `PLAINTEXT://127.0.0.1:{port},SASL_SSL://127.0.0.1:${first},SSL://127.0.0.1:${second}`
    cluster = await startCluster({
      version,
      brokers: 1,
      brokerConfig: {
        listeners: kraft ? `${outside},CONTROLLER://127.0.0.1:${controller}` : outside,
        'advertised.listeners': outside,
        ...(kraft
          ? {
              'controller.quorum.voters': `1@127.0.0.1:${controller}`,
              'listener.security.protocol.map': 'PLAINTEXT:PLAINTEXT,SASL_SSL:SASL_SSL,SSL:SSL,CONTROLLER:PLAINTEXT',
            }
          : {}),
        'listener.name.sasl_ssl.sasl.enabled.mechanisms': 'SCRAM-SHA-512',
        'listener.name.sasl_ssl.scram-sha-512.sasl.jaas.config':
          'org.apache.kafka.common.security.scram.ScramLoginModule required;',
        'listener.name.sasl_ssl.connections.max.reauth.ms': '3000',
        'listener.name.ssl.ssl.client.auth': 'required',
        'ssl.keystore.type': 'PEM',
        'ssl.keystore.location': file('broker.pem', `${broker.key}${broker.certificate}`),
        'ssl.truststore.type': 'PEM',
        'ssl.truststore.location': ca,
        'authorizer.class.name': kraft
          ? 'org.apache.kafka.metadata.authorizer.StandardAuthorizer'
          : 'kafka.security.authorizer.AclAuthorizer',
        'super.users': 'User:ANONYMOUS',
      },
    })
    await createTopics(cluster, [{ name: 'open', partitions: 2 }, { name: 'secret' }])
    await produce(cluster, 'open', [{ value: 'one', partition: 0 }])
    await commitOffsets(cluster, 'readers', 'open', [0, 0])
    await commitOffsets(cluster, 'hidden', 'open', [0, 0])
    await credentials(`SCRAM-SHA-512=[iterations=4096,password=${PASSWORD}]`)
    const watcher = 'User:watcher'
    await allowOrDeny(cluster, [
      { principal: watcher, operation: 'DESCRIBE', on: 'TOPIC', name: '*' },
      { principal: watcher, operation: 'DESCRIBE_CONFIGS', on: 'TOPIC', name: '*' },
      { principal: watcher, operation: 'DESCRIBE', on: 'GROUP', name: '*' },
      { principal: watcher, operation: 'DESCRIBE', on: 'CLUSTER', name: 'kafka-cluster' },
      { principal: watcher, operation: 'DESCRIBE', on: 'TOPIC', name: 'secret', deny: true },
      { principal: watcher, operation: 'DESCRIBE_CONFIGS', on: 'TOPIC', name: 'secret', deny: true },
      { principal: watcher, operation: 'DESCRIBE', on: 'GROUP', name: 'hidden', deny: true },
      { principal: 'User:CN=vivarium', operation: 'DESCRIBE', on: 'TOPIC', name: 'open' },
    ])
  })

  afterAll(async () => {
    await Promise.all(inspectors.map((one) => one.stop()))
    await cluster?.stop()
    rmSync(folder, { recursive: true, force: true })
  })

  it('logs in over TLS, shows what it may see, and says what it may not', async () => {
    const inspector = inspectBy(login, ports.login)
    const row = (name: string) => topicRows(inspector.model()).find((one) => one.name === name)
    const settingsOf = (name: string) => inspector.model().topicSettings.get(name)
    await until(
      'the numbers of the open topic',
      () => row('open')?.messages === '1' && settingsOf('open') !== undefined,
    )
    expect(row('open')).toMatchObject({ status: 'in-sync', messagesKnown: 2 })
    expect(settingsOf('open')).toMatchObject({ retentionMs: '604800000', error: null })
    expect((await inspector.topicConfig('open')).error).toBeNull()
    if (cluster.zookeeperConnect) {
      // ZooKeeper tells of a topic that the brokers keep from us.
      await until('the refusal', () => settingsOf('secret') !== undefined)
      expect(row('secret')).toMatchObject({ status: 'in-sync', partitions: 1, messages: null })
      expect(row('secret')?.messagesReason).toMatch(/not authorised for this topic/)
      expect(settingsOf('secret')?.error).toMatch(/not authorised for this topic/)
    } else expect(row('secret')).toBeUndefined()
    expect(await inspector.topicConfig('secret')).toEqual({ entries: null, error: 'not authorised for this topic' })
    const group = (id: string) => groupRows(inspector.model()).find((one) => one.id === id)
    await until('both groups', () => group('readers')?.lag === '1' && group('hidden')?.status === 'denied')
    expect(group('readers')).toMatchObject({ status: 'unread', lagKnown: { partitions: 2, of: 2 } })
    expect(group('hidden')).toMatchObject({ lag: null, members: null })
    expect(group('hidden')?.why).toMatch(/not authorised to describe group hidden/)
    expect(await inspector.brokerConfig(1)).toEqual({ entries: null, error: 'not authorised on the cluster' })
    // Who may describe topics may not read them: groups are polled then.
    const followed = () => inspector.model().source.get('offsets-topic')
    await until('the refusal to be followed', () => followed()?.status === 'absent')
    expect(followed()?.reason).toMatch(/TOPIC_AUTHORIZATION_FAILED.*READ on TOPIC __consumer_offsets needed/)
    await until('the progress of the group', () => inspector.model().groupProgress.get('readers')?.etaReason)
    expect(inspector.model().groupProgress.get('readers')?.lastCommitReason).toMatch(/polling only/)
    const others = [...inspector.model().source.values()].filter(({ name }) => name !== 'offsets-topic')
    expect(new Set(others.map(({ status }) => status))).toEqual(new Set(['live']))
  })

  it('knows itself by a client certificate alone, and takes a missing permission for no fault of the cluster', async () => {
    const cert = {
      KAFKA_TLS_CERTFILEPATH: file('own.pem', own.certificate),
      KAFKA_TLS_KEYFILEPATH: file('own.key', own.key),
    }
    const inspector = inspectBy({ KAFKA_TLS_ENABLED: 'true', KAFKA_TLS_CAFILEPATH: ca, ...cert }, ports.client)
    const sources = () => inspector.model().source
    await until('the open topic', () => topicRows(inspector.model()).some((row) => row.messages === '1'))
    await until('the refusal', () => sources().get('log-dirs')?.status === 'absent')
    expect(sources().get('log-dirs')?.reason).toBe(
      '1 of 1 brokers: not authorised on the cluster: DescribeLogDirs was refused (CLUSTER_AUTHORIZATION_FAILED)',
    )
    expect(problems(inspector.model()).map(({ kind }) => kind)).toEqual([])
  })

  it.each([
    {
      how: 'without a client certificate',
      listener: 'client',
      env: { KAFKA_TLS_ENABLED: 'true', KAFKA_TLS_CAFILEPATH: ca },
      reason: /TLS to 127\.0\.0\.1:\d+: the broker refused our certificate, or that we have none/,
    },
    {
      how: 'with a wrong password',
      listener: 'login',
      env: { ...login, KAFKA_SASL_PASSWORD: 'wrong' },
      reason: /SASL to 127\.0\.0\.1:\d+: SASL_AUTHENTICATION_FAILED/,
    },
    {
      how: 'with an authority that did not sign the broker',
      listener: 'login',
      env: { ...login, KAFKA_TLS_CAFILEPATH: stranger },
      reason: /TLS to 127\.0\.0\.1:\d+: unable to verify the first certificate/,
    },
    {
      how: 'without TLS',
      listener: 'login',
      env: { ...login, KAFKA_TLS_ENABLED: 'false', KAFKA_TLS_CAFILEPATH: undefined },
      reason: /SASL to 127\.0\.0\.1:\d+: this port speaks TLS/,
    },
  ] as const)('names the step that fails $how', async ({ listener, env, reason }) => {
    const inspector = inspectBy(env, ports[listener])
    const said = () => inspector.model().source.get('metadata')?.reason ?? ''
    await until('the reason', () => said() !== '')
    expect(said()).toMatch(reason)
    expect(JSON.stringify([...inspector.model().source])).not.toContain(PASSWORD)
  })

  // One version tells: it is our connection that is tested, and each change of a password takes a tool some seconds.
  if (version === '4') return
  it('says when its login is refused in the middle of its life, and returns when it is granted again', async () => {
    const inspector = inspectBy(login, ports.login)
    const status = () => inspector.model().source.get('metadata')?.status
    await until('the first answer', () => status() === 'live')
    await credentials('SCRAM-SHA-512=[iterations=4096,password=changed]')
    await until('the refusal', () => status() === 'down', 30_000)
    expect(inspector.model().source.get('metadata')?.reason).toMatch(/SASL_AUTHENTICATION_FAILED/)
    expect(topicRows(inspector.model()).map(({ name }) => name)).toContain('open')
    await credentials(`SCRAM-SHA-512=[iterations=4096,password=${PASSWORD}]`)
    await until('the next answer', () => status() === 'live', 30_000)
  })
})
