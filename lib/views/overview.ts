import { type Problem, type ProblemKind, problems } from '../health/problem'
import type { Verdict } from '../health/sentence'
import { unreadReason } from '../health/unread-reason'
import { clusterVerdict } from '../health/verdict'
import { type ClusterModel, SINGLE } from '../model/cluster'
import { hasZooKeeper } from '../model/liveness'
import { partitionKey } from '../model/partition'
import { type PartitionPreset, paths } from '../paths'
import { type BrokerRow, brokerRows, controllerId } from '../rows/broker-row'
import { inPreset } from '../rows/partition-presets'
import { type PartitionRow, partitionRows, topicNames } from '../rows/partition-row'
import { type CellState, STATUS_CELL } from '../rows/partition-status'
import { earliest } from '../rows/topic-row'

/** One cell of the problem board; the partition cells but the last two are exclusive: a partition counts in its worst state. */
export interface BoardCell {
  kind: 'offline' | 'under-min-isr' | 'under-replicated' | 'brokers' | 'not-preferred' | 'at-min-isr'
  glyph: CellState
  label: string
  /** null while nothing of the cluster was read. */
  count: number | null
  /** "of 3" where a total makes sense. */
  of: number | null
  /** Null when nothing is wrong or the time is unknown. */
  since: number | null
  /** Up to two lines naming the worst. */
  who: string[]
  href: string
}

/** One broker's tank in the partition map: cells in topic, partition order. */
export interface Tank {
  broker: number
  leaders: number
  rack: string | null
  isController: boolean
  gone: boolean
  goneSince: number | null
  /** `topic/partition` of each cell. */
  keys: string[]
  /** One letter a cell: `o` in sync, `s` lost a follower, `u` lost the preferred leader's copy, `m` under min ISR, `x` offline, `v` moving, `?` unknown. */
  cells: string
}

/** The overview as HTML, browser and API share it. */
export interface Overview {
  verdict: Verdict
  /** Why nothing is known yet; null once the cluster was read. Until then a count of 0 would be a lie. */
  unread: string | null
  problems: Problem[]
  board: BoardCell[]
  /** Facts that hold, one short sentence each. */
  checks: string[]
  tanks: Tank[]
  legend: {
    offline: number
    underMinIsr: number
    lostLeaderCopy: number
    lostFollower: number
    inSync: number
    moving: number
    unknown: number
  }
  partitions: number
  topics: number
  brokersAlive: number
  brokersTotal: number
  controller: { id: number | null; since: number | null; epoch: number | null }
}

/** The whole overview from the model. */
export function overview(model: ClusterModel): Overview {
  const rows = partitionRows(model)
  const brokers = brokerRows(model)
  const found = problems(model)
  const controller = model.controller.get(SINGLE)
  const quorum = model.quorum.get(SINGLE)
  const tanks = partitionTanks(rows, brokers)
  const unread = unreadReason(model)
  const cells = board(model.identity.get(SINGLE)?.id ?? '', rows, brokers)
  return {
    verdict: clusterVerdict(model),
    problems: found,
    unread,
    board: unread === null ? cells : cells.map((cell) => ({ ...cell, glyph: 'unknown', count: null, of: null })),
    checks: checks(model, found, brokers),
    tanks,
    legend: legend(tanks),
    partitions: rows.length,
    topics: topicNames(model).length,
    brokersAlive: brokers.filter((row) => row.state === 'alive').length,
    brokersTotal: brokers.length,
    controller: {
      id: controllerId(model),
      since: controller?.since ?? quorum?.leaderSince ?? null,
      epoch: controller?.epoch ?? quorum?.leaderEpoch ?? null,
    },
  }
}

function board(cluster: string, rows: readonly PartitionRow[], brokers: readonly BrokerRow[]): BoardCell[] {
  const partitionCell = (
    kind: BoardCell['kind'],
    label: string,
    glyph: CellState,
    preset: PartitionPreset,
    is: (row: PartitionRow) => boolean,
  ): BoardCell => {
    const hit = rows.filter(is)
    return {
      kind,
      glyph: hit.length > 0 ? glyph : 'ok',
      label,
      count: hit.length,
      of: null,
      since: hit.length > 0 ? earliest(hit.map((row) => row.since)) : null,
      who: worstNames(hit),
      href: paths.partitions(cluster, { preset }),
    }
  }
  const absent = brokers.filter((row) => row.state !== 'alive')
  return [
    partitionCell('offline', 'Offline', 'offline', 'unavailable', (row) => row.status === 'offline'),
    partitionCell('under-min-isr', 'Under min ISR', 'minisr', 'under-min-isr', (row) => row.status === 'under-min-isr'),
    partitionCell(
      'under-replicated',
      'Under-replicated',
      'urp',
      'under-replicated',
      (row) => row.status === 'under-replicated',
    ),
    {
      kind: 'brokers',
      glyph: absent.some((row) => row.glyph === 'offline') ? 'offline' : absent.length > 0 ? 'urp' : 'ok',
      label: 'Brokers missing',
      count: absent.length,
      of: brokers.length,
      since: earliest(absent.map((row) => row.since)),
      who: absent.slice(0, 2).map((row) => `broker ${row.id}: ${row.stateReason ?? row.state}`),
      href: paths.brokers(cluster),
    },
    partitionCell('not-preferred', 'Not preferred', 'urp', 'not-preferred', (row) => inPreset(row, 'not-preferred')),
    partitionCell(
      'at-min-isr',
      'At min ISR',
      'urp',
      'at-min-isr',
      (row) => inPreset(row, 'at-min-isr') && inPreset(row, 'under-replicated'),
    ),
  ]
}

