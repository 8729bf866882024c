import { join } from 'node:path'
import { format, inspect } from 'node:util'
import { describe, expect, it } from 'vitest'
import { loadConfig } from '@/server/config'
import { CANARY, directory, file, load, problemsOf } from '@/server/config/config.fixture'
import { printable } from '@/server/config/printable'
import type { Variables } from '@/server/config/variable-names'

describe('the short form', () => {
  it('needs ZooKeeper alone, and fills in ports and defaults', () => {
    expect(load({ ZOOKEEPER_CONNECT: 'zk1, zk2:2182 ,[::1]:2183/kafka/' })).toEqual({
      host: '127.0.0.1',
      port: 8080,
      dataDirectory: join(directory, '.vivarium'),
      allowedHosts: ['localhost:8080', '127.0.0.1:8080', '[::1]:8080'],
      metrics: { names: ['kafka_exporter', 'kafka-lag-exporter'], partitions: true },
      clusters: [
        {
          id: 'default',
          name: 'default',
          environment: null,
          color: null,
          zookeeper: { connect: 'zk1:2181,zk2:2182,[::1]:2183/kafka', auth: [], adminPorts: [] },
          kafka: { brokers: [], tls: null, sasl: null },
        },
      ],
    })
  })

  it.each(['KAFKA_BROKERS', 'KAFKA_BROKERCONNECT', 'KAFKA_BOOTSTRAP_SERVERS'])('needs %s alone for KRaft', (name) => {
    const [cluster] = load({ [name]: 'a:9092,b:9093' }).clusters
    expect(cluster?.zookeeper).toBeNull()
    expect(cluster?.kafka.brokers).toEqual(['a:9092', 'b:9093'])
  })

  it('takes ports of AdminServers, one for all or one for each server', () => {
    const ports = (port: string) =>
      load({ ZOOKEEPER_CONNECT: 'zk1,zk2/kafka', ZOOKEEPER_ADMIN_PORT: port }).clusters[0]?.zookeeper?.adminPorts
    expect(ports('8080')).toEqual([8080, 8080])
    expect(ports('8081, 8082')).toEqual([8081, 8082])
    const wrong = (port: string) => problemsOf({ ZOOKEEPER_CONNECT: 'zk1,zk2', ZOOKEEPER_ADMIN_PORT: port })
    expect(wrong('8081,8082,8083')).toMatch(/ZOOKEEPER_ADMIN_PORT: has 3 ports for 2 servers/)
    expect(wrong('http')).toMatch(/ZOOKEEPER_ADMIN_PORT: is no port/)
    expect(problemsOf({ KAFKA_BROKERS: 'a:1', ZOOKEEPER_ADMIN_PORT: '8080' })).toMatch(/this cluster has no ZooKeeper/)
    const yaml = (value: string) =>
      load({
        CONFIG_FILE: file('admin.yaml', `clusters: [{name: a, zookeeper: 'zk1,zk2', zookeeperAdminPort: ${value}}]`),
      })
    expect(yaml('8080').clusters[0]?.zookeeper?.adminPorts).toEqual([8080, 8080])
    expect(yaml('[8081, 8082]').clusters[0]?.zookeeper?.adminPorts).toEqual([8081, 8082])
  })

  it('takes TLS, SASL and a ZooKeeper login', () => {
    const [cluster] = load({
      ZK_HOSTS: 'zk:2181',
      KAFKA_TLS_ENABLED: 'true',
      KAFKA_TLS_CAFILEPATH: file('ca.pem', 'ca', 0o644),
      KAFKA_SASL_MECHANISM: 'scram-sha-512',
      KAFKA_SASL_USERNAME: 'app',
      KAFKA_SASL_PASSWORD_FILE: file('sasl', `${CANARY}\n`),
      ZOOKEEPER_AUTH_SCHEME: 'digest',
      ZOOKEEPER_AUTH: `app:${CANARY}`,
    }).clusters
    expect(cluster?.kafka.tls).toEqual({ caFile: join(directory, 'ca.pem'), certFile: null, keyFile: null })
    expect(cluster?.kafka.sasl).toMatchObject({ mechanism: 'SCRAM-SHA-512', username: 'app' })
    expect(cluster?.kafka.sasl?.password.reveal()).toBe(CANARY)
    expect(cluster?.zookeeper?.auth.map(({ scheme, value }) => [scheme, value.reveal()])).toEqual([
      ['digest', `app:${CANARY}`],
    ])
  })

  it("leaves other programs' variables alone, and counts empty ones as absent", () => {
    const foreign = ['KAFKA_HOME', 'KAFKA_OPTS', 'KAFKA_HEAP_OPTS', 'KAFKA_LOG4J_OPTS', 'KAFKA_JMX_OPTS']
    const services = [
      'ZOOKEEPER_HOME',
      'KAFKA_PORT_9092_TCP_ADDR',
      'KAFKA_SERVICE_HOST',
      'ZOOKEEPER_PORT',
      'VIVARIUM_CACHE',
    ]
    const env = Object.fromEntries([...foreign, ...services].map((name) => [name, 'x']))
    expect(load({ ...env, KAFKA_BROKERS: 'a:9092', ZOOKEEPER_CONNECT: '' }).clusters).toHaveLength(1)
  })
})

