import type {
  AdvertisedBroker,
  BrokerDeparture,
  BrokerDisk,
  BrokerLatency,
  BrokerProbe,
  BrokerRegistration,
  BrokerSoftware,
} from './broker'
import type { GroupCoverage, GroupDescription, GroupListing, GroupOffsets } from './consumer-group'
import type { Controller, ElectionRequest, LogDirectoryNotice, Quorum } from './controller'
import type { EnsembleMonitor, EnsembleNumbers, EnsembleServer, EnsembleSession } from './ensemble'
import type { GroupProgress } from './group-progress'
import type { Leftover } from './leftover'
import type { PartitionState, Reassignment } from './partition'
import type { GroupRebalances } from './rebalance'
import type { Source } from './source'
import type { TopicAssignment, TopicDeletion, TopicMetadata, TopicOffsets, TopicSettings, TopicSizes } from './topic'
import type { ZookeeperGroup, ZookeeperOffsets } from './zookeeper-group'

/** Who this cluster is for us. Source: our configuration. */
export interface ClusterIdentity {
  id: string
  name: string
  environment: string | null
  color: string | null
  mode: 'zookeeper' | 'kraft'
}

/** What the brokers say of the cluster as a whole. Source: Metadata (API key 3) and ApiVersions (18). */
export interface ClusterFacts {
  clusterId: string | null
  /** The controller as brokers name it to clients; a random broker in KRaft. */
  controllerId: number | null
  /** Version or range of versions of the answering brokers, in words. */
  kafkaVersion: string | null
}

/**
 * Every kind of thing the model holds. Each kind has one source, so ZooKeeper's view and the brokers' view
 * of the same thing are two kinds and never blend.
 */
export interface Entities {
  identity: ClusterIdentity
  facts: ClusterFacts
  source: Source
  registration: BrokerRegistration
  advertised: AdvertisedBroker
  probe: BrokerProbe
  software: BrokerSoftware
  latency: BrokerLatency
  departure: BrokerDeparture
  disk: BrokerDisk
  controller: Controller
  quorum: Quorum
  electionRequest: ElectionRequest
  logDirectoryNotice: LogDirectoryNotice
  assignment: TopicAssignment
  partitionState: PartitionState
  topicMetadata: TopicMetadata
  topicSettings: TopicSettings
  deletion: TopicDeletion
  leftover: Leftover
  reassignment: Reassignment
  offsets: TopicOffsets
  sizes: TopicSizes
  groupListing: GroupListing
  groupDescription: GroupDescription
  groupOffsets: GroupOffsets
  groupCoverage: GroupCoverage
  groupProgress: GroupProgress
  groupRebalances: GroupRebalances
  zookeeperGroup: ZookeeperGroup
  zookeeperOffsets: ZookeeperOffsets
  ensembleServer: EnsembleServer
  ensembleNumbers: EnsembleNumbers
  ensembleMonitor: EnsembleMonitor
  ensembleSession: EnsembleSession
}

export type EntityKind = keyof Entities

/** Key of the entities of which a cluster has one. */
export const SINGLE = 'cluster'

/** One cluster as an immutable value: kind → key → entity (plain JSON). Changed only by `applyPatches`. */
export type ClusterModel = { readonly [K in EntityKind]: ReadonlyMap<string, Entities[K]> }

/** Every kind, in a fixed order; the record type makes a forgotten kind a compile error. */
const KINDS: Record<EntityKind, true> = {
  identity: true,
  facts: true,
  source: true,
  registration: true,
  advertised: true,
  probe: true,
  software: true,
  latency: true,
  departure: true,
  disk: true,
  controller: true,
  quorum: true,
  electionRequest: true,
  logDirectoryNotice: true,
  assignment: true,
  partitionState: true,
  topicMetadata: true,
  topicSettings: true,
  deletion: true,
  leftover: true,
  reassignment: true,
  offsets: true,
  sizes: true,
  groupListing: true,
  groupDescription: true,
  groupOffsets: true,
  groupCoverage: true,
  groupProgress: true,
  groupRebalances: true,
  zookeeperGroup: true,
  zookeeperOffsets: true,
  ensembleServer: true,
  ensembleNumbers: true,
  ensembleMonitor: true,
  ensembleSession: true,
}

// Object.keys of a record over EntityKind yields exactly its keys.
export const ENTITY_KINDS = Object.keys(KINDS) as EntityKind[]

/** A cluster of which nothing is known yet. */
export function emptyCluster(): ClusterModel {
  // Every kind gets a map, so the mapped type holds.
  return Object.fromEntries(ENTITY_KINDS.map((kind) => [kind, new Map()])) as unknown as ClusterModel
}
