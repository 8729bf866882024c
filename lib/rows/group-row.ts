import type { ClusterModel } from '../model/cluster'
import type { GroupProgress } from '../model/group-progress'
import { oncePerModel } from '../model/once-per-model'
import type { GroupRebalances } from '../model/rebalance'
import { type GroupCoordinator, groupCoordinator } from './group-coordinator'
import { type GroupKind, groupKind } from './group-kind'
import { type GroupPartitionRow, groupPartitionRows } from './group-partition-row'
import { type GroupSources, groupIds, groupSources, LEAVES_NO_RECORD } from './group-sources'
import { GROUP_CELL, type GroupStatus, groupStatus } from './group-status'
import { lagSum } from './lag-sum'
import { sourceReason } from './partition-numbers'
import { compareNames, topicExists } from './partition-row'
import type { CellState } from './partition-status'

/** One group as the list and the API show it. int64 as decimal strings. */
export interface GroupRow {
  /** Any text, the empty one included. */
  id: string
  /** `consumer`, `connect`, …; empty for a group that only commits offsets. */
  protocolType: string
  kind: GroupKind
  /** Kafka's word: `classic`, `consumer`, `share`, `streams`. */
  type: string | null
  typeReason: string | null
  /** Kafka's word, such as `Stable`; `Active` or `Empty`, with members or without, for a group in ZooKeeper. */
  state: string | null
  stateReason: string | null
  /** When we saw it enter this state, epoch ms. */
  since: number | null
  status: GroupStatus
  glyph: CellState
  /** Why the status is what it is, in a few words; null when nothing needs saying. */
  why: string | null
  /** Why members and offsets are those last read, not those of now; null when they are of now. */
  stale: string | null
  /** Since when they are, epoch ms; null when that is not known. */
  staleSince: number | null
  members: number | null
  membersReason: string | null
  /** Ascending by name: topics it committed to or holds partitions of. */
  topics: string[]
  topicsReason: string | null
  /** Sum over the partitions whose lag is known; null when none is. */
  lag: string | null
  lagKnown: { partitions: number; of: number }
  /** What the sum leaves out, or why there is none. */
  lagReason: string | null
  coordinator: number | null
  coordinatorReason: string | null
  /** The partition of `__consumer_offsets` that holds it. */
  coordinatorPartition: number | null
  assignor: string | null
  assignorReason: string | null
  /** How it keeps up; null before anything of it was recorded. */
  progress: GroupProgress | null
  /** How restless it is; null before anything of it was read. */
  rebalances: Pick<GroupRebalances, 'lastHour' | 'reason' | 'storm' | 'last'> | null
}

interface Cached {
  inputs: readonly unknown[]
  row: GroupRow
}

/** The rows of the last model of each cluster; a cluster's identity map lives as long as its model. */
const lastRows = new WeakMap<ClusterModel['identity'], ReadonlyMap<string, Cached>>()

/** Every group, ascending by id. Computed once per model, and a row keeps its identity while nothing in it changed. */
export const groupRows: (model: ClusterModel) => readonly GroupRow[] = oncePerModel((model) => {
  const before = lastRows.get(model.identity)
  const cached = new Map<string, Cached>()
  for (const id of groupIds(model)) {
    const sources = groupSources(model, id)
    if (sources === null) continue
    const coordinator = sources.listing ? groupCoordinator(model, sources.listing) : NO_COORDINATOR
    const inputs = inputsOf(model, sources, coordinator)
    const known = before?.get(id)
    const same = known?.inputs.length === inputs.length && known.inputs.every((one, index) => one === inputs[index])
    cached.set(id, known && same ? known : { inputs, row: makeRow(model, sources, coordinator) })
  }
  lastRows.set(model.identity, cached)
  return [...cached.values()].map(({ row }) => row).sort((a, b) => compareNames(a.id, b.id))
})

/** Brokers know nothing of a group in ZooKeeper. */
const NO_COORDINATOR: GroupCoordinator = { broker: null, partition: null, unavailable: null, unavailableSince: null }

/** One group's row; null when nobody lists it. */
export function groupRow(model: ClusterModel, id: string): GroupRow | null {
  const sources = groupSources(model, id)
  return sources && (groupRows(model).find((row) => row.id === sources.id) ?? null)
}

