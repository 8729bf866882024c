import { z } from 'zod'
import { brokerAnswer, brokerQuery, brokersAnswer, brokersQuery } from './broker-answer'
import { clusterAnswer, clustersAnswer, clustersQuery, noQuery } from './cluster-answer'
import { ensembleAnswer } from './ensemble-answer'
import { sessionsAnswer, sessionsQuery } from './ensemble-sessions-answer'
import { eventsAnswer, eventsQuery } from './event-answer'
import { findingsAnswer, findingsQuery } from './finding-answer'
import { groupAnswer, groupQuery } from './group-answer'
import { groupHistoryAnswer, groupHistoryQuery } from './group-history-answer'
import { groupsAnswer, groupsQuery } from './groups-answer'
import { historyAnswer, historyQuery } from './history-answer'
import { partitionsAnswer, partitionsQuery } from './partition-answer'
import { partitionAnswer, partitionQuery } from './partition-detail'
import { rebalancesAnswer, rebalancesQuery } from './rebalances-answer'
import { snapshotQuery, streamQuery } from './stream-query'
import { topicAnswer, topicQuery, topicsAnswer, topicsQuery } from './topic-answer'
import { znodeAnswer, znodeQuery, znodeStreamQuery } from './znode-answer'
import { znodeExportAnswer } from './znode-export-answer'
import { znodeExportQuery, znodeSearchQuery } from './znode-search-query'

/** One GET route as the contract describes it. */
export interface ApiRoute {
  /** Below `/api/v1`; `{cluster}` is the cluster's slug. */
  path: string
  /** Name of the answer in the contract. */
  name: string
  summary: string
  query: z.ZodObject
  answer: z.ZodType
  mediaType?: 'text/event-stream'
  /** Whether it answers 304: its answer is made of the model alone. */
  revisioned: boolean
}

const CLUSTER = '/clusters/{cluster}'

/** A model as patches; the same reducer that made it on the server makes it anew. */
const snapshot = z.strictObject({
  epoch: z.string(),
  revision: z.int(),
  asOf: z.string(),
  patches: z.array(z.looseObject({ op: z.literal('put'), kind: z.string(), key: z.string() })),
  events: z.array(z.looseObject({ id: z.string(), kind: z.string() })),
  pulse: z.array(z.looseObject({ at: z.int() })),
})

