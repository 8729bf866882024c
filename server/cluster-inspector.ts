import type { ClusterConfig } from '@/lib/config'
import { deriveEvents } from '@/lib/events/diff'
import type { ClusterEvent } from '@/lib/events/event'
import type { LagHistory } from '@/lib/history/lag-history'
import type { RebalanceHistory } from '@/lib/history/rebalance-history'
import { type ClusterModel, SINGLE } from '@/lib/model/cluster'
import type { StreamPosition } from '@/lib/stream'
import type { PulseSample } from '@/lib/time-series'
import type { ConfigAnswer } from '@/lib/views/config-entry'
import type { EnsembleSessions } from './collector/ensemble-sessions'
import { KafkaCollectors } from './collector/kafka-collectors'
import { listenerFor } from './collector/probes'
import { SourceReporter } from './collector/source-reporter'
import { ZookeeperCollector } from './collector/zookeeper-collector'
import { consumerSessionTimeout } from './consumer-session-timeout'
import { LagRecorder } from './history/lag-recorder'
import { RebalanceRecorder } from './history/rebalance-recorder'
import type { KafkaClient } from './kafka/client'
import { kafkaConnection, securityProtocol } from './kafka-connection'
import { LiveModel, type ModelChange } from './model/cluster-model'
import { EventLog } from './model/event-log'
import { Feed } from './model/feed'
import { Pulse } from './model/pulse'
import { takePulse } from './pulse-taker'
import { resourceConfig } from './resource-config'
import { ZnodeBrowser } from './znodes/znode-browser'

const PULSE_MS = 10_000

/** One cluster under inspection: its sources, its model, what happened, and who is told. */
export class ClusterInspector {
  readonly config: ClusterConfig
  readonly feed: Feed
  /** Since when we look at it, epoch ms: nothing from before is an event. */
  readonly startedAt = Date.now()
  /** Its znodes; null where Kafka keeps its metadata itself (KRaft). */
  readonly znodes: ZnodeBrowser | null
  /** Who is connected to its ZooKeeper; null as above. */
  readonly sessions: EnsembleSessions | null
  private readonly live = new LiveModel()
  private readonly lagRecorder: LagRecorder
  private readonly rebalanceRecorder: RebalanceRecorder
  private readonly log = new EventLog()
  private readonly beats = new Pulse()
  private readonly kafka: KafkaClient
  private readonly reporter: SourceReporter
  private readonly kafkaCollectors: KafkaCollectors
  private readonly zookeeper: ZookeeperCollector | null
  private pulseTimer: NodeJS.Timeout | null = null
  private pulseDue: NodeJS.Timeout | null = null
  private eventCount = 0

  constructor(config: ClusterConfig, epoch: string, log: (line: string) => void) {
    this.config = config
    this.feed = new Feed(epoch)
    this.reporter = new SourceReporter(this.live)
    const { reporter } = this
    this.lagRecorder = new LagRecorder(this.live, log)
    const listener = listenerFor(securityProtocol(config.kafka))
    this.kafka = kafkaConnection(config.kafka, log)
    this.rebalanceRecorder = new RebalanceRecorder(this.live, () => consumerSessionTimeout(this.kafka), log)
    this.kafkaCollectors = new KafkaCollectors(this.kafka, this.live, reporter, listener, {
      zookeeper: config.zookeeper !== null,
      addressed: config.kafka.brokers.length > 0,
      onOffsets: (reading) => void this.lagRecorder.takeReading(reading),
      zookeeperCommits: () => this.zookeeper?.groups.commits() ?? [],
      offsetsTopicListeners: [this.lagRecorder, this.rebalanceRecorder],
      statesListeners: [this.rebalanceRecorder],
      olderRecords: (most) => this.lagRecorder.olderRecords(most),
      log,
    })
    this.zookeeper = config.zookeeper
      ? new ZookeeperCollector(config.zookeeper, this.live, reporter, () => this.kafkaCollectors.configChanged(), log)
      : null
    this.znodes = this.zookeeper
      ? new ZnodeBrowser(this.zookeeper.session, this.zookeeper.watches, () => this.live.current)
      : null
    this.sessions = this.zookeeper?.sessions ?? null
    this.live.onChange((change) => this.onChange(change))
    const { id, name, environment, color } = config
    const mode = config.zookeeper ? 'zookeeper' : 'kraft'
    const identity = { id, name, environment, color, mode } as const
    this.live.write([
      { op: 'put', kind: 'identity', key: SINGLE, value: identity, source: 'configuration', at: Date.now() },
    ])
    this.live.flush()
  }

