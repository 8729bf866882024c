import { setTimeout as delay } from 'node:timers/promises'
import type { Cluster } from '@/e2e/cluster/cluster'
import { createTopics } from '@/e2e/cluster/kafka-admin'
import { startConsuming } from './consuming'
import { type Running, startProducing } from './producing'
import { topicPlans } from './topic-plan'

const STOP_LIMIT_MS = 5_000

/** What traffic to make; everything has a default. */
export interface TrafficOptions {
  /** Names out of the plan; all. */
  topics?: readonly string[]
  /** Records a second, all topics together; 40. */
  rate?: number
  onProgress?: (line: string) => void
}

/**
 * Creates the topics of a small shop and lets it live: keyed and unkeyed records in every codec, groups that keep up,
 * fall behind, leave and flap. The records are the same in every run.
 */
export async function startTraffic(cluster: Cluster, options: TrafficOptions = {}): Promise<Running> {
  const { rate = 40, onProgress = () => {} } = options
  const plans = topicPlans.filter(({ name }) => options.topics?.includes(name) ?? true)
  const brokers = cluster.brokers.length
  await createTopics(
    cluster,
    plans.map(({ name, partitions, replicationFactor, config }) => {
      const copies = Math.min(replicationFactor, brokers)
      const needed = config['min.insync.replicas']
      const possible =
        needed === undefined ? config : { ...config, 'min.insync.replicas': `${Math.min(Number(needed), copies)}` }
      return { name, partitions, replicationFactor: copies, config: possible }
    }),
  )
  onProgress(`Created ${plans.length} topics`)
  const consuming = await startConsuming(cluster, new Set(plans.map(({ name }) => name)), onProgress)
  const producing = await startProducing(cluster, plans, rate, onProgress)
  let stopped: Promise<unknown> | null = null
  return {
    async stop() {
      // kafkajs waits for brokers that are gone for minutes; what is left of it ends with the process.
      stopped ??= Promise.race([
        Promise.all([producing.stop(), consuming.stop()]),
        delay(STOP_LIMIT_MS, undefined, { ref: false }),
      ])
      await stopped
    },
  }
}
