import { type ClusterModel, SINGLE } from '@/lib/model/cluster'
import { hasZooKeeper } from '@/lib/model/liveness'
import { partitionAt } from '@/lib/model/partition-at'
import type { Patch } from '@/lib/model/patch'
import { sameJson } from '@/lib/model/patch'
import type { TopicMetadata } from '@/lib/model/topic'
import type { KafkaClient } from '../kafka/client'
import type { LiveModel } from '../model/cluster-model'

const SOURCE = 'metadata'

/** The cluster as any answering broker describes it to clients: brokers, controller, topics with leaders and ISR. */
export class MetadataCollector {
  private readonly kafka: Pick<KafkaClient, 'metadata'>
  private readonly model: LiveModel
  private readings = 0

  constructor(kafka: Pick<KafkaClient, 'metadata'>, model: LiveModel) {
    this.kafka = kafka
    this.model = model
  }

  async read(signal: AbortSignal): Promise<void> {
    const answer = await this.kafka.metadata(null, { signal })
    const at = Date.now()
    const first = this.readings === 0
    this.readings += 1
    const before = this.model.current
    const stamp = { source: SOURCE, at }
    const facts = {
      clusterId: answer.clusterId,
      controllerId: answer.controllerId,
      kafkaVersion: before.facts.get(SINGLE)?.kafkaVersion ?? null,
    }
    const patches: Patch[] = [{ op: 'put', kind: 'facts', key: SINGLE, value: facts, ...stamp }]
    for (const { id, host, port, rack } of answer.brokers) {
      patches.push({ op: 'put', kind: 'advertised', key: String(id), value: { id, host, port, rack }, ...stamp })
    }
    for (const topic of answer.topics) {
      const known = before.topicMetadata.get(topic.name)
      const value = dated(topic, known, first ? null : at, at)
      patches.push({ op: 'put', kind: 'topicMetadata', key: topic.name, value, ...stamp })
    }
    patches.push(...brokersGone(before, new Set(answer.brokers.map(({ id }) => String(id))), at))
    const topicNames = new Set(answer.topics.map(({ name }) => name))
    for (const key of before.topicMetadata.keys()) {
      if (topicNames.has(key)) continue
      for (const kind of ['topicMetadata', 'offsets', 'topicSettings', 'sizes'] as const)
        patches.push({ op: 'remove', kind, key, ...stamp })
    }
    this.model.write(patches)
    this.model.flush()
  }
}

/** Brokers no longer advertised; where no ZooKeeper tells of departures, this is how we learn of them. */
function brokersGone(before: ClusterModel, present: ReadonlySet<string>, at: number): Patch[] {
  const stamp = { source: SOURCE, at }
  const gone = [...before.advertised.values()].filter(({ id }) => !present.has(String(id)))
  const patches: Patch[] = gone.map(({ id }) => ({ op: 'remove', kind: 'advertised', key: String(id), ...stamp }))
  if (hasZooKeeper(before)) return patches
  for (const { id, host, port, rack } of gone) {
    const value = { id, host, port, rack, leftAt: at, seenLate: false, sessionId: null }
    patches.push({ op: 'put', kind: 'departure', key: String(id), value, ...stamp })
  }
  for (const key of present) patches.push({ op: 'remove', kind: 'departure', key, ...stamp })
  return patches
}

type Answered = Awaited<ReturnType<KafkaClient['metadata']>>['topics'][number]

/** The answer with the times at which we saw leader or ISR change: brokers do not tell when. */
function dated(
  topic: Answered,
  known: TopicMetadata | undefined,
  firstSeenAt: number | null,
  at: number,
): TopicMetadata {
  return {
    name: topic.name,
    topicId: topic.topicId,
    internal: topic.internal,
    error: topic.error?.name ?? null,
    firstSeenAt: known ? known.firstSeenAt : firstSeenAt,
    partitions: topic.partitions.map((partition) => {
      const before = partitionAt(known?.partitions, partition.partition)
      const same = before !== undefined && before.leader === partition.leader && sameJson(before.isr, partition.isr)
      return {
        partition: partition.partition,
        leader: partition.leader,
        leaderEpoch: partition.leaderEpoch ?? -1,
        replicas: partition.replicas,
        isr: partition.isr,
        offlineReplicas: partition.offlineReplicas,
        error: partition.error?.name ?? null,
        changedAt: same ? before.changedAt : known || firstSeenAt !== null ? at : null,
      }
    }),
  }
}