describe('precedence', () => {
  const yaml = file(
    'order.yaml',
    'server: {port: 1111, host: 127.0.0.3}\ndata: rel\nclusters: [{name: A, brokers: "a:1"}]',
  )

  it('is flags over environment over file over defaults', () => {
    expect(load({ CONFIG_FILE: yaml })).toMatchObject({ port: 1111, host: '127.0.0.3' })
    expect(load({ CONFIG_FILE: yaml, PORT: '2222' })).toMatchObject({ port: 2222, host: '127.0.0.3' })
    expect(load({ CONFIG_FILE: yaml, PORT: '2222' }, '--port=3333', '--host', '::1')).toMatchObject({
      port: 3333,
      host: '::1',
    })
  })

  it('takes the flags a launcher passed on instead of those of its own process', () => {
    const env = { CONFIG_FILE: yaml, VIVARIUM_FLAGS: '["--port","4444"]' }
    expect(load(env, 'start', '-p', '1').port).toBe(4444)
  })

  it('puts relative paths of a file beside the file', () => {
    const config = loadConfig({ CONFIG_FILE: yaml, VIVARIUM_WORKING_DIRECTORY: '/' }, [])
    expect(config.dataDirectory).toBe(join(directory, 'rel'))
  })

  it('allows the names of a reverse proxy beside the local ones', () => {
    const { allowedHosts } = load({
      KAFKA_BROKERS: 'a:1',
      VIVARIUM_ALLOWED_HOSTS: 'Kafka.Example.com, b:8443',
      PORT: '9',
    })
    expect(allowedHosts).toEqual(['localhost:9', '127.0.0.1:9', '[::1]:9', 'kafka.example.com', 'b:8443'])
  })
})

describe('what /metrics answers', () => {
  const metrics = (env: Variables) => load({ KAFKA_BROKERS: 'a:1', ...env }).metrics

  it('can be chosen by exporter, and without series of partitions', () => {
    expect(metrics({ METRICS_FLAVOR: 'kafka-lag-exporter', METRICS_PARTITIONS: 'false' })).toEqual({
      names: ['kafka-lag-exporter'],
      partitions: false,
    })
    expect(metrics({ METRICS_FLAVOR: 'none' }).names).toEqual([])
    const yaml = file(
      'metrics.yaml',
      'server: {metricsFlavor: [kafka_exporter], metricsPartitions: false}\nclusters: [{name: A, brokers: "a:1"}]',
    )
    expect(load({ CONFIG_FILE: yaml }).metrics).toEqual({ names: ['kafka_exporter'], partitions: false })
    const again = file('again.yaml', printable(load({ CONFIG_FILE: yaml })))
    expect(load({ CONFIG_FILE: again }).metrics).toEqual({ names: ['kafka_exporter'], partitions: false })
  })

  it('names exporters nobody knows', () => {
    const wrong = problemsOf({ KAFKA_BROKERS: 'a:1', METRICS_FLAVOR: 'jmx', METRICS_PARTITIONS: 'some' })
    expect(wrong).toContain('METRICS_FLAVOR: has an entry that is no exporter we know')
    expect(wrong).toContain('METRICS_PARTITIONS: is neither true nor false')
  })
})

