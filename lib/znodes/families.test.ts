import { describe, expect, it } from 'vitest'
import { maskZnode } from './mask'
import { type MeaningStat, meaningOf } from './meaning-of'
import { recordedZnodes } from './recorded-znodes.fixture'

const AT = Date.UTC(2026, 10, 20, 14, 2, 8, 31)
const STAT: MeaningStat = {
  czxid: '0x19',
  mzxid: '0x20',
  ctime: AT,
  mtime: AT,
  version: 0,
  ephemeralOwner: '0x0',
  numChildren: 2,
}

function meaning(path: string, text: string | null, ephemeralOwner = '0x0') {
  return meaningOf({ path, text: maskZnode({ path, text }).text, stat: { ...STAT, ephemeralOwner } })
}

describe('what Kafka writes', () => {
  it('is understood in every version, and said in one breath', () => {
    const sentences = recordedZnodes.map(([path, text]) => {
      const { family, sentence, fault } = meaning(path, text)
      expect([path, fault]).toEqual([path, null])
      return `${family}: ${sentence}`
    })
    expect(sentences).toMatchInlineSnapshot(`
      [
        "broker-registration: Broker 1 is registered at 127.0.0.1:27739 in rack az-a since 2026-11-20 14:02:08.031 UTC. It is persistent, so no broker wrote it: a broker registers with an ephemeral node.",
        "broker-sequence: Counts the broker ids that ZooKeeper has given out: none, every broker brought its own.",
        "topic-assignment: Topic moving has 2 partitions of 1 and 2 replicas, made at 2026-11-20 14:02:08.031 UTC. 1 partition is being reassigned. The first replica of each list is its preferred leader.",
        "partition-state: Broker 1 leads moving-0 since it was made at 2026-11-20 14:02:08.031 UTC, and is the only replica in sync.",
        "controller: Names broker 1 as controller since 2026-11-20 14:02:08.031 UTC, but is persistent: no session ends it. If it were removed, the brokers would elect another at once.",
        "controller: Names broker 2 as controller since 2026-11-20 14:02:08.031 UTC, but is persistent: no session ends it. If it were removed, the brokers would elect another at once.",
        "controller-epoch: The controller is in epoch 1: 1 controller was elected so far, the last at 2026-11-20 14:02:08.031 UTC.",
        "cluster-id: The id of this cluster is PS8OWNIcRumldviKNjqPxw, since its first broker started at 2026-11-20 14:02:08.031 UTC. A broker with another id in its log directory refuses to start.",
        "features: Feature versions are in use, and the cluster has agreed on none yet.",
        "features: Feature versions are in use, and the cluster has agreed on none yet.",
        "producer-ids: Broker 1 took the last block of producer ids at 2026-11-20 14:02:08.031 UTC: 1,000 to 1,999. Idempotent and transactional producers get theirs from such blocks; fast growth means that producers are made anew all the time.",
        "topic-deletion: Topic moving shall be deleted, asked for at 2026-11-20 14:02:08.031 UTC. The controller removes this when every replica is gone; a dead broker or a running reassignment holds it up.",
        "reassignment: 2 partitions shall move to other brokers, asked for at 2026-11-20 14:02:08.031 UTC. The controller takes each partition off this list when it is moved, and removes the node at the end.",
        "preferred-election: 1 partition shall be led by the preferred leader again, asked for at 2026-11-20 14:02:08.031 UTC. The controller removes this when it is done.",
        "topic-config: No settings of its own are kept for topic __proto__; the defaults hold. Brokers take up a change only when a node in /config/changes names it.",
        "topic-config: 1 setting is kept for topic orders: retention.ms, last written at 2026-11-20 14:02:08.031 UTC. Brokers take up a change only when a node in /config/changes names it.",
        "broker-config: 1 setting is kept for every broker: log.cleaner.threads, last written at 2026-11-20 14:02:08.031 UTC. Brokers take up a change only when a node in /config/changes names it.",
        "broker-config: 1 setting is kept for broker 1: listener.name.sasl_plaintext.plain.sasl.jaas.config, last written at 2026-11-20 14:02:08.031 UTC. Brokers take up a change only when a node in /config/changes names it.",
        "client-config: 1 setting is kept for every client id without settings of its own: producer_byte_rate, last written at 2026-11-20 14:02:08.031 UTC. Brokers take up a change only when a node in /config/changes names it.",
        "ip-config: 1 setting is kept for address 127.0.0.9: connection_creation_rate, last written at 2026-11-20 14:02:08.031 UTC. Brokers take up a change only when a node in /config/changes names it.",
        "user-config: 2 settings are kept for user ann: SCRAM-SHA-256 and request_percentage, last written at 2026-11-20 14:02:08.031 UTC. Brokers take up a change only when a node in /config/changes names it.",
        "user-config: 1 setting is kept for user ann with client id app one: consumer_byte_rate, last written at 2026-11-20 14:02:08.031 UTC. Brokers take up a change only when a node in /config/changes names it.",
        "config-change: The settings of every user without settings of its own were changed at 2026-11-20 14:02:08.031 UTC: every broker reads them again. Brokers remove notices older than 15 minutes when the next one comes.",
        "acl: 1 rule for 1 principal on every topic, last written at 2026-11-20 14:02:08.031 UTC. A denial wins over every permission.",
        "acl: 1 rule for 1 principal on the cluster itself, last written at 2026-11-20 14:02:08.031 UTC. A denial wins over every permission.",
        "acl: 1 rule for 1 principal on every transactional id whose name begins with tx, last written at 2026-11-20 14:02:08.031 UTC. A denial wins over every permission.",
        "acl-change: The rules of delegation token token were changed at 2026-11-20 14:02:08.031 UTC: every broker reads its rules again.",
        "acl-change: The rules of every topic whose name begins with orders. were changed at 2026-11-20 14:02:08.031 UTC: every broker reads its rules again.",
        "delegation-token: A token that lets its holder act as User:ann, ends at 2026-11-22 17:08:49.564 UTC. User:bob may renew it too.",
        "delegation-token: A token that lets its holder act as User:ann, ends at 2026-11-22 17:12:22.640 UTC.",
        "token-change: A delegation token was made, renewed or ended at 2026-11-20 14:02:08.031 UTC: every broker reads it again. Which one is hidden.",
        "zookeeper-config: ZooKeeper lists the servers of its ensemble here: 2 servers, of which a majority must be up.",
        "broker-registration: Broker 2 is registered at kafka1:9092 since 2026-11-20 14:02:08.031 UTC. It is persistent, so no broker wrote it: a broker registers with an ephemeral node.",
        "controller: KRaft controller 3000 holds the cluster since 2026-11-20 14:02:08.031 UTC, in epoch 4: it is being moved from ZooKeeper to KRaft.",
        "features: The cluster has agreed on 1 feature level: x 3.",
        "features: Feature versions are not in use: inter.broker.protocol.version is older than 2.7.",
        "migration: The cluster moves from ZooKeeper to KRaft: controller 3000 writes its metadata here too, copied up to offset 4,321, last at 2026-11-20 14:02:08.031 UTC.",
        "isr-change: A leader tells the controller that the in-sync replicas of 1 partition changed, at 2026-11-20 14:02:08.031 UTC. The controller removes it when it has read it.",
        "log-dir-event: A log directory of broker 2 failed at 2026-11-20 14:02:08.031 UTC: its replicas there are offline. The controller removes this notice when it has read it.",
        "config-change: The settings of topic orders were changed at 2026-11-20 14:02:08.031 UTC: every broker reads them again. Brokers remove notices older than 15 minutes when the next one comes.",
        "config-change: The settings of topic orders were changed at 2026-11-20 14:02:08.031 UTC: every broker reads them again. Brokers remove notices older than 15 minutes when the next one comes.",
        "consumer-member: Consumer old_host-1 of group old reads orders since 2026-11-20 14:02:08.031 UTC; it goes with its session.",
        "consumer-owner: orders-0 is read by one thread of group old since 2026-11-20 14:02:08.031 UTC.",
        "consumer-offset: Group old has read orders-0 up to offset 9,223,372,036,854,775,807, last committed at 2026-11-20 14:02:08.031 UTC. Only consumers of Kafka 1.1 and older keep themselves in ZooKeeper.",
        "zookeeper-quota: How many nodes and bytes /kafka may hold; -1 is no limit.",
      ]
    `)
  })

  it('gives away nothing that is recorded of secrets', () => {
    const shown = JSON.stringify(
      recordedZnodes
        .filter(([path]) => !path.startsWith('/brokers'))
        .map(([path, text]) => [maskZnode({ path, text }), meaning(path, text)]),
    )
    for (const secret of ['JddbAemp', 'f5rqdhqc', '8v0zcm', 'MTkxeGF3', 'Hl71NaC6', '4RxVTE9W'])
      expect(shown).not.toContain(secret)
    expect(shown).toContain('50.0')
    expect(shown).toContain('User%3Aann')
  })
})

