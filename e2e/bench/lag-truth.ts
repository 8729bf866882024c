import { setTimeout as delay } from 'node:timers/promises'
import type { Cluster } from '../cluster/cluster'
import { kafkaClient } from '../cluster/kafkajs-client'

const STEP_MS = 250

/** A topic of one partition that is being written, and the time each of its records bears. */
export interface WrittenTopic {
  readonly topic: string
  /** Epoch ms by offset. */
  readonly timestamps: readonly number[]
  /** Resolves when the last record is written. */
  stop(): Promise<void>
}

/** Writes records that bear the time of their writing: `perStep(n)` of them in the n-th quarter of a second. */
export async function writeTopic(
  cluster: Cluster,
  topic: string,
  perStep: (step: number) => number,
): Promise<WrittenTopic> {
  // One batch at a time and none twice, so that the n-th record has offset n.
  const producer = kafkaClient(cluster.bootstrap).producer({ idempotent: true, maxInFlightRequests: 1 })
  await producer.connect()
  const timestamps: number[] = []
  let writing = true
  const write = async () => {
    for (let step = 0; writing; step += 1) {
      const count = perStep(step)
      if (count > 0) {
        const timestamp = Date.now()
        const record = { value: 'x', timestamp: String(timestamp), partition: 0 }
        await producer.send({ topic, messages: Array.from({ length: count }, () => record) })
        timestamps.push(...Array.from({ length: count }, () => timestamp))
      }
      await delay(STEP_MS)
    }
    await producer.disconnect()
  }
  const written = write()
  return {
    topic,
    timestamps,
    async stop() {
      writing = false
      await written
    },
  }
}

/** A group of one member that commits what it is told to in partition 0 of a topic. */
export interface CommittingGroup {
  readonly group: string
  readonly topic: string
  /** Resolves when the broker acknowledged it. */
  commit(offset: number): Promise<void>
  stop(): Promise<void>
}

/** Resolves when the group has its member. */
export async function committingGroup(cluster: Cluster, group: string, topic: string): Promise<CommittingGroup> {
  const consumer = kafkaClient(cluster.bootstrap, group).consumer({ groupId: group, heartbeatInterval: 1_000 })
  const joined = new Promise<void>((resolve) => {
    const off = consumer.on(consumer.events.GROUP_JOIN, () => {
      off()
      resolve()
    })
  })
  await consumer.connect()
  await consumer.subscribe({ topics: [topic] })
  await consumer.run({ autoCommit: false, eachMessage: async () => undefined })
  await joined
  return {
    group,
    topic,
    commit: (offset) => consumer.commitOffsets([{ topic, partition: 0, offset: String(offset) }]),
    stop: () => consumer.disconnect(),
  }
}