describe('problems', () => {
  it.each<[string, Variables, string[], RegExp]>([
    ['nothing', {}, [], /no cluster is configured; .*ZOOKEEPER_CONNECT=.*KAFKA_BROKERS=.*npm run demo/],
    ['a misspelt variable', { KAFKA_BROKER: 'a:1' }, [], /KAFKA_BROKER: .*nearest is KAFKA_BROKERS/],
    ['a misspelt prefix', { ZOKEEPER_CONNECT: 'a:1' }, [], /ZOKEEPER_CONNECT: .*nearest is ZOOKEEPER_CONNECT/],
    ['a misspelt flag', {}, ['--prot', '1'], /command line: --prot: .*nearest is --port/],
    ['a flag without value', {}, ['--port'], /--port: has no value/],
    ['a flag before a flag', {}, ['--config', '--dev'], /--config: has no value/],
    ['a disagreeing alias', { ZK_HOSTS: 'a', ZOOKEEPER_CONNECT: 'b' }, [], /ZK_HOSTS: says something else/],
    ['no port', { KAFKA_BROKERS: 'kafka' }, [], /KAFKA_BROKERS: "kafka" has no port/],
    ['a high port', { KAFKA_BROKERS: 'kafka:70000' }, [], /outside 1–65535/],
    ['a listener', { KAFKA_BROKERS: 'PLAINTEXT://kafka:9092' }, [], /starts with a protocol/],
    ['a stray comma', { KAFKA_BROKERS: 'kafka:9092,' }, [], /an empty address/],
    ['a chroot within', { ZOOKEEPER_CONNECT: 'a:1/k,b:1' }, [], /chroot in the middle/],
    ['a bad chroot', { ZOOKEEPER_CONNECT: 'a:1//k' }, [], /not a znode path/],
    ['a zk protocol', { ZOOKEEPER_CONNECT: 'zk://a:1/k' }, [], /starts with a protocol/],
    ['PORT 0', { KAFKA_BROKERS: 'a:1', PORT: '0' }, [], /PORT: is not a port/],
    ['PORT 80a', { KAFKA_BROKERS: 'a:1', PORT: '80a' }, [], /PORT: is not a port/],
    [
      'an open door',
      { KAFKA_BROKERS: 'a:1', HOST: '0.0.0.0' },
      [],
      /HOST: is not a loopback.*ssh -L 8080.*reverse proxy/,
    ],
    ['a near door', { KAFKA_BROKERS: 'a:1', HOST: '127.evil.example' }, [], /HOST: is not a loopback/],
    ['all IPv6', { KAFKA_BROKERS: 'a:1', HOST: '::' }, [], /HOST: is not a loopback/],
    ['a wildcard host', { KAFKA_BROKERS: 'a:1', VIVARIUM_ALLOWED_HOSTS: '*' }, [], /no host name/],
    ['a mechanism', { KAFKA_BROKERS: 'a:1', KAFKA_SASL_MECHANISM: 'SCRAM-SHA-521' }, [], /nearest is SCRAM-SHA-512/],
    ['no mechanism', { KAFKA_BROKERS: 'a:1', KAFKA_SASL_USERNAME: 'u' }, [], /KAFKA_SASL_MECHANISM: has no mechanism/],
    ['a companion alone', { KAFKA_SASL_USERNAME: 'u' }, [], /KAFKA_SASL_USERNAME: counts only beside/],
    ['a login without ZooKeeper', { KAFKA_BROKERS: 'a:1', ZOOKEEPER_AUTH: 'x' }, [], /this cluster has no ZooKeeper/],
    ['TLS maybe', { KAFKA_BROKERS: 'a:1', KAFKA_TLS_ENABLED: 'maybe' }, [], /neither true nor false/],
    ['a lone key', { KAFKA_BROKERS: 'a:1', KAFKA_TLS_KEYFILEPATH: 'none' }, [], /a key without its certificate/],
    ['a missing file', { KAFKA_BROKERS: 'a:1', KAFKA_TLS_CAFILEPATH: 'none' }, [], /cannot be read \(ENOENT\)/],
  ])('are named for %s', (_what, env, flags, wanted) => {
    expect(problemsOf(env, ...flags)).toMatch(wanted)
  })

  it.each(['604', '640', '660', '610'])('name chmod 600 for a secret of mode %s', (octal) => {
    const said = problemsOf({
      KAFKA_BROKERS: 'a:1',
      KAFKA_SASL_MECHANISM: 'PLAIN',
      KAFKA_SASL_USERNAME: 'u',
      KAFKA_SASL_PASSWORD_FILE: file('open', CANARY, Number.parseInt(octal, 8)),
    })
    expect(said).toMatch(/other accounts can open \(mode 06\d\d\); run: chmod 600 .*open/)
  })

  it('all come at once, a line each, and none forges a line', () => {
    const said = problemsOf({ KAFKA_BROKERS: 'a', PORT: 'b', HOST: 'c', 'KAFKA_X\nenvironment: y': 'd' }, '--zzz')
    expect(said.split('\n')).toHaveLength(5)
  })
})