/** "orders-3, -9" and how many more: at most two lines. */
function worstNames(rows: readonly PartitionRow[]): string[] {
  const first = rows[0]
  if (!first) return []
  const causes = new Set(rows.map((row) => row.cause))
  const common = causes.size === 1 ? first.cause : null
  const more = rows.length - 1
  return [`${first.topic}-${first.partition}${more > 0 ? ` + ${more} more` : ''}`, ...(common ? [common] : [])]
}

/** One tank for each broker that is the first replica of something or alive. */
function partitionTanks(rows: readonly PartitionRow[], brokers: readonly BrokerRow[]): Tank[] {
  const home = new Map<number, { keys: string[]; cells: string[] }>(
    brokers.map((row) => [row.id, { keys: [], cells: [] }]),
  )
  for (const row of rows) {
    const tank = home.get(row.preferredLeader ?? -1)
    tank?.keys.push(partitionKey(row.topic, row.partition))
    tank?.cells.push(cellOf(row))
  }
  return brokers.map((row): Tank => {
    const gone = row.state === 'gone' || row.state === 'missing'
    const tank = home.get(row.id)
    return {
      broker: row.id,
      leaders: row.leaders,
      rack: row.rack,
      isController: row.isController,
      gone,
      goneSince: gone ? row.since : null,
      keys: tank?.keys ?? [],
      cells: tank?.cells.join('') ?? '',
    }
  })
}

/** The letter of one cell; see `Tank.cells`. */
function cellOf(row: PartitionRow): string {
  switch (STATUS_CELL[row.status]) {
    case 'offline':
      return 'x'
    case 'minisr':
      return 'm'
    case 'urp':
      return row.preferredLeader !== null && !row.isr.includes(row.preferredLeader) ? 'u' : 's'
    case 'move':
      return 'v'
    case 'unknown':
      return '?'
    case 'ok':
      return 'o'
  }
}

function legend(tanks: readonly Tank[]): Overview['legend'] {
  const counts = new Map<string, number>()
  for (const { cells } of tanks) for (const cell of cells) counts.set(cell, (counts.get(cell) ?? 0) + 1)
  const of = (cell: string): number => counts.get(cell) ?? 0
  return {
    offline: of('x'),
    underMinIsr: of('m'),
    lostLeaderCopy: of('u'),
    lostFollower: of('s'),
    inSync: of('o'),
    moving: of('v'),
    unknown: of('?'),
  }
}

function checks(model: ClusterModel, found: readonly Problem[], brokers: readonly BrokerRow[]): string[] {
  const wrong = new Set<ProblemKind>(found.map((problem) => problem.kind))
  const passing: string[] = []
  const controller = controllerId(model)
  if (!wrong.has('broker-missing') && !wrong.has('broker-not-answering') && brokers.length > 0)
    passing.push(`${brokers.length} of ${brokers.length} brokers answer`)
  if (controller !== null && !wrong.has('controller-zombie')) passing.push(`One controller (broker ${controller})`)
  if (hasZooKeeper(model) && model.source.get('zookeeper')?.status === 'live') passing.push('ZooKeeper session live')
  if (model.partitionState.size + model.topicMetadata.size > 0) {
    if (!wrong.has('offline-partitions')) passing.push('No partition offline')
    if (!wrong.has('under-min-isr')) passing.push('No partition under min ISR')
    if (!wrong.has('under-replicated')) passing.push('Every replica in sync')
  }
  if (model.reassignment.size === 0 && model.source.get('reassignments')?.status === 'live')
    passing.push('No reassignment running')
  if (model.deletion.size === 0 && model.source.get('zookeeper')?.status === 'live') passing.push('No deletion pending')
  const failedDirectories = [...model.disk.values()]
    .flatMap((disk) => disk.directories)
    .filter((one) => one.error !== null)
  if (model.disk.size > 0 && failedDirectories.length === 0)
    passing.push(`Log directories of ${model.disk.size} brokers healthy`)
  return passing
}
