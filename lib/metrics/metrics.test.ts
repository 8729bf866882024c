import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import type { PartitionProgress } from '../lag/partition-progress'
import { noRates } from '../lag/rates'
import type { ClusterModel } from '../model/cluster'
import { applyPatches, type Patch } from '../model/patch'
import { committed, described, groupCluster, listed, member } from '../rows/group.fixture'
import { sample } from './exposition'
import { metrics } from './metrics'
import type { MetricsScope } from './metrics-scope'

const NOW = 10_000

/** Progress of which only the time lag counts here. */
function behind(topic: string, partition: number, timeLagMs: number | null): PartitionProgress {
  const unread = 'not read yet'
  return {
    ...{ topic, partition, lag: null, lagReason: unread },
    ...{ verdict: null, verdictReason: unread, sentence: null, evidence: [] },
    ...{ timeLagMs, timeLagSource: timeLagMs === null ? null : 'interpolated', timeLagReason: null },
    ...noRates(unread),
    ...{ lost: null, lostReason: unread, lossInMs: null, lossReason: unread, keptMs: null },
    ...{ lastCommitAt: null, lastCommitReason: unread },
  }
}

function textOf(model: ClusterModel, more: Partial<MetricsScope> = {}, lag: PartitionProgress[] = []): string {
  const clusters = [{ model, lag: { partitions: () => lag } }]
  const names = ['kafka_exporter', 'kafka-lag-exporter'] as const
  return [...metrics({ clusters, names, partitions: true, now: NOW, ...more })].join('')
}

const lines = (text: string, name: string) => text.split('\n').filter((line) => line.startsWith(`${name}{`))

const held = [
  listed('g'),
  described('g', [member('a-1', 'orders', [0])]),
  committed('g', { orders: ['90', 'TOPIC_AUTHORIZATION_FAILED'] }),
]

