import { exposition } from './exposition'
import { kafkaExporterFamilies, type PlacedGroup } from './kafka-exporter'
import { kafkaLagExporterFamilies } from './kafka-lag-exporter'
import { type MetricsScope, measuredGroups } from './metrics-scope'
import { ownFamilies } from './own-families'

/**
 * All that is measured as Prometheus text, in pieces of a group or a topic each, some of them empty: whoever sends them
 * gives others a turn in between.
 */
export function* metrics({ clusters, names, partitions, now }: MetricsScope): Generator<string> {
  const placed: PlacedGroup[] = []
  for (const cluster of clusters) {
    for (const group of measuredGroups(cluster)) {
      placed.push({ cluster, group })
      yield ''
    }
  }
  const groups = () => placed
  yield* exposition([
    ...(names.includes('kafka_exporter') ? kafkaExporterFamilies(clusters, groups, partitions) : []),
    ...(names.includes('kafka-lag-exporter') ? kafkaLagExporterFamilies(clusters, groups, partitions) : []),
    ...ownFamilies(clusters, groups, now),
  ])
}
