import { errorCode, errorMessage, VivariumError } from '@/lib/errors'
import type { BrokerDisk } from '@/lib/model/broker'
import { liveBrokers } from '@/lib/model/liveness'
import type { Patch } from '@/lib/model/patch'
import type { TopicSizes } from '@/lib/model/topic'
import type { KafkaClient } from '../kafka/client'
import type { LiveModel } from '../model/cluster-model'

type LogDirs = Awaited<ReturnType<KafkaClient['describeLogDirs']>>

/** Bytes on disk per directory and per replica; a broker that does not answer keeps its last sizes. */
export class LogDirCollector {
  private readonly kafka: Pick<KafkaClient, 'describeLogDirs'>
  private readonly model: LiveModel
  private readonly answers = new Map<number, LogDirs>()

  constructor(kafka: Pick<KafkaClient, 'describeLogDirs'>, model: LiveModel) {
    this.kafka = kafka
    this.model = model
  }

  async read(signal: AbortSignal): Promise<void> {
    const failures: unknown[] = []
    const asked = [...liveBrokers(this.model.current)]
    await Promise.all(
      asked.map(async (id) => {
        try {
          this.answers.set(id, await this.kafka.describeLogDirs(id, { signal }))
        } catch (error) {
          failures.push(error)
        }
      }),
    )
    const at = Date.now()
    const patches: Patch[] = [...this.answers].map(([id, dirs]) => ({
      op: 'put',
      kind: 'disk',
      key: String(id),
      value: disk(id, dirs),
      source: `broker:${id}`,
      at,
    }))
    for (const sizes of topicSizes(this.answers)) {
      patches.push({ op: 'put', kind: 'sizes', key: sizes.name, value: sizes, source: 'log-dirs', at })
    }
    this.model.write(patches)
    if (failures.length > 0) {
      throw new VivariumError({
        code: failures.every((error) => errorCode(error) === 'forbidden') ? 'forbidden' : 'unreachable',
        message: `${failures.length} of ${asked.length} brokers: ${errorMessage(failures[0])}`,
      })
    }
  }
}

function disk(id: number, dirs: LogDirs): BrokerDisk {
  return {
    id,
    directories: dirs.map((dir) => ({
      path: dir.path,
      error: dir.error?.name ?? null,
      totalBytes: dir.totalBytes === null ? null : String(dir.totalBytes),
      usableBytes: dir.usableBytes === null ? null : String(dir.usableBytes),
      sizeBytes: String(dir.replicas.reduce((sum, replica) => sum + replica.sizeBytes, 0n)),
      replicas: dir.replicas.length,
    })),
  }
}

function topicSizes(answers: ReadonlyMap<number, LogDirs>): Iterable<TopicSizes> {
  const byTopic = new Map<string, TopicSizes>()
  for (const [broker, dirs] of answers) {
    for (const replica of dirs.flatMap((dir) => dir.replicas)) {
      if (replica.isFuture) continue
      const sizes = byTopic.get(replica.topic) ?? { name: replica.topic, replicas: [] }
      byTopic.set(replica.topic, sizes)
      const { partition, sizeBytes, offsetLag } = replica
      sizes.replicas.push({ partition, broker, sizeBytes: String(sizeBytes), offsetLag: String(offsetLag) })
    }
  }
  return byTopic.values()
}
