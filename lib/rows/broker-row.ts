import type { BrokerDeparture } from '../model/broker'
import { type ClusterModel, SINGLE } from '../model/cluster'
import { hasZooKeeper, liveBrokers } from '../model/liveness'
import { oncePerModel } from '../model/once-per-model'
import { sourceReason } from './partition-numbers'
import { type PartitionRow, partitionRows } from './partition-row'
import type { CellState } from './partition-status'

/** `gone`: was here, is not; `missing`: named in assignments but never seen by us; `not-answering`: in the cluster, silent to us. */
export type BrokerState = 'alive' | 'not-answering' | 'gone' | 'missing' | 'unknown'

/** The glyph of each broker state. */
const BROKER_CELL: Record<BrokerState, CellState> = {
  alive: 'ok',
  'not-answering': 'urp',
  gone: 'offline',
  missing: 'offline',
  unknown: 'unknown',
}

/** One broker as the list, the overview's tanks and the API show it. */
export interface BrokerRow {
  id: number
  host: string | null
  port: number | null
  rack: string | null
  endpoints: string[]
  state: BrokerState
  glyph: CellState
  /** Why it is in that state, in words; null when alive. */
  stateReason: string | null
  /** Since when it is in that state (registration ctime, departure, silence); epoch ms, null = unknown. */
  since: number | null
  sinceReason: string | null
  isController: boolean
  /** Partitions it leads, of which it is a replica, of which it is a replica out of the ISR. */
  leaders: number
  replicas: number
  outOfSync: number
  /** (leaders − mean) ÷ mean over live brokers, in percent; null without live brokers. */
  leaderSkewPercent: number | null
  replicaSkewPercent: number | null
  /** Of the partitions whose preferred leader it is, how many percent it leads; null when there are none. */
  preferredLeaderPercent: number | null
  sizeBytes: string | null
  sizeReason: string | null
  latencyMs: number | null
  software: string | null
  /** ZooKeeper session, `0x…`. */
  session: string | null
  /** Broker epoch (czxid), `0x…`. */
  epoch: string | null
}

interface Tally {
  leaders: number
  replicas: number
  outOfSync: number
  preferred: number
  preferredLed: number
}

/** Every broker that is in the cluster, was in it, or is named by an assignment; ascending by id. Computed once per model. */
export const brokerRows: (model: ClusterModel) => BrokerRow[] = oncePerModel(computeRows)

function computeRows(model: ClusterModel): BrokerRow[] {
  const tallies = tally(partitionRows(model))
  const ids = new Set([
    ...[...model.registration.values(), ...model.advertised.values(), ...model.departure.values()].map(({ id }) => id),
    ...tallies.keys(),
  ])
  const live = liveBrokers(model)
  const liveTallies = [...live].map((id) => tallies.get(id))
  const meanLeaders = mean(liveTallies.map((one) => one?.leaders ?? 0))
  const meanReplicas = mean(liveTallies.map((one) => one?.replicas ?? 0))
  const controller = controllerId(model)
  return [...ids]
    .sort((a, b) => a - b)
    .map((id): BrokerRow => {
      const key = String(id)
      const counts = tallies.get(id) ?? NONE
      const registration = model.registration.get(key)
      const advertised = model.advertised.get(key)
      const departure = model.departure.get(key)
      const address = registration ?? departure ?? advertised
      const disk = model.disk.get(key)
      const isLive = live.has(id)
      return {
        id,
        host: address?.host ?? null,
        port: address?.port ?? null,
        rack: (registration ?? advertised ?? departure)?.rack ?? null,
        endpoints: registration?.endpoints ?? (advertised ? [`${advertised.host}:${advertised.port}`] : []),
        ...standing(model, id),
        isController: controller === id,
        leaders: counts.leaders,
        replicas: counts.replicas,
        outOfSync: counts.outOfSync,
        leaderSkewPercent: isLive ? skew(counts.leaders, meanLeaders) : null,
        replicaSkewPercent: isLive ? skew(counts.replicas, meanReplicas) : null,
        preferredLeaderPercent: counts.preferred > 0 ? (counts.preferredLed / counts.preferred) * 100 : null,
        sizeBytes: disk ? String(disk.directories.reduce((sum, one) => sum + BigInt(one.sizeBytes), 0n)) : null,
        sizeReason: disk
          ? null
          : (sourceReason(model, 'log-dirs') ?? 'this broker has not reported its log directories'),
        latencyMs: isLive ? (model.latency.get(key)?.latencyMs ?? null) : null,
        software: model.software.get(key)?.version ?? null,
        session: registration?.sessionId ?? null,
        epoch: registration?.epoch ?? null,
      }
    })
}

/** The broker that is controller: ZooKeeper's word, in KRaft the quorum's leader; null when there is none. */
export function controllerId(model: ClusterModel): number | null {
  return hasZooKeeper(model)
    ? (model.controller.get(SINGLE)?.brokerId ?? null)
    : (model.quorum.get(SINGLE)?.leaderId ?? null)
}

const NONE: Tally = { leaders: 0, replicas: 0, outOfSync: 0, preferred: 0, preferredLed: 0 }

function tally(rows: readonly PartitionRow[]): Map<number, Tally> {
  const tallies = new Map<number, Tally>()
  const of = (id: number): Tally => {
    const found = tallies.get(id) ?? { ...NONE }
    tallies.set(id, found)
    return found
  }
  for (const row of rows) {
    if (row.leader !== null) of(row.leader).leaders += 1
    for (const id of row.replicas) {
      const one = of(id)
      one.replicas += 1
      if (row.status !== 'unknown' && !row.isr.includes(id)) one.outOfSync += 1
    }
    if (row.preferredLeader !== null) {
      const one = of(row.preferredLeader)
      one.preferred += 1
      if (row.leader === row.preferredLeader) one.preferredLed += 1
    }
  }
  return tallies
}

function standing(
  model: ClusterModel,
  id: number,
): Pick<BrokerRow, 'state' | 'glyph' | 'stateReason' | 'since' | 'sinceReason'> {
  const key = String(id)
  const registration = model.registration.get(key)
  const departure = model.departure.get(key)
  const probe = model.probe.get(key)
  const is = (state: BrokerState, stateReason: string | null, since: number | null, sinceReason: string | null) => ({
    state,
    glyph: BROKER_CELL[state],
    stateReason,
    since,
    sinceReason: since === null ? sinceReason : null,
  })
  const inCluster = hasZooKeeper(model) ? registration !== undefined : model.advertised.has(key)
  if (inCluster && probe?.status === 'not-answering') {
    return is('not-answering', probe.reason ?? 'it does not answer', probe.since, 'when it fell silent is not known')
  }
  if (inCluster) {
    const since = registration?.registeredAt ?? probe?.since ?? null
    return is(probe || registration ? 'alive' : 'unknown', null, since, 'without ZooKeeper no start time is recorded')
  }
  if (departure) {
    const reason = departureReason(departure)
    return is('gone', reason, departure.leftAt, null)
  }
  return is(
    'missing',
    'partitions are assigned to it, but it is not registered',
    null,
    'it was gone before Vivarium connected',
  )
}

function departureReason({ seenLate, sessionId }: BrokerDeparture): string {
  if (seenLate) return 'it left while Vivarium was not connected'
  return sessionId === null ? 'the cluster lists it no more' : 'its ZooKeeper session ended'
}

function mean(values: readonly number[]): number {
  return values.length === 0 ? 0 : values.reduce((sum, value) => sum + value, 0) / values.length
}

function skew(value: number, average: number): number | null {
  return average === 0 ? null : ((value - average) / average) * 100
}
