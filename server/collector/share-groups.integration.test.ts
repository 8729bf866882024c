import { afterAll, beforeAll, expect, it } from 'vitest'
import { type Cluster, startCluster } from '@/e2e/cluster/cluster'
import { createTopics } from '@/e2e/cluster/kafka-admin'
import { until } from '@/e2e/cluster/until'
import { groupRow } from '@/lib/rows/group-row'
import type { ClusterInspector } from '../cluster-inspector'
import { inspectCluster } from '../testing/inspect'

let cluster: Cluster
let inspector: ClusterInspector

beforeAll(async () => {
  cluster = await startCluster({
    version: '4',
    brokers: 1,
    brokerConfig: {
      // Share groups of 4.1 are a preview that must be asked for.
      'unstable.api.versions.enable': 'true',
      'unstable.feature.versions.enable': 'true',
      'group.coordinator.rebalance.protocols': 'classic,consumer,share,streams',
      'share.coordinator.state.topic.replication.factor': '1',
      'share.coordinator.state.topic.min.isr': '1',
    },
  })
  inspector = inspectCluster(cluster)
})

afterAll(async () => {
  await inspector?.stop()
  await cluster?.stop()
})

it('lists a share group by its type, living, and says what cannot be read of it', async () => {
  await createTopics(cluster, [{ name: 'orders', partitions: 2 }])
  await cluster.cli.run('features', ['upgrade', '--feature', 'share.version=1'])
  cluster.cli.keep('console-share-consumer', ['--topic', 'orders', '--group', 'shared'], 'shared')
  const row = () => groupRow(inspector.model(), 'shared')
  await until('the group with its member', () => row()?.state === 'Stable', 40_000)
  expect(row()).toMatchObject({
    kind: 'share',
    type: 'share',
    status: 'stable',
    members: null,
    membersReason: 'members of a share group cannot be read by this protocol',
    lag: null,
    lagReason: 'a share group commits no offsets',
  })
}, 60_000)
