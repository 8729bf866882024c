import { writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { describe, expect, it } from 'vitest'
import { CANARY, directory, file, load, problemsOf } from './config.fixture'

describe('the file', () => {
  it('lists several clusters, with BOM and CRLF', () => {
    file('password', CANARY)
    const path = file(
      'many.yaml',
      `\u{FEFF}clusters:
  - name: Bestellungen (Köln)
    environment: production
    color: "#C2410C"
    zookeeper: zk1:2181/kafka
    brokers: [k1:9092, k2:9092]
    tls: true
    sasl: {mechanism: PLAIN, username: app, passwordFile: password}
  - id: second
    name: 生产
    brokers: k3:9092,k4:9092
    sasl: {mechanism: SCRAM-SHA-256, username: app, password: "\${KAFKA_SECOND_PASSWORD}"}
`.replaceAll('\n', '\r\n'),
    )
    const { clusters } = load({ CONFIG_FILEPATH: path, KAFKA_SECOND_PASSWORD: `${CANARY}2`, ZOOKEEPER_CONNECT: 'zk9' })
    expect(clusters.map(({ id, name, color }) => [id, name, color])).toEqual([
      ['default', 'default', null],
      ['bestellungen-koln', 'Bestellungen (Köln)', '#c2410c'],
      ['second', '生产', null],
    ])
    expect(clusters.map(({ kafka }) => kafka.sasl?.password.reveal())).toEqual([undefined, CANARY, `${CANARY}2`])
    expect(clusters[1]?.kafka).toMatchObject({ brokers: ['k1:9092', 'k2:9092'], tls: { caFile: null } })
  })

  it.each([
    ['empty', '', /bad\.yaml:1: is empty/],
    ['only a comment', '# nothing\n', /bad\.yaml:1: is empty/],
    [
      'truncated',
      'clusters:\n  - {name: a, brokers: [',
      /bad\.yaml:2: is not YAML at column \d+; .*is the file complete/,
    ],
    ['a tab', 'clusters:\n\t- name: a\n', /bad\.yaml:2: is not YAML at column \d+; a tab/],
    [
      'an unknown key',
      'clusters:\n  - name: a\n    broker: b:1\n',
      /bad\.yaml:3: clusters\[0\]\.broker: .*nearest is brokers/,
    ],
    ['an unknown top key', 'cluster: []', /bad\.yaml:1: cluster: .*nearest is clusters/],
    ['a wrong type', 'clusters:\n  name: a\n', /bad\.yaml:2: clusters: has the wrong type; it takes a list/],
    [
      'a port of text',
      'server:\n  port: "8080"\n',
      /bad\.yaml:2: server\.port: has the wrong type; it takes a whole number/,
    ],
    ['a name of digits', 'clusters:\n - name: 12\n', /bad\.yaml:2: clusters\[0\]\.name: .*put it in quotes/],
    ['no value', 'clusters:\n - name: a\n   brokers:\n', /bad\.yaml:3: clusters\[0\]\.brokers: has no value/],
    ['no list at all', 'server: {port: 1}', /bad\.yaml:1: clusters: no cluster is listed/],
    [
      'a duplicate name',
      'clusters:\n - {name: a, brokers: "b:1"}\n - {name: A, brokers: "c:1"}\n',
      /:3: clusters\[1\]\.name: has the id of another cluster, a;/,
    ],
    [
      'a duplicate address',
      'clusters:\n - {name: a, brokers: "b:1"}\n - {name: c, brokers: ["b:1"]}\n',
      /:3: clusters\[1\]\.brokers: is the address of another cluster, a;/,
    ],
    ['a duplicate key', 'data: a\ndata: b\n', /bad\.yaml:2: is not YAML .*same key stands twice/],
    ['an alias', 'data: &d x\nclusters: *d\n', /bad\.yaml:2: clusters: is an alias/],
    [
      'an alias bomb',
      `a: &a [x,x]\nb: &b [*a,*a,*a,*a,*a,*a]\nclusters: [*b,*b,*b]\n`,
      /:3: clusters\[0\]: is an alias/,
    ],
    ['two documents', 'data: a\n---\ndata: b\n', /is not YAML .*one document/],
    ['deep nesting', `clusters: ${'['.repeat(10_000)}`, /bad\.yaml:1: (is nested too deeply|is not YAML)/],
    ['over 1 MiB', `data: ${'x'.repeat(1_100_000)}`, /environment: CONFIG_FILE: .*over 1 MiB/],
    [
      'a literal password',
      `clusters:\n - name: a\n   brokers: b:1\n   sasl: {mechanism: PLAIN, username: u, password: ${CANARY}}\n`,
      /:4: clusters\[0\]\.sasl\.password: is a secret written into the file/,
    ],
    [
      'an unset reference',
      'clusters:\n - name: a\n   brokers: b:1\n   sasl: {mechanism: PLAIN, username: u, password: "$' +
        '{NOT_THERE}"}\n',
      /:4: .*NOT_THERE, which is not set/,
    ],
    [
      'a colour by name',
      'clusters:\n - {name: a, brokers: "b:1", color: red}\n',
      /:2: clusters\[0\]\.color: is not a colour/,
    ],
    ['no address', 'clusters:\n - {name: a}\n', /:2: clusters\[0\]: has neither ZooKeeper nor brokers/],
  ])('refuses one with %s', (_what, text, wanted) => {
    const said = problemsOf({ CONFIG_FILE: file('bad.yaml', text) })
    expect(said).toMatch(wanted)
    expect(said).not.toContain(CANARY)
  })

  it('refuses what is not there, not a file and not UTF-8', () => {
    expect(problemsOf({ CONFIG_FILE: 'none.yaml' })).toMatch(/environment: CONFIG_FILE: .*cannot be read \(ENOENT\)/)
    expect(problemsOf({ CONFIG_FILE: '.' })).toContain('is not a file')
    writeFileSync(join(directory, 'latin1.yaml'), Buffer.from([0x64, 0x3a, 0x20, 0xe4]))
    expect(problemsOf({ CONFIG_FILE: 'latin1.yaml' })).toContain('is not UTF-8')
  })
})
