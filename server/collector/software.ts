import { kafkaVersionOfLevel } from '@/lib/metadata-version'
import { SINGLE } from '@/lib/model/cluster'
import { liveBrokers } from '@/lib/model/liveness'
import type { Patch } from '@/lib/model/patch'
import { compareNames } from '@/lib/rows/partition-row'
import type { KafkaClient } from '../kafka/client'
import type { LiveModel } from '../model/cluster-model'

const PROTOCOL_KEY = 'inter.broker.protocol.version'

type Reader = Pick<KafkaClient, 'capabilities' | 'describeConfigs'>

/**
 * What each broker runs. No Kafka answer carries the release itself: KRaft brokers name the metadata.version levels
 * they support, those with ZooKeeper the protocol version they are configured for (the release's own unless set).
 */
export class SoftwareCollector {
  private readonly kafka: Reader
  private readonly model: LiveModel

  constructor(kafka: Reader, model: LiveModel) {
    this.kafka = kafka
    this.model = model
  }

  async read(signal: AbortSignal): Promise<void> {
    const ids = [...liveBrokers(this.model.current)]
    const at = Date.now()
    const versions = await Promise.all(ids.map(async (id) => [id, await this.versionOf(id, signal)] as const))
    const patches = versions.flatMap(([id, software]): Patch[] =>
      software
        ? [{ op: 'put', kind: 'software', key: String(id), value: { id, ...software }, source: `broker:${id}`, at }]
        : [],
    )
    const names = [
      ...new Set(versions.map(([, software]) => software?.version).filter((one) => one !== undefined)),
    ].sort(compareNames)
    const facts = this.model.current.facts.get(SINGLE)
    if (facts && names.length > 0) {
      const value = { ...facts, kafkaVersion: names.join(', ') }
      patches.push({ op: 'put', kind: 'facts', key: SINGLE, value, source: 'software', at })
    }
    this.model.write(patches)
  }

  private async versionOf(id: number, signal: AbortSignal): Promise<{ version: string; readFrom: string } | null> {
    // The question also opens a connection, on which the broker names its features.
    const answers = await this.kafka.describeConfigs([{ type: 'broker', name: String(id), keys: [PROTOCOL_KEY] }], {
      signal,
    })
    const level = this.kafka.capabilities(id)?.supportedFeatures.find((one) => one.name === 'metadata.version')?.max
    const version = level === undefined ? null : kafkaVersionOfLevel(level)
    if (version) return { version, readFrom: 'metadata.version' }
    const entries = answers.get(`broker:${id}`)
    const value = Array.isArray(entries) ? entries.find((entry) => entry.name === PROTOCOL_KEY)?.value : null
    const release = /^\d+\.\d+/.exec(value ?? '')?.[0]
    return release ? { version: release, readFrom: PROTOCOL_KEY } : null
  }
}
