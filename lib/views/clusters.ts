import { type ConnectFault, connectFault } from '../health/connect-fault'
import { groupsUnreadReason } from '../health/groups-verdict'
import type { Verdict } from '../health/sentence'
import { unreadReason } from '../health/unread-reason'
import { clusterVerdict } from '../health/verdict'
import { type ClusterModel, SINGLE } from '../model/cluster'
import { hasZooKeeper } from '../model/liveness'
import { oncePerModel } from '../model/once-per-model'
import type { Source } from '../model/source'
import { brokerRows, controllerId } from '../rows/broker-row'
import { groupRows } from '../rows/group-row'
import { needsSomebody } from '../rows/group-status'
import { sourceReason } from '../rows/partition-numbers'
import { inPreset } from '../rows/partition-presets'
import { type PartitionRow, partitionRows, topicNames } from '../rows/partition-row'

/** A number, or why it is not known. `partly`: what a known one leaves out. */
export interface Known {
  value: number | null
  reason: string | null
}

/** One cluster in numbers and one sentence; partitions are counted as `kafka-topics --describe` does. */
export interface ClusterSummary {
  verdict: Verdict
  /** Since when nobody of it answers, and at which steps that fails; null while it can be reached. */
  unreachable: { since: number; faults: ConnectFault[] } | null
  /** Why nothing was ever read of it; null once it was. */
  unread: string | null
  kafkaVersion: string | null
  clusterId: string | null
  brokersAlive: Known
  brokersTotal: Known
  controller: Known
  topics: Known
  partitions: Known
  offline: Known
  underMinIsr: Known
  underReplicated: Known
  groups: Known
  /** Groups that somebody should look at. */
  groupsInNeed: Known
  messagesPerSecond: Known
  /** Servers of the ensemble that serve, and how many there are; null without ZooKeeper. */
  zookeeper: { serving: Known; servers: Known } | null
}

/** The summary of a cluster; computed once per model. */
export const clusterSummary: (model: ClusterModel) => ClusterSummary = oncePerModel(summarise)

function summarise(model: ClusterModel): ClusterSummary {
  const rows = partitionRows(model)
  const brokers = brokerRows(model)
  const unread = unreadReason(model)
  const known = (value: number): Known => (unread === null ? { value, reason: null } : { value: null, reason: unread })
  const count = (is: (row: PartitionRow) => boolean) => known(rows.reduce((sum, row) => sum + (is(row) ? 1 : 0), 0))
  const withoutMinimum = rows.filter((row) => row.minInsyncReplicas === null).length
  const partly = `the min ISR of ${withoutMinimum} of ${rows.length} partitions is not known`
  const under = count((row) => inPreset(row, 'under-min-isr'))
  const controller = controllerId(model)
  const facts = model.facts.get(SINGLE)
  return {
    verdict: clusterVerdict(model),
    unreachable: unreachable(model),
    unread,
    kafkaVersion: facts?.kafkaVersion ?? null,
    clusterId: facts?.clusterId ?? null,
    brokersAlive: known(brokers.filter((row) => row.state === 'alive').length),
    brokersTotal: known(brokers.length),
    controller: controller === null ? { value: null, reason: unread ?? 'no broker is controller' } : known(controller),
    topics: known(topicNames(model).length),
    partitions: known(rows.length),
    offline: count((row) => inPreset(row, 'unavailable')),
    underMinIsr:
      unread !== null || withoutMinimum === 0
        ? under
        : { value: withoutMinimum === rows.length ? null : under.value, reason: partly },
    underReplicated: count((row) => inPreset(row, 'under-replicated')),
    ...groupNumbers(model),
    messagesPerSecond: messageRate(model),
    zookeeper: hasZooKeeper(model) ? quorum(model) : null,
  }
}

