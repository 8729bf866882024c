import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { type MeaningStat, meaningOf } from './meaning-of'

const AT = Date.UTC(2026, 10, 20, 14, 2, 8, 31)
const STAT: MeaningStat = {
  czxid: '0x19',
  mzxid: '0x20',
  ctime: AT,
  mtime: AT,
  version: 3,
  ephemeralOwner: '0x0',
  numChildren: 0,
}

function meaning(path: string, text: string | null = null, stat: Partial<MeaningStat> = {}) {
  return meaningOf({ path, text, stat: { ...STAT, ...stat } })
}

/** Family and sentence of a node that is understood. */
function said(path: string, text: string | null = null, stat: Partial<MeaningStat> = {}) {
  const { family, sentence, fault } = meaning(path, text, stat)
  expect([path, fault]).toEqual([path, null])
  return `${family}: ${sentence}`
}

describe('meaningOf partitions', () => {
  const path = '/brokers/topics/payments.authorized/partitions/17/state'
  const state = (rest: string) => `{"controller_epoch":42,"version":1,"leader_epoch":31,${rest}}`

  it('says who leads, who is in sync, and since when', () => {
    expect(said(path, state('"leader":6,"isr":[6]'))).toBe(
      'partition-state: Broker 6 leads payments.authorized-17, and is the only replica in sync. Leader or in-sync replicas changed last at 2026-11-20 14:02:08.031 UTC.',
    )
    expect(said(path, state('"leader":6,"isr":[2,6,5]'), { version: 0 })).toBe(
      'partition-state: Broker 6 leads payments.authorized-17 since it was made at 2026-11-20 14:02:08.031 UTC, with brokers 2 and 5 in sync.',
    )
    expect(said(path, state('"leader":-1,"isr":[2]'))).toContain(
      'has no leader: it serves neither reads nor writes. Last in sync: 2;',
    )
    expect(said(path, state('"leader":6,"isr":[6],"leader_recovery_state":1'))).toContain('records may be lost')
  })

  it('lists the fields in their order with words, and links what they name', () => {
    const { fields, links } = meaning(path, state('"leader":6,"isr":[6,2]'))
    expect(fields.map(({ name, value }) => [name, value])).toEqual([
      ['controller_epoch', '42'],
      ['version', '1'],
      ['leader_epoch', '31'],
      ['leader', '6'],
      ['isr', '6, 2'],
    ])
    expect(fields[3]?.words).toBe('Broker 6 serves reads and writes.')
    expect(links.map(({ target }) => target)).toEqual([
      { kind: 'partition', topic: 'payments.authorized', partition: 17 },
      { kind: 'topic', topic: 'payments.authorized' },
      { kind: 'broker', id: 6 },
      { kind: 'broker', id: 2 },
    ])
  })

  it('reads topics of every format', () => {
    const moving =
      '{"partitions":{"10":[2],"2":[3,1],"0":[1,2,3]},"topic_id":"pB-mlXgHRYCISHC7PvzIpg","adding_replicas":{"0":[3]},"removing_replicas":{"0":[1,2]},"version":3}'
    const topic = meaning('/brokers/topics/__proto__', moving)
    expect(topic.sentence).toBe(
      'Topic __proto__ has 3 partitions of 1, 2 and 3 replicas, made at 2026-11-20 14:02:08.031 UTC. 1 partition is being reassigned. The first replica of each list is its preferred leader.',
    )
    expect(topic.fields.slice(-3)).toEqual([
      { name: 'partition 0', value: '1, 2, 3', words: '3 being added, 1 and 2 being removed.' },
      { name: 'partition 2', value: '3, 1', words: null },
      { name: 'partition 10', value: '2', words: null },
    ])
    expect(said('/brokers/topics/t', '{"version":1,"partitions":{"0":[1]}}')).toContain('1 partition of 1 replica,')
    expect(
      said('/brokers/topics/t', '{"version":2,"partitions":{"0":[1,2]},"adding_replicas":{},"removing_replicas":{}}'),
    ).toContain('2 replicas,')
  })

  it('stays short and quick for 10,000 partitions', () => {
    const lists = Array.from({ length: 10_000 }, (_, partition) => `"${partition}":[${partition % 9},9]`)
    const text = `{"removing_replicas":{},"partitions":{${lists}},"topic_id":"Zc3wNnnnQkmZ4OE3V9Bo5g","adding_replicas":{},"version":3}`
    meaning('/brokers/topics/big', text)
    const before = process.cpuUsage()
    const { sentence, fields } = meaning('/brokers/topics/big', text)
    const { user, system } = process.cpuUsage(before)
    expect(sentence).toContain('10,000 partitions')
    expect(fields).toHaveLength(103)
    expect(fields.at(-1)).toMatchObject({ name: '…', value: '9,900 more partitions' })
    expect((user + system) / 1_000).toBeLessThan(200)
  })
})