describe('KAFKA_CLUSTERS_<n>', () => {
  it('are clusters, with TLS and SASL', () => {
    const { clusters } = load({
      KAFKA_CLUSTERS_1_NAME: 'Two',
      KAFKA_CLUSTERS_1_ZOOKEEPER: 'zk',
      KAFKA_CLUSTERS_0_NAME: 'One',
      KAFKA_CLUSTERS_0_BOOTSTRAPSERVERS: 'a:1',
      KAFKA_CLUSTERS_0_READONLY: 'true',
      KAFKA_CLUSTERS_0_SCHEMAREGISTRY: 'http://registry',
      KAFKA_CLUSTERS_0_PROPERTIES_SECURITY_PROTOCOL: 'SASL_SSL',
      KAFKA_CLUSTERS_0_PROPERTIES_SASL_MECHANISM: 'PLAIN',
      KAFKA_CLUSTERS_0_PROPERTIES_SASL_JAAS_CONFIG: `org.apache.kafka.common.security.plain.PlainLoginModule required username="app" password="a\\"${CANARY}";`,
    })
    expect(clusters.map(({ id }) => id)).toEqual(['one', 'two'])
    expect(clusters[0]?.kafka).toMatchObject({ tls: { caFile: null }, sasl: { mechanism: 'PLAIN', username: 'app' } })
    expect(clusters[0]?.kafka.sasl?.password.reveal()).toBe(`a"${CANARY}`)
    expect(clusters[1]?.zookeeper?.connect).toBe('zk:2181')
  })

  it.each([
    ['BOOTSTRAPSERVER', 'a:1', /nearest is KAFKA_CLUSTERS_0_BOOTSTRAPSERVERS/],
    ['READONLY', 'false', /Vivarium only reads/],
    ['SSL_TRUSTSTORELOCATION', '/x.jks', /Java key store.*KAFKA_CLUSTERS_0_TLS_CAFILEPATH/],
    ['PROPERTIES_SECURITY_PROTOCOL', 'TLS', /is not a security protocol/],
    ['PROPERTIES_SASL_JAAS_CONFIG', `password=${CANARY}`, /JAAS_CONFIG: has no username/],
  ])('name what %s has wrong', (name, text, wanted) => {
    const said = problemsOf({ KAFKA_CLUSTERS_0_BOOTSTRAPSERVERS: 'a:1', [`KAFKA_CLUSTERS_0_${name}`]: text })
    expect(said).toMatch(wanted)
    expect(said).not.toContain(CANARY)
  })
})

describe('a secret', () => {
  const env = {
    ZOOKEEPER_CONNECT: 'zk',
    ZOOKEEPER_AUTH_SCHEME: 'digest',
    ZOOKEEPER_AUTH: CANARY,
    KAFKA_SASL_MECHANISM: 'PLAIN',
    KAFKA_SASL_USERNAME: 'u',
    KAFKA_SASL_PASSWORD: CANARY,
  }

  it('shows in no print of the configuration', () => {
    const config = load(env)
    const prints = [
      printable(config),
      JSON.stringify(config),
      inspect(config, { depth: 9, showHidden: true }),
      ...['%s', '%o', '%O', '%j'].map((how) => format(how, config.clusters[0]?.kafka.sasl?.password)),
    ]
    for (const print of prints) expect(print).toContain('***')
    expect(prints.join()).not.toContain(CANARY)
  })

  it.each([
    ['given twice', { KAFKA_SASL_PASSWORD_FILE: 'x' }],
    [
      'beside wrong neighbours',
      { KAFKA_SASL_MECHANISM: CANARY, PORT: CANARY, HOST: CANARY, KAFKA_TLS_ENABLED: CANARY },
    ],
    ['in a broker address', { KAFKA_BROKERS: `user:${CANARY}@kafka:9092` }],
    ['in an unknown variable', { KAFKA_SASL_PASWORD: CANARY }],
  ])('shows in no problem when %s', (_what, more) => {
    expect(problemsOf({ ...env, ...more })).not.toContain(CANARY)
    expect(problemsOf({ ...env, ...more }, CANARY, `--pasword=${CANARY}`)).not.toContain(CANARY)
  })
})