  start(): void {
    this.zookeeper?.start()
    this.kafkaCollectors.start()
    this.rebalanceRecorder.start()
    this.beat()
    this.pulseTimer = setInterval(() => this.beat(), PULSE_MS)
  }

  async stop(): Promise<void> {
    if (this.pulseTimer) clearInterval(this.pulseTimer)
    if (this.pulseDue) clearTimeout(this.pulseDue)
    await Promise.all([this.zookeeper?.stop(), this.kafkaCollectors.stop(), this.kafka.close()])
    await Promise.all([this.lagRecorder.stop(), this.rebalanceRecorder.stop()])
    this.reporter.stop()
    this.live.close()
  }

  model(): ClusterModel {
    return this.live.current
  }

  /** Where the model stands in the stream. */
  position(): StreamPosition {
    return { epoch: this.feed.epoch, revision: this.live.revision }
  }

  /** The model, and when the last event happened (epoch ms; null when nothing did). */
  standing(): { model: ClusterModel; lastEventAt: number | null } {
    return { model: this.live.current, lastEventAt: this.log.latest(1)[0]?.at ?? null }
  }

  /** Newest first. */
  events(limit: number, matches?: (event: ClusterEvent) => boolean): ClusterEvent[] {
    return this.log.latest(limit, matches)
  }

  /** The last hour, oldest first. */
  pulse(): PulseSample[] {
    return this.beats.all()
  }

  /** How groups kept up in the last hour. */
  lag(): LagHistory {
    return this.lagRecorder
  }

  /** How groups rebalanced. */
  rebalances(): RebalanceHistory {
    return this.rebalanceRecorder
  }

  topicConfig(name: string): Promise<ConfigAnswer> {
    return resourceConfig(this.kafka, 'topic', name)
  }

  brokerConfig(id: number): Promise<ConfigAnswer> {
    return resourceConfig(this.kafka, 'broker', String(id))
  }

  private onChange({ batch, before, after }: ModelChange): void {
    const drafts = deriveEvents(before, after, batch.patches)
    const events = drafts.map((draft): ClusterEvent => ({ id: `${this.feed.epoch}-${++this.eventCount}`, ...draft }))
    this.log.add(events)
    this.feed.publish(batch, events)
    if (before.registration !== after.registration) this.kafkaCollectors.brokersChanged()
    if (before.assignment !== after.assignment || before.topicMetadata.size !== after.topicMetadata.size) {
      this.kafkaCollectors.topicsChanged()
    }
    if (before.partitionState !== after.partitionState) this.kafkaCollectors.statesChanged()
    this.pulseDue ??= setTimeout(() => this.beatIfChanged(), 250)
  }

  private beat(): void {
    const sample = takePulse(this.live.current, Date.now())
    this.beats.add(sample)
    this.feed.publishSample(sample)
  }

  private beatIfChanged(): void {
    this.pulseDue = null
    const last = this.beats.last
    const now = takePulse(this.live.current, Date.now())
    const counts = ({ at: _at, messagesPerSecond: _rate, ...rest }: PulseSample) => JSON.stringify(rest)
    if (!last || counts(last) !== counts(now)) this.beat()
  }
}