describe('ephemeral nodes', () => {
  it('say whose session they go with, and what their removal would do', () => {
    const registration = recordedZnodes[0]?.[1] ?? null
    expect(meaning('/brokers/ids/1', registration, '0x10a').sentence).toBe(
      'Broker 1 is registered at 127.0.0.1:27739 in rack az-a since 2026-11-20 14:02:08.031 UTC. It goes with session 0x10a; if it were removed, the controller would take the broker for dead though it runs.',
    )
    expect(meaning('/controller', '{"version":1,"brokerid":2,"timestamp":"1"}', '0x10a').sentence).toBe(
      'Broker 2 is the controller since 2026-11-20 14:02:08.031 UTC, as long as session 0x10a lives. If it were removed, the brokers would elect another at once.',
    )
  })
})

describe('folders', () => {
  it.each([
    '/',
    '/admin',
    '/admin/delete_topics',
    '/brokers',
    '/brokers/ids',
    '/brokers/topics',
    '/brokers/topics/t/partitions',
    '/brokers/topics/t/partitions/0',
    '/cluster',
    '/config',
    '/config/brokers',
    '/config/changes',
    '/config/clients',
    '/config/ips',
    '/config/topics',
    '/config/users',
    '/config/users/ann/clients',
    '/consumers',
    '/consumers/g',
    '/consumers/g/ids',
    '/consumers/g/offsets',
    '/consumers/g/offsets/t',
    '/consumers/g/owners',
    '/consumers/g/owners/t',
    '/delegation_token',
    '/delegation_token/token_changes',
    '/delegation_token/tokens',
    '/isr_change_notification',
    '/kafka-acl',
    '/kafka-acl-changes',
    '/kafka-acl-extended',
    '/kafka-acl-extended-changes',
    '/kafka-acl-extended/prefixed',
    '/kafka-acl-extended/prefixed/Topic',
    '/kafka-acl/Topic',
    '/log_dir_event_notification',
    '/zookeeper',
    '/zookeeper/quota',
  ])('%s has a sentence', (path) => {
    expect(meaning(path, null)).toMatchObject({ family: 'folder', fault: null, fields: [] })
    expect(meaning(path, null).sentence).toMatch(/^[A-Z0-9].*\.$/)
  })

  it('count what they hold', () => {
    expect(meaning('/brokers/ids', null).sentence).toContain('2 brokers are alive')
    expect(meaning('/admin/delete_topics', null).sentence).toBe('2 topics wait for deletion.')
  })
})