/** Everything a row is made of, flat. */
function inputsOf(model: ClusterModel, sources: GroupSources, coordinator: GroupCoordinator): unknown[] {
  const { id, listing, zookeeper, description, offsets } = sources
  const topics = new Set([
    ...(offsets?.topics.map(({ topic }) => topic) ?? []),
    ...(description?.members?.flatMap(({ assigned }) => assigned?.map(({ topic }) => topic) ?? []) ?? []),
  ])
  return [
    listing ?? zookeeper,
    description,
    offsets,
    zookeeper && model.zookeeperOffsets.get(zookeeper.id),
    isTwofold(model, sources),
    model.groupProgress.get(id),
    model.groupRebalances.get(id),
    coordinator.broker,
    coordinator.partition,
    coordinator.unavailable,
    coordinator.unavailableSince,
    sourceReason(model, 'offsets'),
    sourceReason(model, 'groups'),
    ...[...topics].flatMap((topic) => [model.offsets.get(topic), topicExists(model, topic)]),
  ]
}

function makeRow(model: ClusterModel, sources: GroupSources, coordinator: GroupCoordinator): GroupRow {
  const { id, listing, zookeeper, description, offsets } = sources
  const partitions = groupPartitionRows(model, description, offsets)
  const read = lagSum(partitions)
  const sum = { lag: read.lag, known: { ...read.known, of: read.known.of + sources.leftOut } }
  const state = listing?.state ?? description?.state ?? null
  const denial = [description?.error, offsets?.error].find((error) => error?.includes('AUTHORIZATION_FAILED')) ?? null
  const status = groupStatus({ state, unavailable: coordinator.unavailable, denied: denial !== null, lag: sum.lag })
  const unread = noMembersReason(model, sources)
  const members = description?.members ?? null
  const rebalances = model.groupRebalances.get(id)
  return {
    id,
    protocolType: listing?.protocolType ?? '',
    kind: listing ? groupKind(listing) : 'zookeeper',
    type: listing?.type ?? null,
    typeReason: typeReason(sources),
    state,
    stateReason:
      state === null ? (description?.error ?? 'its broker does not tell the state (before Kafka 2.6)') : null,
    since: listing?.stateSince ?? null,
    status,
    glyph: GROUP_CELL[status],
    why: joined([
      whyOf(status, state, sources, coordinator, denial) ?? stormOf(rebalances) ?? zookeeper?.unread,
      isTwofold(model, sources) && `a group of this name is in ${listing ? 'ZooKeeper' : 'Kafka'} too`,
    ]),
    stale: coordinator.unavailable ?? (listing ? staleReason(sources) : null),
    staleSince: coordinator.unavailableSince,
    members: members?.length ?? null,
    membersReason: members === null ? unread : null,
    topics: [...new Set(partitions.map(({ topic }) => topic))],
    topicsReason: offsets === undefined && members === null ? unread : null,
    lag: sum.lag,
    lagKnown: sum.known,
    lagReason: lagReason(model, partitions, sum, sources),
    coordinator: coordinator.broker,
    coordinatorReason: coordinator.unavailable ?? (zookeeper ? IN_ZOOKEEPER : null),
    coordinatorPartition: coordinator.partition,
    assignor: description?.protocol ?? null,
    assignorReason: description?.protocol == null ? assignorReason(sources, members?.length ?? null, unread) : null,
    progress: progressOf(model.groupProgress.get(id) ?? null, partitions),
    rebalances: zookeeper ? NO_REBALANCES : rebalances === undefined ? null : restlessness(rebalances),
  }
}

const IN_ZOOKEEPER = 'it keeps itself in ZooKeeper, where no broker coordinates it'

const NO_REBALANCES: GroupRow['rebalances'] = { lastHour: null, reason: LEAVES_NO_RECORD, storm: null, last: null }

/** What there is to say, in one line; null for nothing. */
function joined(notes: readonly (string | false | null | undefined)[]): string | null {
  return notes.filter(Boolean).join('; ') || null
}

/** Whether a group of the same name keeps itself in the other place. */
function isTwofold(model: ClusterModel, { id, zookeeper }: GroupSources): boolean {
  return zookeeper ? zookeeper.id !== id : model.zookeeperGroup.has(id)
}

