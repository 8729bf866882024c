import { partitionKey } from '@/lib/model/partition'
import type { Patch } from '@/lib/model/patch'
import type { TopicOffsets } from '@/lib/model/topic'
import { partitionRows } from '@/lib/rows/partition-row'
import type { KafkaClient } from '../kafka/client'
import type { LiveModel } from '../model/cluster-model'

/** Log starts move rarely: they are read every so many readings of the ends. */
const STARTS_EVERY = 6
const NO_LEADER = 'the partition has no leader'

interface Ends {
  at: number
  /** End offset by `topic/partition`. */
  byPartition: ReadonlyMap<string, bigint>
}

/** First and next offset of every partition, asked of each leader in one request; what has no leader says so. */
export class OffsetCollector {
  private readonly kafka: Pick<KafkaClient, 'listOffsets'>
  private readonly model: LiveModel
  private readings = 0
  private starts: Awaited<ReturnType<KafkaClient['listOffsets']>> = new Map()
  private before: Ends | null = null

  constructor(kafka: Pick<KafkaClient, 'listOffsets'>, model: LiveModel) {
    this.kafka = kafka
    this.model = model
  }

  async read(signal: AbortSignal): Promise<void> {
    const rows = partitionRows(this.model.current)
    if (rows.length === 0) return
    const requests = rows.map((row) => ({ topic: row.topic, partition: row.partition, leader: row.leader }))
    const led = requests.filter((one): one is typeof one & { leader: number } => one.leader !== null)
    if (
      this.readings % STARTS_EVERY === 0 ||
      led.some((one) => !this.starts.has(partitionKey(one.topic, one.partition)))
    ) {
      this.starts = await this.kafka.listOffsets(led, 'earliest', { signal })
    }
    const ends = await this.kafka.listOffsets(led, 'latest', { signal })
    this.readings += 1
    const at = Date.now()
    const known = new Map<string, bigint>()
    for (const [key, answer] of ends) if ('offset' in answer) known.set(key, answer.offset)
    const byTopic = new Map<string, TopicOffsets>()
    for (const { topic, partition, leader } of requests) {
      const key = partitionKey(topic, partition)
      const offsets = byTopic.get(topic) ?? { name: topic, partitions: [], perSecond: null }
      byTopic.set(topic, offsets)
      const start = this.starts.get(key)
      const end = ends.get(key)
      offsets.partitions.push({
        partition,
        start: start && 'offset' in start ? String(start.offset) : null,
        end: end && 'offset' in end ? String(end.offset) : null,
        error:
          leader === null
            ? NO_LEADER
            : end && 'error' in end
              ? reasonOf(end.error)
              : start && 'error' in start
                ? reasonOf(start.error)
                : null,
      })
    }
    const patches: Patch[] = [...byTopic.values()].map((value) => ({
      op: 'put',
      kind: 'offsets',
      key: value.name,
      value: { ...value, perSecond: rate(value, known, this.before, at) },
      source: 'offsets',
      at,
    }))
    this.before = { at, byPartition: known }
    this.model.write(patches)
  }
}

function reasonOf({ name, message }: { name: string; message: string | null }): string {
  return message ? `${name}: ${message}` : name
}

/** Records per second over the partitions known in both readings; null when there is none. */
function rate(topic: TopicOffsets, now: ReadonlyMap<string, bigint>, before: Ends | null, at: number): number | null {
  if (!before || at <= before.at) return null
  let appended = 0n
  let known = 0
  for (const { partition } of topic.partitions) {
    const key = partitionKey(topic.name, partition)
    const end = now.get(key)
    const earlier = before.byPartition.get(key)
    // A topic that was recreated starts again at 0: that is no negative rate.
    if (end === undefined || earlier === undefined || end < earlier) continue
    appended += end - earlier
    known += 1
  }
  return known === 0 ? null : Math.round((Number(appended) / ((at - before.at) / 1_000)) * 10) / 10
}