describe('metrics', () => {
  it('are those of our own alone where no exporter is asked for', () => {
    expect(textOf(groupCluster(held), { names: [] })).toBe(`\
# HELP vivarium_consumergroup_lag_unknown_partitions Partitions of the group whose lag is not known and so is in no sum.
# TYPE vivarium_consumergroup_lag_unknown_partitions gauge
vivarium_consumergroup_lag_unknown_partitions{cluster="test",consumergroup="g"} 1
# HELP vivarium_source_age_seconds Age of what was read last from a source; 0 for one that tells every change, NaN before the first reading.
# TYPE vivarium_source_age_seconds gauge
vivarium_source_age_seconds{cluster="test",source="zookeeper"} 0
vivarium_source_age_seconds{cluster="test",source="groups"} 9.999
`)
  })

  it('are the names and labels of kafka_exporter', () => {
    const text = textOf(groupCluster(held), { names: ['kafka_exporter'] })
    expect(text).toContain(`\
# HELP kafka_brokers Number of brokers in the cluster.
# TYPE kafka_brokers gauge
kafka_brokers{cluster="test"} 2
# HELP kafka_broker_info One for each broker of the cluster.
# TYPE kafka_broker_info gauge
kafka_broker_info{cluster="test",id="1",address="kafka1:9092"} 1
kafka_broker_info{cluster="test",id="2",address="kafka2:9092"} 1
`)
    expect(text).toContain(`\
# HELP kafka_consumergroup_lag Records the group has not committed yet.
# TYPE kafka_consumergroup_lag gauge
kafka_consumergroup_lag{cluster="test",consumergroup="g",topic="orders",partition="0"} 10
kafka_consumergroup_lag{cluster="test",consumergroup="g",topic="orders",partition="1"} NaN
`)
    const orders = '{cluster="test",topic="orders",partition="1"}'
    expect(text).toContain(`kafka_topic_partition_current_offset${orders} 200\n`)
    expect(text).toContain(`kafka_topic_partition_oldest_offset${orders} 0\n`)
    expect(text).toContain(`kafka_topic_partition_in_sync_replica${orders} 1\n`)
    expect(text).toContain(`kafka_topic_partition_replicas${orders} 1\n`)
    expect(text).toContain(`kafka_topic_partition_leader${orders} 2\n`)
    expect(text).toContain(`kafka_topic_partition_leader_is_preferred${orders} 1\n`)
    expect(text).toContain(`kafka_topic_partition_under_replicated_partition${orders} 0\n`)
    expect(text).toContain('kafka_topic_partitions{cluster="test",topic="orders"} 3\n')
    expect(text).toContain('kafka_consumergroup_members{cluster="test",consumergroup="g"} 1\n')
    const topic = '{cluster="test",consumergroup="g",topic="orders"}'
    expect(text).toContain(`kafka_consumergroup_current_offset_sum${topic} 90\n`)
    expect(text).toContain(`kafka_consumergroup_lag_sum${topic} 10\n`)
  })

  it('are the names and labels of kafka-lag-exporter', () => {
    const text = textOf(groupCluster(held), { names: ['kafka-lag-exporter'] }, [behind('orders', 0, 1_500)])
    const place = 'cluster_name="test",group="g",topic="orders"'
    const one = `{${place},partition="0",member_host="10.0.0.1",consumer_id="a-1",client_id="a"}`
    const other = `{${place},partition="1",member_host="",consumer_id="",client_id=""}`
    expect(lines(text, 'kafka_consumergroup_group_offset')).toEqual([
      `kafka_consumergroup_group_offset${one} 90`,
      `kafka_consumergroup_group_offset${other} NaN`,
    ])
    expect(lines(text, 'kafka_consumergroup_group_lag')).toEqual([
      `kafka_consumergroup_group_lag${one} 10`,
      `kafka_consumergroup_group_lag${other} NaN`,
    ])
    expect(lines(text, 'kafka_consumergroup_group_lag_seconds')).toEqual([
      `kafka_consumergroup_group_lag_seconds${one} 1.5`,
      `kafka_consumergroup_group_lag_seconds${other} NaN`,
    ])
    const group = '{cluster_name="test",group="g"}'
    expect(text).toContain(`kafka_consumergroup_group_max_lag${group} 10\n`)
    expect(text).toContain(`kafka_consumergroup_group_max_lag_seconds${group} 1.5\n`)
    expect(text).toContain(`kafka_consumergroup_group_sum_lag${group} 10\n`)
    expect(text).toContain(`kafka_consumergroup_group_topic_sum_lag{${place}} 10\n`)
    expect(text).toContain('kafka_partition_latest_offset{cluster_name="test",topic="orders",partition="2"} 300\n')
    expect(text).toContain('kafka_partition_earliest_offset{cluster_name="test",topic="orders",partition="2"} 0\n')
  })

  it('are without partitions where those are switched off, with the same sums', () => {
    const text = textOf(groupCluster(held), { partitions: false })
    expect(text).not.toContain('partition="')
    expect(text).toContain('kafka_consumergroup_group_sum_lag{cluster_name="test",group="g"} 10\n')
  })

  it('say NaN of what is not known, and never 0', () => {
    const state = { leader: null, leaderEpoch: 0, controllerEpoch: 1, isr: [1], recovering: false, partitionEpoch: 1 }
    const leaderless = { topic: 'orders', partition: 0, ...state, changedAt: 4_000, mzxid: '0x1' }
    const model = applyPatches(groupCluster([listed('g'), listed('unread')]), [
      { op: 'put', kind: 'partitionState', key: 'orders/0', value: leaderless, source: 'zookeeper', at: 1 },
      { op: 'remove', kind: 'partitionState', key: 'orders/1', source: 'zookeeper', at: 1 },
      { op: 'remove', kind: 'offsets', key: 'orders', source: 'offsets', at: 1 },
    ])
    const text = textOf(model)
    const zero = '{cluster="test",topic="orders",partition="0"}'
    const one = '{cluster="test",topic="orders",partition="1"}'
    expect(text).toContain(`kafka_topic_partition_leader${zero} NaN\n`)
    expect(text).toContain(`kafka_topic_partition_leader_is_preferred${zero} 0\n`)
    expect(text).toContain(`kafka_topic_partition_current_offset${zero} NaN\n`)
    for (const word of ['leader', 'leader_is_preferred', 'in_sync_replica', 'under_replicated_partition'])
      expect(text).toContain(`kafka_topic_partition_${word}${one} NaN\n`)
    expect(text).toContain('kafka_consumergroup_members{cluster="test",consumergroup="unread"} NaN\n')
    expect(text).toContain('kafka_consumergroup_group_sum_lag{cluster_name="test",group="unread"} NaN\n')
    expect(text).toContain(
      'vivarium_partition_at_risk_seconds{cluster="test",topic="orders",partition="0",status="offline"} 6\n',
    )
  })

  it('count rebalances only where they are recorded', () => {
    const rebalances = (id: string, lastHour: number | null): Patch => ({
      ...{ op: 'put', kind: 'groupRebalances', key: id, source: 'rebalances', at: 1 },
      value: { id, lastHour, reason: null, storm: null, last: null, moved: [], since: [], departed: [] },
    })
    const model = groupCluster([listed('a'), listed('b'), listed('c'), rebalances('a', 3), rebalances('b', null)])
    expect(lines(textOf(model), 'vivarium_consumergroup_rebalances_last_hour')).toEqual([
      'vivarium_consumergroup_rebalances_last_hour{cluster="test",consumergroup="a"} 3',
      'vivarium_consumergroup_rebalances_last_hour{cluster="test",consumergroup="b"} NaN',
    ])
  })

  it('escape what would end a label or a line', () => {
    expect(sample('m', { a: 'x"y\\z\nw', b: '\r' }, '9223372036854775807')).toBe(
      'm{a="x\\"y\\\\z\\nw",b="\r"} 9223372036854775807\n',
    )
    expect(sample('m', {}, null)).toBe('m NaN\n')
  })

  it('are read line by line whatever groups and clients are called', () => {
    const value = '"(?:[^"\\\\\\n]|\\\\["\\\\n])*"'
    const line = new RegExp(`^[a-z_]+\\{[a-z_]+=${value}(?:,[a-z_]+=${value})*\\} (?:NaN|-?\\d+(?:\\.\\d+)?)$`)
    const name = fc.string({ unit: 'binary' })
    fc.assert(
      fc.property(name, name, name, (id, client, host) => {
        const model = groupCluster([
          listed(id),
          described(id, [member('m', 'orders', [0], { clientId: client, host })]),
          committed(id, { orders: ['90'] }),
        ])
        const text = textOf(model)
        expect(text.endsWith('\n')).toBe(true)
        const seen = new Set<string>()
        let family = ''
        for (const one of text.slice(0, -1).split('\n')) {
          const head = /^# (HELP|TYPE) (\S+) .+$/.exec(one)
          if (head === null) {
            expect(one).toMatch(line)
            expect(one.startsWith(`${family}{`)).toBe(true)
          } else if (head[1] === 'HELP') {
            family = head[2] ?? ''
            expect(seen.has(family)).toBe(false)
            seen.add(family)
          } else expect(one).toBe(`# TYPE ${family} gauge`)
        }
      }),
      { numRuns: 30 },
    )
  })
})