function typeReason({ listing }: GroupSources): string | null {
  if (!listing) return 'it keeps itself in ZooKeeper: Kafka gives it no type'
  return listing.type === null ? 'its broker does not tell the type (before Kafka 3.8)' : null
}

/** Of a group that was read once. */
function staleReason({ description, offsets }: GroupSources): string | null {
  const read = (description?.members ?? null) !== null || offsets !== undefined
  return read ? (description?.error ?? offsets?.error ?? null) : null
}

/** The last commit is that of our record, unless the place of the offsets itself tells. */
function progressOf(recorded: GroupProgress | null, partitions: readonly GroupPartitionRow[]): GroupProgress | null {
  const lastCommitAt = partitions.reduce((latest, { committedAt }) => Math.max(latest, committedAt ?? 0), 0)
  return recorded === null || lastCommitAt === 0 ? recorded : { ...recorded, lastCommitAt, lastCommitReason: null }
}

/** Without who moved and who left, which only a group's own page shows. */
function restlessness({ lastHour, reason, storm, last }: GroupRebalances): GroupRow['rebalances'] {
  return { lastHour, reason, storm, last }
}

function stormOf(rebalances: GroupRebalances | undefined): string | null {
  return rebalances?.storm == null ? null : `rebalanced ${rebalances.storm.count} times in 10 min`
}

/** Why the members of a group are not known. */
function noMembersReason(model: ClusterModel, { listing, description }: GroupSources): string {
  const type = listing?.type ?? null
  if (type !== null && type !== 'classic' && type !== 'consumer')
    return `members of a ${type} group cannot be read by this protocol`
  // Listing and description come from one reading: one without the other was asked for and not given.
  const undescribed = 'its broker lists it and cannot describe it: it is of a type this protocol does not know'
  return description?.error ?? sourceReason(model, 'groups') ?? undescribed
}

function lagReason(
  model: ClusterModel,
  rows: readonly GroupPartitionRow[],
  { known }: ReturnType<typeof lagSum>,
  { listing, zookeeper, offsets }: GroupSources,
): string | null {
  if (known.partitions === known.of && known.of > 0) return null
  if (known.of === 0) {
    if (listing?.type === 'share') return 'a share group commits no offsets'
    if (offsets === undefined) return sourceReason(model, 'offsets') ?? 'its committed offsets have not been read yet'
    return offsets.error ?? 'it has committed nothing and holds no partition'
  }
  const reasons = new Set(
    rows.flatMap(({ lag, lagReason: reason }) => (lag === null && reason !== null ? [reason] : [])),
  )
  if (zookeeper?.unread != null) reasons.add(zookeeper.unread)
  const [first, ...others] = reasons
  if (known.partitions === 0 && first !== undefined && others.length === 0) return first
  const more = others.length === 0 ? '' : `, and ${others.length} more ${others.length === 1 ? 'reason' : 'reasons'}`
  return `${known.of - known.partitions} of ${known.of} partitions unknown: ${first ?? 'not read'}${more}`
}

function assignorReason({ listing }: GroupSources, members: number | null, unread: string): string {
  if (!listing) return 'each member computes its share by itself, and keeps its partition.assignment.strategy to itself'
  const { protocolType } = listing
  if (members === null) return unread
  if (protocolType === '') return 'a group that only commits offsets has none'
  return members === 0 ? 'without members none is chosen' : 'none is chosen before the group is stable'
}

function whyOf(
  status: GroupStatus,
  state: string | null,
  { listing }: GroupSources,
  coordinator: GroupCoordinator,
  denial: string | null,
): string | null {
  switch (status) {
    case 'adrift':
      return coordinator.unavailable
    case 'denied':
      return denial
    case 'unread':
      return listing?.protocolType === ''
        ? 'no members: a client that only commits may read'
        : 'no members, records wait'
    case 'unknown':
      return state === null ? 'its state has not been read' : `state ${state} is not known to us`
    case 'dead':
      return 'its coordinator has dropped it'
    default:
      return listing?.type === 'share' || listing?.type === 'streams'
        ? `a ${listing.type} group: its members cannot be read by this protocol`
        : null
  }
}