describe('fields and links', () => {
  it('put settings, rules and offsets in words', () => {
    expect(
      meaning('/config/users/ann', recordedZnodes.find(([path]) => path === '/config/users/ann')?.[1] ?? null).fields,
    ).toEqual([
      { name: 'SCRAM-SHA-256', value: '***', words: 'The user may log in with this mechanism; the keys are hidden.' },
      {
        name: 'request_percentage',
        value: '50.0',
        words: 'Percent of one thread that requests may use on each broker.',
      },
    ])
    expect(
      meaning(
        '/kafka-acl/Group/g',
        '{"version":1,"acls":[{"principal":"User:x","permissionType":"Deny","operation":"Read","host":"10.0.0.1"}]}',
      ),
    ).toMatchObject({
      fields: [{ name: 'User:x', value: 'Deny Read', words: 'From 10.0.0.1.' }],
      links: [{ label: 'g', target: { kind: 'group', id: 'g' } }],
    })
    expect(
      meaning('/config/changes/config_change_1', '{"version":2,"entity_path":"topics/orders"}').links.map(
        ({ target }) => target,
      ),
    ).toEqual([
      { kind: 'znode', path: '/config/topics/orders' },
      { kind: 'topic', topic: 'orders' },
      { kind: 'topic-config', topic: 'orders' },
    ])
    expect(
      meaning('/migration', '{"kraft_controller_id":3000,"kraft_metadata_offset":9223372036854775807}').sentence,
    ).toContain('9,223,372,036,854,775,807')
  })
})
