import type { OffsetReading } from '@/lib/lag/offset-reading'
import { partitionAt } from '@/lib/model/partition-at'
import type { ZookeeperOffsets } from '@/lib/model/zookeeper-group'
import { OFFSETS_TOPIC } from '@/lib/records/coordinator-partition'
import type { OlderRecord } from '../history/older-record'
import type { KafkaClient } from '../kafka/client'
import type { LiveModel } from '../model/cluster-model'
import { GroupStates, type StatesListener } from './group-states'
import { GroupCollector } from './groups'
import { LogDirCollector } from './log-dirs'
import { MetadataCollector } from './metadata'
import { OffsetCollector } from './offsets'
import { OffsetsTopicCollector, type OffsetsTopicListener } from './offsets-topic'
import { Poller } from './poller'
import { ProbeCollector } from './probes'
import { QuorumCollector } from './quorum'
import { ReassignmentCollector } from './reassignments'
import { RecordTimes } from './record-times'
import { SoftwareCollector } from './software'
import type { SourceReporter } from './source-reporter'
import { TopicSettingsCollector } from './topic-settings'

/** What the collectors know of the cluster beforehand, and who hears of what is read. */
export interface KafkaCollectorOptions {
  zookeeper: boolean
  /** Whether addresses of brokers are configured. */
  addressed: boolean
  onOffsets: (reading: OffsetReading) => void
  zookeeperCommits: () => readonly ZookeeperOffsets[]
  offsetsTopicListeners: readonly OffsetsTopicListener[]
  statesListeners: readonly StatesListener[]
  /** Records whose own time is wanted, at most so many. */
  olderRecords: (most: number) => OlderRecord[]
  log: (line: string) => void
}

/** Everything read over the Kafka protocol, each at its own rhythm. Where ZooKeeper pushes, metadata only confirms. */
export class KafkaCollectors {
  private readonly kafka: KafkaClient
  private readonly model: LiveModel
  private readonly listener: (endpoints: readonly string[]) => string | null
  private readonly metadata: Poller
  private readonly probes: Poller
  private readonly offsets: Poller
  private readonly settings: Poller
  private readonly software: Poller
  private readonly logDirs: Poller
  private readonly rest: Poller[]
  private readonly offsetsTopic: OffsetsTopicCollector
  private readonly groupStates: GroupStates
  private readonly recordTimes: RecordTimes
  private readonly addressed: boolean

  constructor(
    kafka: KafkaClient,
    model: LiveModel,
    reporter: SourceReporter,
    listener: (endpoints: readonly string[]) => string | null,
    {
      zookeeper,
      addressed,
      onOffsets,
      zookeeperCommits,
      offsetsTopicListeners,
      statesListeners,
      olderRecords,
      log,
    }: KafkaCollectorOptions,
  ) {
    this.addressed = addressed
    this.kafka = kafka
    this.model = model
    this.listener = listener
    const poller = (name: string, intervalMs: number, collector: { read(signal: AbortSignal): Promise<void> }) =>
      new Poller({ name, intervalMs, read: (signal) => collector.read(signal) }, reporter)
    const metadata = new MetadataCollector(kafka, model)
    this.metadata = poller('metadata', zookeeper ? 5_000 : 2_000, {
      read: async (signal) => {
        await metadata.read(signal)
        // Everything else asks brokers by id, and their addresses come with the first metadata.
        for (const other of this.rest) other.start()
        this.offsetsTopic.start()
        this.groupStates.start()
        this.recordTimes.start()
      },
    })
    this.probes = poller('probes', 3_000, new ProbeCollector(kafka, model, listener))
    const offsets = new OffsetCollector(kafka, model, onOffsets, zookeeperCommits)
    this.offsets = poller('offsets', 5_000, offsets)
    this.offsetsTopic = new OffsetsTopicCollector(kafka, {
      exists: () => model.current.topicMetadata.has(OFFSETS_TOPIC) || model.current.assignment.has(OFFSETS_TOPIC),
      committed: (group, topic, partition) => {
        const offsets = model.current.groupOffsets.get(group)?.topics.find((one) => one.topic === topic)
        return partitionAt(offsets?.partitions, partition)?.offset ?? null
      },
      offsets,
      reporter,
      listeners: offsetsTopicListeners,
      log,
    })
    this.recordTimes = new RecordTimes(kafka, model, olderRecords)
    this.settings = poller('topic-settings', zookeeper ? 60_000 : 15_000, new TopicSettingsCollector(kafka, model))
    this.software = poller('software', 300_000, new SoftwareCollector(kafka, model))
    this.logDirs = poller('log-dirs', 30_000, new LogDirCollector(kafka, model))
    const reassignments = poller('reassignments', 10_000, new ReassignmentCollector(kafka, model))
    // What a new group has committed is worth a look at once.
    const groups = poller('groups', 5_000, new GroupCollector(kafka, model, () => this.offsets.trigger()))
    this.groupStates = new GroupStates(kafka, statesListeners, () => groups.trigger())
    this.rest = [this.offsets, this.settings, this.software, this.logDirs, reassignments, groups]
    if (!zookeeper) this.rest.push(poller('quorum', 5_000, new QuorumCollector(kafka, model)))
  }

  /** Without a configured address it begins when ZooKeeper has named brokers. */
  start(): void {
    if (this.addressed) this.metadata.start()
    this.probes.start()
  }

  async stop(): Promise<void> {
    for (const poller of [this.metadata, this.probes, ...this.rest]) poller.stop()
    this.groupStates.stop()
    await Promise.all([this.offsetsTopic.stop(), this.recordTimes.stop()])
  }

  /** ZooKeeper named other brokers: ask them from now on. */
  brokersChanged(): void {
    const addresses = [...this.model.current.registration.values()].map((one) => this.listener(one.endpoints))
    const known = addresses.filter((address) => address !== null)
    if (known.length > 0) {
      this.kafka.setBootstrap(known)
      this.metadata.start()
    }
    for (const poller of [this.metadata, this.probes, this.software, this.logDirs]) poller.trigger()
  }

  topicsChanged(): void {
    for (const poller of [this.metadata, this.settings, this.offsets]) poller.trigger()
    this.offsetsTopic.look()
  }

  statesChanged(): void {
    this.metadata.trigger()
  }

  /** A configuration was announced as changed. */
  configChanged(): void {
    this.settings.trigger()
  }
}
