import { liveBrokers } from '../model/liveness'
import { oncePerModel } from '../model/once-per-model'
import { partitionNumbers } from '../rows/partition-numbers'
import { type PartitionRow, partitionRows, topicNames } from '../rows/partition-row'
import type { MetricFamily, MetricValue } from './exposition'
import { family, type Series } from './family'
import {
  clusterLabel,
  knownSum,
  type MeasuredCluster,
  type MeasuredGroup,
  type MeasuredPartition,
} from './metrics-scope'

/** A group and the cluster it is in. */
export interface PlacedGroup {
  cluster: MeasuredCluster
  group: MeasuredGroup
}

/** A topic's partitions and the cluster they are in. */
interface PlacedTopic {
  cluster: MeasuredCluster
  topic: string
  rows: readonly PartitionRow[]
}

/** The names of kafka_exporter, each with the cluster's label in front. */
export function kafkaExporterFamilies(
  clusters: readonly MeasuredCluster[],
  groups: () => Iterable<PlacedGroup>,
  partitions: boolean,
): MetricFamily[] {
  const topics = () => topicsOf(clusters)
  const each = () => clusters
  const all = [
    family('kafka_brokers', 'Number of brokers in the cluster.', each, (cluster) => [
      [{ cluster: clusterLabel(cluster) }, brokerCount(cluster)],
    ]),
    family('kafka_broker_info', 'One for each broker of the cluster.', each, brokerInfo),
    family('kafka_topic_partitions', 'Number of partitions of the topic.', topics, ({ cluster, topic, rows }) => [
      [{ cluster: clusterLabel(cluster), topic }, rows.length],
    ]),
    family(
      'kafka_consumergroup_members',
      'Number of members in the group.',
      groups,
      ({ cluster, group: { id, members } }) => [[{ cluster: clusterLabel(cluster), consumergroup: id }, members]],
    ),
    ofGroupTopics(
      'kafka_consumergroup_current_offset_sum',
      'Sum of the offsets the group committed in the topic, of the partitions where one is known.',
      groups,
      ({ committed }) => committed,
    ),
    ofGroupTopics(
      'kafka_consumergroup_lag_sum',
      'Sum of the records the group lags in the topic, of the partitions where that is known.',
      groups,
      ({ lag }) => lag,
    ),
  ]
  return partitions ? [...all, ...partitionFamilies(topics), ...groupPartitionFamilies(groups)] : all
}

function partitionFamilies(topics: () => Iterable<PlacedTopic>): MetricFamily[] {
  const offset = (key: 'startOffset' | 'endOffset') => (row: PartitionRow, cluster: MeasuredCluster) =>
    partitionNumbers(cluster.model, row.topic, row.partition)[key]
  // What nobody has told of a partition is not 0.
  const told = (read: (row: PartitionRow) => MetricValue) => (row: PartitionRow) =>
    row.unknownReason === null ? read(row) : null
  const measures: [string, string, (row: PartitionRow, cluster: MeasuredCluster) => MetricValue][] = [
    ['current_offset', 'End of the log: the next offset to be written.', offset('endOffset')],
    ['oldest_offset', 'Start of the log: the oldest offset that can be read.', offset('startOffset')],
    ['in_sync_replica', 'Number of replicas in sync.', told(({ isr }) => isr.length)],
    ['leader', 'Id of the broker that leads the partition, NaN when none does.', told(({ leader }) => leader)],
    [
      'leader_is_preferred',
      '1 when the preferred leader leads.',
      told(({ leader, preferredLeader }) =>
        preferredLeader === null ? null : Number(leader !== null && leader === preferredLeader),
      ),
    ],
    ['replicas', 'Number of replicas assigned.', ({ replicas }) => (replicas.length === 0 ? null : replicas.length)],
    [
      'under_replicated_partition',
      '1 when replicas are missing from the in-sync set.',
      told(({ problems }) => Number(problems.includes('under-replicated'))),
    ],
  ]
  return measures.map(([word, help, read]) =>
    family(`kafka_topic_partition_${word}`, help, topics, ({ cluster, rows }) =>
      rows.map(
        (row): Series => [
          { cluster: clusterLabel(cluster), topic: row.topic, partition: row.partition },
          read(row, cluster),
        ],
      ),
    ),
  )
}

function groupPartitionFamilies(groups: () => Iterable<PlacedGroup>): MetricFamily[] {
  const ofPartitions = (name: string, help: string, read: (one: MeasuredPartition) => MetricValue) =>
    family(name, help, groups, ({ cluster, group }) =>
      group.partitions.map(
        (one): Series => [
          {
            cluster: clusterLabel(cluster),
            consumergroup: group.id,
            topic: one.topic,
            partition: one.partition,
          },
          read(one),
        ],
      ),
    )
  return [
    ofPartitions('kafka_consumergroup_current_offset', 'Offset the group committed.', ({ committed }) => committed),
    ofPartitions('kafka_consumergroup_lag', 'Records the group has not committed yet.', ({ lag }) => lag),
  ]
}

function ofGroupTopics(
  name: string,
  help: string,
  groups: () => Iterable<PlacedGroup>,
  read: (one: MeasuredPartition) => string | null,
): MetricFamily {
  return family(name, help, groups, ({ cluster, group }) =>
    [...group.topics].map(
      ([topic, partitions]): Series => [
        { cluster: clusterLabel(cluster), consumergroup: group.id, topic },
        knownSum(partitions.map(read)),
      ],
    ),
  )
}

/** Null before anybody told of brokers. */
function brokerCount({ model }: MeasuredCluster): number | null {
  const read = ['zookeeper', 'metadata'].some((name) => model.source.get(name)?.lastOkAt != null)
  return read ? liveBrokers(model).size : null
}

function brokerInfo(cluster: MeasuredCluster): Series[] {
  const { registration, advertised } = cluster.model
  return [...liveBrokers(cluster.model)]
    .sort((a, b) => a - b)
    .map((id) => {
      const told = [registration.get(String(id)), advertised.get(String(id))].find((one) => one?.host != null)
      const address = told ? `${told.host}:${told.port}` : ''
      return [{ cluster: clusterLabel(cluster), id, address }, 1]
    })
}

function* topicsOf(clusters: readonly MeasuredCluster[]): Generator<PlacedTopic> {
  for (const cluster of clusters) {
    const byTopic = rowsByTopic(cluster.model)
    for (const topic of topicNames(cluster.model)) yield { cluster, topic, rows: byTopic.get(topic) ?? [] }
  }
}

/** Once for all families of one answer. */
const rowsByTopic = oncePerModel((model): ReadonlyMap<string, readonly PartitionRow[]> => {
  const rows = new Map<string, PartitionRow[]>()
  for (const row of partitionRows(model)) {
    const own = rows.get(row.topic)
    if (own) own.push(row)
    else rows.set(row.topic, [row])
  }
  return rows
})
