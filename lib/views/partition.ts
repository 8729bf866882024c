import type { Sentence, Verdict } from '../health/sentence'
import type { ClusterModel } from '../model/cluster'
import { liveBrokers } from '../model/liveness'
import { type PartitionState, partitionKey } from '../model/partition'
import { partitionAt } from '../model/partition-at'
import type { PartitionMetadata } from '../model/topic'
import { type PartitionNumbers, partitionNumbers } from '../rows/partition-numbers'
import { type PartitionRow, partitionRow } from '../rows/partition-row'
import { type CellState, STATUS_CELL } from '../rows/partition-status'

export type ReplicaRole = 'leader' | 'in-sync' | 'out-of-sync' | 'offline' | 'adding' | 'removing'

/** One copy of the partition. */
export interface ReplicaView {
  id: number
  role: ReplicaRole
  preferred: boolean
  /** Kafka's own word: OnlineReplica, OfflineReplica, NewReplica. */
  state: string
  sizeBytes: string | null
  /** Records behind the leader as its broker reports it. */
  offsetLag: string | null
}

/** What would follow an event, from the facts as they stand. */
export interface WhatNext {
  when: string
  outcome: string
  state: CellState
}

/** One partition's page. */
export interface PartitionView {
  row: PartitionRow
  numbers: PartitionNumbers
  verdict: Verdict
  replicas: ReplicaView[]
  zookeeper: PartitionState | null
  metadata: PartitionMetadata | null
  /** Fields in which ZooKeeper and the brokers differ; [] when equal or one is absent. */
  mismatches: ('leader' | 'leaderEpoch' | 'isr')[]
  whatNext: WhatNext[]
}

/** null when neither ZooKeeper nor the brokers know the partition. */
export function partitionView(model: ClusterModel, topic: string, partition: number): PartitionView | null {
  const row = partitionRow(model, topic, partition)
  if (!row) return null
  const live = liveBrokers(model)
  return {
    row,
    numbers: partitionNumbers(model, topic, partition),
    verdict: partitionVerdict(row),
    replicas: row.replicas.map((id) => replicaView(model, row, id, live)),
    zookeeper: model.partitionState.get(partitionKey(topic, partition)) ?? null,
    metadata: partitionAt(model.topicMetadata.get(topic)?.partitions, partition) ?? null,
    mismatches: mismatches(row),
    whatNext: whatNext(model, row, live),
  }
}

function replicaView(model: ClusterModel, row: PartitionRow, id: number, live: ReadonlySet<number>): ReplicaView {
  const copy = model.sizes.get(row.topic)?.replicas.find((one) => one.partition === row.partition && one.broker === id)
  const inSync = row.isr.includes(id)
  const role: ReplicaRole = !live.has(id)
    ? 'offline'
    : row.leader === id
      ? 'leader'
      : row.removingReplicas.includes(id)
        ? 'removing'
        : inSync
          ? 'in-sync'
          : row.addingReplicas.includes(id)
            ? 'adding'
            : 'out-of-sync'
  return {
    id,
    role,
    preferred: id === row.preferredLeader,
    state: !live.has(id) ? 'OfflineReplica' : role === 'adding' ? 'NewReplica' : 'OnlineReplica',
    sizeBytes: copy?.sizeBytes ?? null,
    offsetLag: copy?.offsetLag ?? null,
  }
}

function mismatches(row: PartitionRow): PartitionView['mismatches'] {
  const { zookeeper, metadata } = row.views
  if (!zookeeper || !metadata) return []
  const found: PartitionView['mismatches'] = []
  if (zookeeper.leader !== metadata.leader) found.push('leader')
  if (zookeeper.leaderEpoch !== metadata.leaderEpoch) found.push('leaderEpoch')
  if (!sameMembers(zookeeper.isr, metadata.isr)) found.push('isr')
  return found
}

/** ISR lists are sets: ZooKeeper and the brokers may order them differently. */
function sameMembers(a: readonly number[], b: readonly number[]): boolean {
  return a.length === b.length && a.every((id) => b.includes(id))
}

