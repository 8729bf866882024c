import type { ClusterEvent, EventKind } from '@/lib/events/event'
import type { CellState } from '@/lib/rows/partition-status'
import type { PartitionScene } from './partition-scene'
import { type Change, type Stretch, valueAt, valueHistory } from './value-history'

export type LaneTone = 'leader' | 'in-sync' | 'out-of-sync' | 'offline' | 'outlined' | 'unrecorded'

/** One stretch of a lane with its own words. Epoch ms. */
export interface LaneBar {
  from: number
  to: number
  tone: LaneTone
  text: string
}

export interface Lane {
  id: string
  kind: 'controller' | 'session' | 'replica'
  /** null for the controller. */
  broker: number | null
  bars: LaneBar[]
}

/** A moment whose line runs through all lanes. */
export interface LaneMark {
  at: number
  state: CellState
}

/** What happened to a partition on one clock. */
export interface SwimLanes {
  lanes: Lane[]
  /** Size of the ISR over time. */
  isr: Stretch<number>[]
  marks: LaneMark[]
  /** Since when each replica is what it is now, by broker id; absent where that began before we looked. */
  replicaSince: Map<number, number>
  /** The last stretch without a leader. */
  leaderless: Stretch<null> | null
  /** First moment anything is known of, within the recording; epoch ms. */
  firstChange: number | null
}

const LEADER_KINDS = new Set<EventKind>(['leader-changed', 'leader-lost'])
const ISR_KINDS = new Set<EventKind>(['isr-shrank', 'isr-expanded'])
const GONE_KINDS = new Set<EventKind>(['broker-left'])
const CAUSES = new Map<EventKind, CellState>([
  ['broker-left', 'offline'],
  ['broker-bounced', 'urp'],
  ['leader-lost', 'offline'],
  ['isr-shrank', 'urp'],
])

/**
 * The lanes of the controller, of the sessions of the replicas' brokers that changed, and of every replica.
 * @param events of this partition, its brokers and the controller, oldest first
 * @param recordedSince when we began to look, epoch ms
 */
export function swimLanes(
  scene: PartitionScene,
  events: readonly ClusterEvent[],
  recordedSince: number,
  now: number,
): SwimLanes {
  const { row, replicas } = scene.view
  const own = events.filter(({ subject }) => subject.startsWith('partition:'))
  const leaders = own.filter(({ kind }) => LEADER_KINDS.has(kind)).map((event) => change(event, readId))
  const isrs = own.filter(({ kind }) => ISR_KINDS.has(kind)).map((event) => change(event, readIds))
  // Both live in one znode: while neither changed under our eyes, its time says how long both have stood.
  const untouched = leaders.length === 0 && isrs.length === 0
  const knownSince = untouched && row.since !== null ? row.since : recordedSince
  const leader = valueHistory(leaders, row.leader, knownSince, now)
  const isr = valueHistory(isrs, row.isr, knownSince, now)
  const brokers = new Map(row.replicas.map((id) => [id, brokerHistory(scene, id, events, recordedSince, now)]))

  const sessions = row.replicas.filter(
    (id) => events.some((event) => event.subject === `broker:${id}`) || brokers.get(id)?.at(-1)?.value === null,
  )
  const lanes: Lane[] = []
  if (scene.controller) {
    lanes.push({
      id: 'controller',
      kind: 'controller',
      broker: null,
      bars: controllerBars(scene, events, recordedSince, now),
    })
  }
  for (const id of scene.zookeeper ? sessions : []) {
    const bars = (brokers.get(id) ?? []).map(({ from, to, value }): LaneBar => {
      return value === null ? { from, to, tone: 'offline', text: 'gone' } : { from, to, tone: 'outlined', text: value }
    })
    lanes.push({ id: `session-${id}`, kind: 'session', broker: id, bars: opened(bars, now) })
  }
  const replicaSince = new Map<number, number>()
  for (const { id } of replicas) {
    const bars = replicaBars(id, { leader, isr, alive: brokers.get(id) ?? [] }, row.leaderEpoch, now)
    lanes.push({ id: `replica-${id}`, kind: 'replica', broker: id, bars: opened(bars, now) })
    const last = bars.at(-1)
    if (last && (bars.length > 1 || untouched)) replicaSince.set(id, last.from)
  }
  return {
    lanes,
    isr: isr.map(({ from, to, value }) => ({ from, to, value: value.length })),
    marks: events.flatMap(({ kind, at }) => {
      const state = CAUSES.get(kind)
      return state ? [{ at, state }] : []
    }),
    replicaSince,
    leaderless: leader.findLast((stretch): stretch is Stretch<null> => stretch.value === null) ?? null,
    firstChange: events[0]?.at ?? null,
  }
}

