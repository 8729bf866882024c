import { partitionRows } from '../rows/partition-row'
import { STATUS_RANK } from '../rows/partition-status'
import type { MetricFamily } from './exposition'
import { family, type Series } from './family'
import type { PlacedGroup } from './kafka-exporter'
import { clusterLabel, type MeasuredCluster, seconds } from './metrics-scope'

/** What no exporter tells: since when partitions are at risk, how restless groups are, how old all of this is. */
export function ownFamilies(
  clusters: readonly MeasuredCluster[],
  groups: () => Iterable<PlacedGroup>,
  now: number,
): MetricFamily[] {
  const each = () => clusters
  return [
    family(
      'vivarium_partition_at_risk_seconds',
      'How long a partition has been offline, under min ISR or under-replicated; the others have no series.',
      each,
      (cluster) =>
        partitionRows(cluster.model)
          .filter(({ status }) => STATUS_RANK[status] >= STATUS_RANK['under-replicated'])
          .map(
            ({ topic, partition, status, since }): Series => [
              { cluster: clusterLabel(cluster), topic, partition, status },
              since === null ? null : seconds(Math.max(0, now - since)),
            ],
          ),
    ),
    family(
      'vivarium_consumergroup_rebalances_last_hour',
      'Rebalances of the group in the last hour.',
      groups,
      ({ cluster, group: { id } }) => {
        const known = cluster.model.groupRebalances.get(id)
        return known ? [[{ cluster: clusterLabel(cluster), consumergroup: id }, known.lastHour]] : []
      },
    ),
    family(
      'vivarium_consumergroup_lag_unknown_partitions',
      'Partitions of the group whose lag is not known and so is in no sum.',
      groups,
      ({ cluster, group: { id, partitions } }) => [
        [{ cluster: clusterLabel(cluster), consumergroup: id }, partitions.filter(({ lag }) => lag === null).length],
      ],
    ),
    family(
      'vivarium_source_age_seconds',
      'Age of what was read last from a source; 0 for one that tells every change, NaN before the first reading.',
      each,
      (cluster) =>
        [...cluster.model.source.values()].flatMap(({ name, status, intervalMs, lastOkAt }): Series[] => {
          if (status === 'absent') return []
          const pushes = status === 'live' && intervalMs === null
          const age = pushes ? 0 : lastOkAt === null ? null : Math.max(0, now - lastOkAt)
          return [[{ cluster: clusterLabel(cluster), source: name }, seconds(age)]]
        }),
    ),
  ]
}