/** Every route of version 1. A test holds it against the route files. */
export const API_ROUTES: readonly ApiRoute[] = [
  {
    path: '/clusters',
    name: 'Clusters',
    summary: 'Every configured cluster in numbers and one sentence',
    query: clustersQuery,
    answer: clustersAnswer,
    revisioned: true,
  },
  {
    path: CLUSTER,
    name: 'ClusterDetail',
    summary: 'One cluster, its controller and its problems',
    query: noQuery,
    answer: clusterAnswer,
    revisioned: true,
  },
  {
    path: `${CLUSTER}/brokers`,
    name: 'Brokers',
    summary: 'Brokers that are in the cluster, were in it, or are named by an assignment',
    query: brokersQuery,
    answer: brokersAnswer,
    revisioned: true,
  },
  {
    path: `${CLUSTER}/broker`,
    name: 'BrokerDetail',
    summary: 'One broker with configuration, log directories and blast radius',
    query: brokerQuery,
    answer: brokerAnswer,
    revisioned: false,
  },
  {
    path: `${CLUSTER}/topics`,
    name: 'Topics',
    summary: 'Topics',
    query: topicsQuery,
    answer: topicsAnswer,
    revisioned: true,
  },
  {
    path: `${CLUSTER}/topic`,
    name: 'TopicDetail',
    summary: 'One topic with configuration and partitions',
    query: topicQuery,
    answer: topicAnswer,
    revisioned: false,
  },
  {
    path: `${CLUSTER}/partitions`,
    name: 'Partitions',
    summary: 'Partitions; presets count as kafka-topics --describe does',
    query: partitionsQuery,
    answer: partitionsAnswer,
    revisioned: true,
  },
  {
    path: `${CLUSTER}/partition`,
    name: 'PartitionDetail',
    summary: 'One partition with its copies and its recent events',
    query: partitionQuery,
    answer: partitionAnswer,
    revisioned: true,
  },
  {
    path: `${CLUSTER}/groups`,
    name: 'Groups',
    summary: 'Consumer groups with their lag',
    query: groupsQuery,
    answer: groupsAnswer,
    revisioned: true,
  },
  {
    path: `${CLUSTER}/group`,
    name: 'GroupDetail',
    summary: 'One group with its members and the offsets of its partitions',
    query: groupQuery,
    answer: groupAnswer,
    revisioned: false,
  },
  {
    path: `${CLUSTER}/group/history`,
    name: 'GroupHistory',
    summary: 'How one group keeps up in each partition and why we think so, and its last hour as series',
    query: groupHistoryQuery,
    answer: groupHistoryAnswer,
    revisioned: false,
  },
  {
    path: `${CLUSTER}/rebalances`,
    name: 'Rebalances',
    summary: 'Rebalances of consumer groups with what triggered them, newest first',
    query: rebalancesQuery,
    answer: rebalancesAnswer,
    revisioned: false,
  },
  {
    path: `${CLUSTER}/events`,
    name: 'Events',
    summary: 'What happened and why, newest first',
    query: eventsQuery,
    answer: eventsAnswer,
    revisioned: true,
  },
  {
    path: `${CLUSTER}/znode`,
    name: 'Znode',
    summary: 'One znode as it is now: data with secrets masked, stat, ACL, what it means, and a page of its children',
    query: znodeQuery,
    answer: znodeAnswer,
    revisioned: false,
  },
  {
    path: `${CLUSTER}/znode/stream`,
    name: 'ZnodeStream',
    summary:
      'Some znodes as they are and as they change, as Server-Sent Events: trace, znode, listing, absent, denied, stale',
    query: znodeStreamQuery,
    answer: z.string(),
    mediaType: 'text/event-stream',
    revisioned: false,
  },
  {
    path: `${CLUSTER}/znode/search`,
    name: 'ZnodeSearch',
    summary:
      'Nodes of a subtree by name or masked content, as Server-Sent Events while it is walked: hit, progress, end',
    query: znodeSearchQuery,
    answer: z.string(),
    mediaType: 'text/event-stream',
    revisioned: false,
  },
  {
    path: `${CLUSTER}/znode/export`,
    name: 'ZnodeExport',
    summary: 'A subtree with data, stat and ACL of every node, secrets masked, sent while it is walked',
    query: znodeExportQuery,
    answer: znodeExportAnswer,
    revisioned: false,
  },
  {
    path: `${CLUSTER}/findings`,
    name: 'Findings',
    summary: 'Where two sources disagree, and what waits for something that does not come, oldest first',
    query: findingsQuery,
    answer: findingsAnswer,
    revisioned: true,
  },
  {
    path: `${CLUSTER}/ensemble`,
    name: 'Ensemble',
    summary: 'The ZooKeeper servers as each answers for itself, their quorum, and our session',
    query: noQuery,
    answer: ensembleAnswer,
    revisioned: true,
  },
  {
    path: `${CLUSTER}/ensemble/sessions`,
    name: 'Sessions',
    summary: 'The sessions of ZooKeeper: who they are, the ephemeral znodes they hold, and where they are connected',
    query: sessionsQuery,
    answer: sessionsAnswer,
    revisioned: false,
  },
  {
    path: `${CLUSTER}/history`,
    name: 'History',
    summary:
      'Series of the last hour: counts are the highest of each step, a partition counting in its worst state only',
    query: historyQuery,
    answer: historyAnswer,
    revisioned: false,
  },
  {
    path: `${CLUSTER}/snapshot`,
    name: 'Snapshot',
    summary: 'The whole model at a revision',
    query: snapshotQuery,
    answer: snapshot,
    revisioned: false,
  },
  {
    path: `${CLUSTER}/stream`,
    name: 'Stream',
    summary: 'Changes as Server-Sent Events: patch, event, samples, resync; the id is epoch.revision',
    query: streamQuery,
    answer: z.string(),
    mediaType: 'text/event-stream',
    revisioned: false,
  },
]
