import type { Cluster } from '../cluster/cluster'
import { kafkaClient } from '../cluster/kafkajs-client'
import type { Member } from './group-script'

/** A kafkajs consumer, which never says its generation. */
export interface KafkajsMember extends Member {
  /** Joins, without waiting until it did. */
  join(topic: string): Promise<void>
  /** Leaves its group and ends. */
  close(): Promise<void>
}

/** A kafkajs consumer of this group; `name` tells it from its neighbours. */
export function kafkajsMember(cluster: Cluster, group: string, name: string): KafkajsMember {
  const clientId = `${group}-${name}`
  const consumer = kafkaClient(cluster.bootstrap, clientId).consumer({
    groupId: group,
    sessionTimeout: 10_000,
    rebalanceTimeout: 10_000,
    heartbeatInterval: 1_000,
  })
  let place: Member['place'] = null
  consumer.on(consumer.events.GROUP_JOIN, ({ payload }) => {
    const assigned = Object.entries(payload.memberAssignment)
    const partitions = assigned.flatMap(([topic, numbers]) => numbers.map((number) => `${topic}-${number}`))
    place = { generation: null, memberId: payload.memberId, partitions: partitions.sort() }
  })
  return {
    clientId,
    get place() {
      return place
    },
    async join(topic) {
      await consumer.connect()
      await consumer.subscribe({ topics: [topic], fromBeginning: true })
      await consumer.run({ autoCommitInterval: 500, eachMessage: async () => undefined })
    },
    close: () => consumer.disconnect(),
  }
}