function partitionVerdict(row: PartitionRow): Verdict {
  const name = { text: `${row.topic}-${row.partition}`, strong: true }
  const since: Sentence =
    row.since === null ? [] : [{ text: ' since ' }, { text: new Date(row.since).toISOString(), since: row.since }]
  const because = row.cause ? `: ${row.cause}.` : '.'
  const isr = `${row.isr.length} of ${row.replicas.length} replicas in sync`
  const min = row.minInsyncReplicas === null ? 'min ISR unknown' : `min ISR is ${row.minInsyncReplicas}`
  const base = { state: STATUS_CELL[row.status], since: row.since }
  const say = (level: Verdict['level'], words: string, detail: string): Verdict => ({
    ...base,
    level,
    title: [name, { text: ` ${words}` }, ...since, { text: because }],
    detail: [{ text: detail }],
  })
  const led =
    row.leader === null ? 'It has no leader' : `Broker ${row.leader} leads, epoch ${row.leaderEpoch ?? 'unknown'}`
  const preferred =
    row.leader !== null && row.leader !== row.preferredLeader ? `; broker ${row.preferredLeader} is preferred` : ''
  switch (row.status) {
    case 'offline':
      return say(
        'critical',
        'is offline: neither readable nor writable',
        `Last in sync: ${row.isr.join(', ') || 'nobody'}; ${min}.`,
      )
    case 'under-min-isr':
      return say(
        'critical',
        'refuses acks=all writes',
        `${isr}, ${min}. ${led}${preferred}. Reads and acks=1 writes still work.`,
      )
    case 'under-replicated':
      return say('warning', 'lacks a copy', `${isr}, ${min}. ${led}${preferred}.`)
    case 'reassigning':
      return say(
        'info',
        'is being reassigned',
        `${isr}. ${led}${preferred}. Adding ${row.addingReplicas.join(', ') || 'none'}, removing ${row.removingReplicas.join(', ') || 'none'}.`,
      )
    case 'new':
      return say('info', 'was never led', row.unknownReason ?? 'The controller has not elected a leader yet.')
    case 'unknown':
      return say('unknown', 'is not known', row.unknownReason ?? 'Nothing has answered about it.')
    default:
      return say('ok', 'is in sync', `${isr}, ${min}. ${led}${preferred}.`)
  }
}

/** By the controller's election rule: the first live replica in assignment order that is in the ISR. */
function whatNext(model: ClusterModel, row: PartitionRow, live: ReadonlySet<number>): WhatNext[] {
  const next: WhatNext[] = []
  const min = row.minInsyncReplicas
  const unclean = model.topicSettings.get(row.topic)?.uncleanLeaderElection ?? null
  for (const id of row.replicas.filter((one) => !row.isr.includes(one))) {
    const size = row.isr.length + 1
    const writes = min === null ? '' : size >= min ? ', acks=all writes work' : ', still under min ISR'
    next.push({
      when: live.has(id) ? `${id} catches up` : `${id} comes back`,
      outcome: `ISR ${size} of ${row.replicas.length}${writes}.`,
      state: 'ok',
    })
  }
  if (row.leader !== null && live.has(row.leader)) {
    const heir = row.replicas.find((id) => id !== row.leader && row.isr.includes(id) && live.has(id))
    const left = row.isr.filter((id) => id !== row.leader).length
    const refused = min !== null && left < min
    if (heir !== undefined) {
      next.push({
        when: `${row.leader} fails`,
        outcome: `Broker ${heir} leads, ISR ${left} of ${row.replicas.length}${refused ? ', acks=all writes refused' : ''}.`,
        state: refused ? 'minisr' : 'urp',
      })
    } else {
      const words =
        unclean === true
          ? 'an out-of-sync replica may lead and records vanish (unclean election is on).'
          : unclean === false
            ? 'no data loss, no writes, no reads (unclean election is off).'
            : 'unclean.leader.election.enable is unknown.'
      next.push({ when: `${row.leader} fails`, outcome: `Offline: ${words}`, state: 'offline' })
    }
  } else {
    const heirs = row.isr.filter((id) => !live.has(id))
    if (heirs.length > 0)
      next.push({ when: `${heirs.join(' or ')} comes back`, outcome: 'It leads again; nothing is lost.', state: 'ok' })
    const others = row.replicas.filter((id) => live.has(id) && !row.isr.includes(id))
    if (others.length > 0)
      next.push({
        when: 'unclean election',
        outcome: `Broker ${others[0]} would lead; what it had not copied is lost.`,
        state: 'offline',
      })
  }
  return next
}