/** A broker's session over time, named as ZooKeeper does; null while it was gone. */
function brokerHistory(
  { registrations, departures, view, zookeeper }: PartitionScene,
  id: number,
  events: readonly ClusterEvent[],
  recordedSince: number,
  now: number,
): Stretch<string | null>[] {
  const registration = registrations.find((one) => one.id === id)
  const departure = departures.find((one) => one.id === id)
  const alive = view.replicas.find((one) => one.id === id)?.role !== 'offline'
  const session = registration?.sessionId ?? (zookeeper ? 'session unknown' : 'registered')
  const current = alive ? session : null
  const earlier = departure?.sessionId ?? 'earlier session'
  const changes: Change<string | null>[] = []
  for (const { kind, subject, at, before, after } of events) {
    if (subject !== `broker:${id}`) continue
    if (GONE_KINDS.has(kind)) changes.push({ at, before: earlier, after: null })
    else if (kind === 'broker-joined') changes.push({ at, before: null, after: alive ? session : earlier })
    else if (kind === 'broker-bounced') changes.push({ at, before: before ?? earlier, after: after ?? session })
  }
  const standing = alive ? registration?.registeredAt : departure?.leftAt
  const knownSince = changes.length === 0 ? (standing ?? recordedSince) : recordedSince
  return valueHistory(changes, current, knownSince, now)
}

function controllerBars(
  { controller }: PartitionScene,
  events: readonly ClusterEvent[],
  recordedSince: number,
  now: number,
): LaneBar[] {
  if (!controller) return []
  const changes = events
    .filter(({ kind }) => kind === 'controller-elected' || kind === 'controller-lost')
    .map((event) => change(event, readId))
  const knownSince = changes.length === 0 ? controller.since : recordedSince
  const bars = valueHistory(changes, controller.brokerId, knownSince, now).map(({ from, to, value }): LaneBar => {
    if (value === null) return { from, to, tone: 'offline', text: 'no controller' }
    const epoch = to === now && controller.epoch !== null ? ` · epoch ${controller.epoch}` : ''
    return { from, to, tone: 'outlined', text: `broker ${value}${epoch}` }
  })
  return opened(bars, now)
}

interface ReplicaFacts {
  leader: Stretch<number | null>[]
  isr: Stretch<number[]>[]
  alive: Stretch<string | null>[]
}

function replicaBars(id: number, { leader, isr, alive }: ReplicaFacts, epoch: number | null, now: number): LaneBar[] {
  const edges = [...new Set([...leader, ...isr, ...alive].flatMap(({ from, to }) => [from, to]))].sort((a, b) => a - b)
  const bars: LaneBar[] = []
  edges.forEach((from, index) => {
    const to = edges[index + 1]
    const ids = valueAt(isr, from)
    if (to === undefined || !ids) return
    const gone = valueAt(alive, from) === null
    const leads = valueAt(leader, from) === id
    const tone: LaneTone = gone ? 'offline' : leads ? 'leader' : ids.includes(id) ? 'in-sync' : 'out-of-sync'
    const last = bars.at(-1)
    if (last && last.tone === tone && last.to === from) last.to = to
    else bars.push({ from, to, tone, text: '' })
  })
  for (const bar of bars) {
    const current = bar.to === now && bar.tone === 'leader' && epoch !== null
    bar.text = current ? `leader · epoch ${epoch}` : WORDS[bar.tone]
  }
  return bars
}

const WORDS: Record<LaneTone, string> = {
  leader: 'leader',
  'in-sync': 'in sync',
  'out-of-sync': 'out of sync',
  offline: 'offline',
  outlined: '',
  unrecorded: 'before we connected',
}

/** The bars with the time before them drawn as not recorded. */
function opened(bars: LaneBar[], now: number): LaneBar[] {
  const to = bars[0]?.from ?? now
  return [{ from: 0, to, tone: 'unrecorded', text: WORDS.unrecorded }, ...bars]
}

function change<Value>(event: ClusterEvent, read: (text: string | null) => Value): Change<Value> {
  return { at: event.at, before: read(event.before), after: read(event.after) }
}

function readId(text: string | null): number | null {
  const digits = /\d+/.exec(text ?? '')?.[0]
  return digits === undefined || text?.includes('-1') ? null : Number(digits)
}

function readIds(text: string | null): number[] {
  return (text?.match(/\d+/g) ?? []).map(Number)
}
