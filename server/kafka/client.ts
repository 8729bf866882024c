import { type Address, parseAddress } from './address'
import { type BrokerAddress, BrokerRouter } from './broker-router'
import type { Capabilities } from './capabilities'
import { ConnectionPool } from './connection-pool'
import type { KafkaItemError } from './item-error'
import type { TlsOptions } from './open-socket'
import type { CallOptions } from './requests/call-options'
import { type DescribedCluster, describeCluster } from './requests/describe-cluster'
import { type ConfigResource, describeConfigs, type ResourceConfig } from './requests/describe-configs'
import { type ConsumerGroup, describeConsumerGroups } from './requests/describe-consumer-groups'
import { type ClassicGroup, describeGroups } from './requests/describe-groups'
import { describeLogDirs, type LogDir } from './requests/describe-log-dirs'
import { describeQuorum, type Quorum } from './requests/describe-quorum'
import { fetchOffsets, type GroupCommits } from './requests/fetch-offsets'
import { type FetchedPartition, type FetchFrom, type FetchOptions, fetchRecords } from './requests/fetch-records'
import { type BrokerGroups, listGroups } from './requests/list-groups'
import { listOffsets, type OffsetKind, type PartitionLeader, type PartitionOffset } from './requests/list-offsets'
import { listPartitionReassignments, type PartitionReassignment } from './requests/list-partition-reassignments'
import { type ClusterMetadata, metadata } from './requests/metadata'
import { probe } from './requests/probe'
import type { SaslOptions } from './sasl'

/**
 * Reads one cluster over the Kafka protocol, on its own connections; nothing here changes a cluster.
 * Errors of every call: `unreachable`, `timeout`, `unauthenticated`, `unsupported`, the signal's reason; each names the
 * step and the address. Errors of one topic, partition or resource are data.
 */
export class KafkaClient {
  readonly #pool: ConnectionPool
  readonly #router: BrokerRouter

  constructor({ bootstrap, clientId, tls, sasl, log }: KafkaClientOptions) {
    this.#pool = new ConnectionPool({
      clientId: clientId ?? 'vivarium',
      tls: tls ?? null,
      sasl: sasl ?? null,
      stepTimeoutMs: STEP_TIMEOUT_MS,
      log: log ?? (() => {}),
    })
    this.#router = new BrokerRouter(this.#pool, bootstrap)
  }

  /** Ends every connection; calls under way fail. */
  async close(): Promise<void> {
    this.#pool.close()
  }

  /** Replaces the addresses to begin from, such as those found in ZooKeeper's /brokers/ids. */
  setBootstrap(addresses: string[]): void {
    this.#router.setBootstrap(addresses)
  }

  /** Brokers as last advertised, by id; empty before the first `metadata`. */
  brokers(): BrokerAddress[] {
    return this.#router.brokers
  }

  /** Some topics, or all with null; [] for the brokers only. The other calls know brokers by what this one learned. */
  metadata(topics: string[] | null, options?: CallOptions): Promise<ClusterMetadata> {
    return metadata(this.#router, topics, options)
  }

  /** Null where no broker has the API. */
  describeCluster(options?: CallOptions): Promise<DescribedCluster | null> {
    return describeCluster(this.#router, options)
  }

  /** One end, or one moment, of many partitions, keyed "topic/partition". */
  listOffsets(
    requests: PartitionLeader[],
    kind: OffsetKind,
    options?: CallOptions,
  ): Promise<Map<string, PartitionOffset>> {
    return listOffsets(this.#router, requests, kind, options)
  }

  /** Configurations of topics and brokers, keyed "type:name". */
  describeConfigs(
    resources: ConfigResource[],
    options?: CallOptions & { documentation?: boolean },
  ): Promise<Map<string, ResourceConfig>> {
    return describeConfigs(this.#router, resources, options)
  }

  /** Log directories and replica sizes of one broker. */
  describeLogDirs(brokerId: number, options?: CallOptions): Promise<LogDir[]> {
    return describeLogDirs(this.#router, brokerId, options)
  }

  /** Partitions on the move. */
  listPartitionReassignments(options?: CallOptions): Promise<PartitionReassignment[]> {
    return listPartitionReassignments(this.#router, options)
  }

  /** Null in ZooKeeper mode. */
  describeQuorum(options?: CallOptions): Promise<Quorum | null> {
    return describeQuorum(this.#router, options)
  }

  /** The groups one broker coordinates; all, or those in some states. */
  listGroups(brokerId: number, options?: CallOptions & { states?: string[] }): Promise<BrokerGroups> {
    return listGroups(this.#router, brokerId, options)
  }

  /** Classic groups with their members, asked of their coordinator. */
  describeGroups(
    coordinator: number,
    ids: string[],
    options?: CallOptions,
  ): Promise<Map<string, ClassicGroup | { error: KafkaItemError }>> {
    return describeGroups(this.#router, coordinator, ids, options)
  }

  /** Groups listed as `consumer` with their members, asked of their coordinator. */
  describeConsumerGroups(
    coordinator: number,
    ids: string[],
    options?: CallOptions,
  ): Promise<Map<string, ConsumerGroup | { error: KafkaItemError }>> {
    return describeConsumerGroups(this.#router, coordinator, ids, options)
  }

  /** All that groups have committed, asked of their coordinator. */
  fetchOffsets(
    coordinator: number,
    ids: string[],
    options?: CallOptions,
  ): Promise<Map<string, GroupCommits | { error: KafkaItemError }>> {
    return fetchOffsets(this.#router, coordinator, ids, options)
  }

  /** Records of partitions one broker leads, keyed "topic/partition"; waits for records on a connection of its own purpose. */
  fetchRecords(
    leader: number,
    partitions: FetchFrom[],
    options: FetchOptions,
  ): Promise<Map<string, FetchedPartition | { error: KafkaItemError }>> {
    return fetchRecords(this.#router, leader, partitions, options)
  }

  /** One round trip to one broker, by id or "host:port". */
  async probe(broker: number | string, options?: CallOptions): Promise<{ latencyMs: number }> {
    try {
      return await probe(this.#pool, this.#addressOf(broker), options)
    } catch (error) {
      throw typeof broker === 'number' ? this.#router.explain(broker, error) : error
    }
  }

  /** What a broker said of itself on our latest connection to it; null before the first. */
  capabilities(broker: number | string): Capabilities | null {
    return this.#pool.capabilities(this.#addressOf(broker))
  }

  #addressOf(broker: number | string): Address {
    return typeof broker === 'number' ? this.#router.address(broker) : parseAddress(broker)
  }
}

/** How to reach a cluster. */
export interface KafkaClientOptions {
  /** "host:port". */
  bootstrap: string[]
  /** Shown in the brokers' request logs and quotas. */
  clientId?: string
  tls?: TlsOptions | null
  sasl?: SaslOptions | null
  /** One line per change of a connection's state, for the server's log. */
  log?: (line: string) => void
}

/** Deadline of each step of a connection, ms. */
const STEP_TIMEOUT_MS = 3000
