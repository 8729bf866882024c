import { partitionNumbers } from '../rows/partition-numbers'
import { partitionRows } from '../rows/partition-row'
import type { Labels, MetricFamily, MetricValue } from './exposition'
import { family, type Series } from './family'
import type { PlacedGroup } from './kafka-exporter'
import {
  clusterLabel,
  knownMax,
  knownSum,
  type MeasuredCluster,
  type MeasuredPartition,
  seconds,
} from './metrics-scope'

/** The names of kafka-lag-exporter. */
export function kafkaLagExporterFamilies(
  clusters: readonly MeasuredCluster[],
  groups: () => Iterable<PlacedGroup>,
  partitions: boolean,
): MetricFamily[] {
  const ofGroups = (name: string, help: string, read: (placed: PlacedGroup) => MetricValue) =>
    family(`kafka_consumergroup_group_${name}`, help, groups, (placed) => [[groupLabels(placed), read(placed)]])
  const all = [
    ofGroups('max_lag', 'Most records the group lags in one partition, of those where that is known.', ({ group }) =>
      knownMax(group.partitions.map(({ lag }) => lag)),
    ),
    ofGroups('max_lag_seconds', 'Age of the first unread record of the partition furthest behind.', ({ group }) =>
      seconds(longest(group.partitions)),
    ),
    ofGroups('sum_lag', 'Records the group lags, of the partitions where that is known.', ({ group }) =>
      knownSum(group.partitions.map(({ lag }) => lag)),
    ),
    family(
      'kafka_consumergroup_group_topic_sum_lag',
      'Records the group lags in the topic, of the partitions where that is known.',
      groups,
      (placed) =>
        [...placed.group.topics].map(
          ([topic, own]): Series => [{ ...groupLabels(placed), topic }, knownSum(own.map(({ lag }) => lag))],
        ),
    ),
  ]
  return partitions ? [...all, ...groupPartitionFamilies(groups), ...logFamilies(clusters)] : all
}

function groupPartitionFamilies(groups: () => Iterable<PlacedGroup>): MetricFamily[] {
  const ofPartitions = (word: string, help: string, read: (one: MeasuredPartition) => MetricValue) =>
    family(`kafka_consumergroup_group_${word}`, help, groups, (placed) =>
      placed.group.partitions.map((one): Series => [partitionLabels(placed, one), read(one)]),
    )
  return [
    ofPartitions('offset', 'Offset the group committed.', ({ committed }) => committed),
    ofPartitions('lag', 'Records the group has not committed yet.', ({ lag }) => lag),
    ofPartitions('lag_seconds', 'Age of the first record the group has not committed yet.', ({ timeLagMs }) =>
      seconds(timeLagMs),
    ),
  ]
}

function logFamilies(clusters: readonly MeasuredCluster[]): MetricFamily[] {
  const ofLogs = (word: string, help: string, key: 'startOffset' | 'endOffset') =>
    family(
      `kafka_partition_${word}_offset`,
      help,
      () => placesOf(clusters),
      ({ cluster, topic, partition }) => [
        [
          { cluster_name: clusterLabel(cluster), topic, partition },
          partitionNumbers(cluster.model, topic, partition)[key],
        ],
      ],
    )
  return [
    ofLogs('latest', 'End of the log: the next offset to be written.', 'endOffset'),
    ofLogs('earliest', 'Start of the log: the oldest offset that can be read.', 'startOffset'),
  ]
}

function* placesOf(
  clusters: readonly MeasuredCluster[],
): Generator<{ cluster: MeasuredCluster; topic: string; partition: number }> {
  for (const cluster of clusters)
    for (const { topic, partition } of partitionRows(cluster.model)) yield { cluster, topic, partition }
}

function longest(partitions: readonly MeasuredPartition[]): number | null {
  return partitions.reduce<number | null>(
    (most, { timeLagMs }) => (timeLagMs !== null && (most === null || timeLagMs > most) ? timeLagMs : most),
    null,
  )
}

function groupLabels({ cluster, group }: PlacedGroup): Labels {
  return { cluster_name: clusterLabel(cluster), group: group.id }
}

/** A partition that no member holds has these labels empty, as that exporter writes them. */
function partitionLabels(placed: PlacedGroup, { topic, partition, member }: MeasuredPartition): Labels {
  return {
    ...groupLabels(placed),
    topic,
    partition,
    member_host: member?.host ?? '',
    consumer_id: member?.memberId ?? '',
    client_id: member?.clientId ?? '',
  }
}
