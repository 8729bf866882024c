import { coordinatorPartition, OFFSETS_TOPIC } from '@/lib/records/coordinator-partition'
import { type Cluster, startCluster } from '../cluster/cluster'
import { commitOffsets, createTopics, leadersOf, produce, untilLeadersAnswer } from '../cluster/kafka-admin'

/** A cluster on which things are going to break, and the names of what is on it. */
export interface BadDay {
  cluster: Cluster
  /** Kept by broker 1 and by broker 2, the only copies; both committed every partition of `orders` and of `pair`. */
  groups: { onOne: string; onTwo: string }
}

export const ORDERS = 'orders'
/** Partition 0 lies on broker 2 alone, partition 1 on broker 1 alone. */
export const PAIR = 'pair'
/** Goes in the course of the day. */
export const DOOMED = 'doomed'

/** Three brokers, three ZooKeepers, one copy of each partition of `__consumer_offsets`, two groups that lag by 5 records. */
export async function startBadDay(onProgress?: (line: string) => void): Promise<BadDay> {
  const cluster = await startCluster({
    racks: true,
    zookeepers: 3,
    brokerConfig: { 'offsets.topic.replication.factor': '1' },
    ...(onProgress ? { onProgress } : {}),
  })
  try {
    await createTopics(cluster, [
      { name: ORDERS, partitions: 10, replicationFactor: 3 },
      { name: PAIR, assignment: [[2], [1]] },
      { name: DOOMED, partitions: 2, replicationFactor: 2 },
    ])
    for (const topic of [ORDERS, PAIR]) await untilLeadersAnswer(cluster, topic)
    const record = (partition: number) => ({ value: 'x', partition })
    await produce(cluster, ORDERS, [0, 0, 1, 2].map(record))
    await produce(cluster, PAIR, [1].map(record))
    // The first commit makes the topic that says who keeps which group.
    await commitOffsets(cluster, 'warm-up', ORDERS, [0])
    const leaders = await leadersOf(cluster, OFFSETS_TOPIC)
    const keptBy = (broker: number) => {
      for (let number = 0; ; number += 1) {
        const id = `readers-${number}`
        if (leaders.get(coordinatorPartition(id, leaders.size)) === broker) return id
      }
    }
    const groups = { onOne: keptBy(1), onTwo: keptBy(2) }
    for (const group of [groups.onOne, groups.onTwo]) {
      await commitOffsets(
        cluster,
        group,
        ORDERS,
        Array.from({ length: 10 }, () => 0),
      )
      await commitOffsets(cluster, group, PAIR, [0, 0])
    }
    return { cluster, groups }
  } catch (error) {
    await cluster.stop()
    throw error
  }
}