/** Every way in is shut: ZooKeeper where there is one, and the brokers. */
function unreachable(model: ClusterModel): ClusterSummary['unreachable'] {
  const ways = ['zookeeper', 'metadata'].flatMap((name) => model.source.get(name) ?? [])
  const down = ways.filter(({ status }) => status === 'down')
  const needed = hasZooKeeper(model) ? 'zookeeper' : 'metadata'
  if (down.length < ways.length || !down.some(({ name }) => name === needed)) return null
  const since = down.reduce((latest, source) => Math.max(latest, source.since), 0)
  return { since, faults: down.map(connectFault) }
}

function groupNumbers(model: ClusterModel): Pick<ClusterSummary, 'groups' | 'groupsInNeed'> {
  const reason = groupsUnreadReason(model)
  if (reason !== null) return { groups: { value: null, reason }, groupsInNeed: { value: null, reason } }
  const rows = groupRows(model)
  return {
    groups: { value: rows.length, reason: null },
    groupsInNeed: { value: rows.filter((row) => needsSomebody(row.status)).length, reason: null },
  }
}

function messageRate(model: ClusterModel): Known {
  const rates = [...model.offsets.values()].flatMap(({ perSecond }) => perSecond ?? [])
  if (rates.length === 0)
    return { value: null, reason: sourceReason(model, 'offsets') ?? 'a rate needs two readings of the offsets' }
  return { value: Math.round(rates.reduce((sum, rate) => sum + rate, 0) * 10) / 10, reason: null }
}

function quorum(model: ClusterModel): ClusterSummary['zookeeper'] {
  const servers = [...model.ensembleServer.values()]
  const asked = servers.filter(({ status }) => status !== 'silent')
  const reason = 'its servers have not been asked yet'
  if (servers.length === 0) return { serving: { value: null, reason }, servers: { value: null, reason } }
  const serving = asked.filter(({ status }) => status === 'serving').length
  const mute = servers.length - asked.length
  return {
    serving:
      asked.length === 0
        ? { value: null, reason: servers[0]?.reason ?? 'no server answers for itself' }
        : { value: serving, reason: mute === 0 ? null : `${mute} of ${servers.length} servers do not tell` },
    servers: { value: servers.length, reason: null },
  }
}

/** How old the picture of a cluster is at `now`: `late` when a source is overdue, `gone` when none is left. */
export interface ClusterFreshness {
  state: 'live' | 'late' | 'gone'
  /** Of the oldest reading that is due often; null before there was one. */
  ageMs: number | null
  /** The sources that are late or down. */
  tardy: string[]
}

/** Sources read at least this often tell the age of the picture. */
const OFTEN_MS = 10_000

/** The freshness of everything read of a cluster; the brokers' own answers do not count, they are the cluster's trouble. */
export function clusterFreshness(model: ClusterModel, now: number): ClusterFreshness {
  const sources = [...model.source.values()].filter(
    ({ name, status }) => status !== 'absent' && !name.startsWith('broker:'),
  )
  const late = sources.filter((source) => isLate(source, now))
  const telling = sources.filter((source) => late.includes(source) || (source.intervalMs ?? 0) <= OFTEN_MS)
  const ages = telling.flatMap((source) => ageOf(source, now) ?? [])
  const down = sources.filter(({ status }) => status === 'down')
  return {
    state: sources.length === 0 || down.length === sources.length ? 'gone' : late.length > 0 ? 'late' : 'live',
    ageMs: ages.length === 0 ? null : Math.max(...ages),
    tardy: late.map(({ name }) => name),
  }
}

/** A source that pushes is right until it says otherwise. */
function ageOf({ intervalMs, status, lastOkAt }: Source, now: number): number | null {
  if (intervalMs === null && status === 'live') return 0
  return lastOkAt === null ? null : Math.max(0, now - lastOkAt)
}

function isLate(source: Source, now: number): boolean {
  const age = ageOf(source, now)
  if (source.status !== 'live' || age === null) return true
  return source.intervalMs !== null && age > 2 * source.intervalMs
}