describe('meaningOf what is no Kafka data', () => {
  it('says what can be said of any node', () => {
    expect(
      meaning('/app/__proto__', '{"__proto__":1,"a":{"b":[1]},"long":12345678901234567890}', { numChildren: 1 }),
    ).toEqual({
      family: 'unknown',
      sentence:
        'Kafka makes no node of this name. Persistent, with 1 child; made at 2026-11-20 14:02:08.031 UTC, changed 3 times, last at 2026-11-20 14:02:08.031 UTC.',
      fields: [
        { name: '__proto__', value: '1', words: null },
        { name: 'a', value: '{"b":[1]}', words: null },
        { name: 'long', value: '12345678901234567890', words: null },
      ],
      links: [],
      fault: null,
    })
    expect(meaning('/app', null, { ephemeralOwner: '0x12', version: 0 }).sentence).toContain('Goes with session 0x12')
  })

  it('tells what is wrong, and shows what could be read', () => {
    expect(meaning('/brokers/ids/1', '{"version":4,"host":"k1')).toEqual({
      family: 'broker-registration',
      sentence: 'The registration of a broker should stand here, but the data is not what Kafka writes.',
      fields: [],
      links: [],
      fault: '/brokers/ids/1 does not hold JSON: Unterminated string in JSON at position 23',
    })
    const wrong = meaning('/brokers/topics/t/partitions/0/state', '{"leader":"1","isr":[2]}')
    expect(wrong.fault).toBe('/brokers/topics/t/partitions/0/state: "leader" is not an integer')
    expect(wrong.fields.map(({ name, value }) => [name, value])).toEqual([
      ['leader', '1'],
      ['isr', '2'],
    ])
    for (const [path, text] of [
      ['/controller', null],
      ['/controller', '[]'],
      ['/controller_epoch', '12x'],
      ['/brokers/ids/x', '{}'],
      ['/brokers/topics/t/partitions/x', null],
      ['/kafka-acl-changes/acl_changes_0', 'nothing'],
      ['/config/changes/config_change_0', '{"version":2,"entity_path":"elsewhere/x"}'],
      ['/consumers/g/offsets/t/0', 'x'],
    ] as const) {
      expect([path, meaning(path, text).fault]).not.toEqual([path, null])
    }
  })

  it('never throws, whatever stands in whichever node, and shows no secret', () => {
    const paths = [
      '/brokers/ids/1',
      '/brokers/topics/t',
      '/brokers/topics/t/partitions/0/state',
      '/controller',
      '/controller_epoch',
      '/isr_change_notification/isr_change_0',
      '/log_dir_event_notification/log_dir_event_0',
      '/admin/delete_topics/t',
      '/admin/reassign_partitions',
      '/admin/preferred_replica_election',
      '/config/topics/t',
      '/config/users/u',
      '/config/users/u/clients/c',
      '/config/brokers/1',
      '/config/ips/i',
      '/config/changes/config_change_0',
      '/cluster/id',
      '/latest_producer_id_block',
      '/kafka-acl/Topic/t',
      '/kafka-acl-extended/prefixed/Topic/t',
      '/kafka-acl-changes/c',
      '/kafka-acl-extended-changes/c',
      '/delegation_token/tokens/t',
      '/delegation_token/token_changes/c',
      '/feature',
      '/migration',
      '/brokers/seqid',
      '/consumers/g/ids/c',
      '/consumers/g/owners/t/0',
      '/consumers/g/offsets/t/0',
      '/zookeeper/config',
      '/zookeeper/quota/a/zookeeper_limits',
      '/',
      '/elsewhere',
    ]
    const keys = fc.constantFrom(
      'version',
      'partitions',
      'leader',
      'isr',
      'brokerid',
      'config',
      'acls',
      'topic',
      'partition',
      'entity_path',
      'features',
      'status',
      'subscription',
      'kraft_controller_id',
      'broker',
      'block_start',
      '__proto__',
      'constructor',
      'tokenId',
    )
    const { json } = fc.letrec((tie) => ({
      json: fc.oneof(
        { depthSize: 'small' },
        fc.jsonValue(),
        fc.integer(),
        fc.array(tie('json'), { maxLength: 3 }),
        fc.dictionary(keys, tie('json'), { maxKeys: 6, noNullPrototype: true }),
      ),
    }))
    const data = fc.oneof(
      fc.constant(null),
      fc.string(),
      json.map((value) => JSON.stringify(value)),
    )
    fc.assert(
      fc.property(
        fc.constantFrom(...paths),
        data,
        fc.record({ ctime: fc.double(), mtime: fc.integer(), version: fc.nat(), numChildren: fc.nat() }),
        (path, text, stat) => {
          const { family, sentence, fields } = meaning(path, text, stat)
          expect(family === 'unknown').toBe(path === '/elsewhere')
          expect(sentence.length).toBeGreaterThan(10)
          expect(fields.length).toBeLessThanOrEqual(204)
        },
      ),
      { numRuns: 800 },
    )
    const canary = `{"version":1,"config":{"SCRAM-SHA-256":"CANARY"},"tokenId":"CANARY"}`
    for (const path of [
      '/config/users/u',
      '/config/brokers/1',
      '/delegation_token/tokens/t',
      '/delegation_token/token_changes/c',
    ]) {
      expect(JSON.stringify(meaning(path, canary))).not.toContain('CANARY')
      expect(JSON.stringify(meaning(path, 'CANARY'))).not.toContain('CANARY')
    }
  }, 20_000)
})
