import type { TopicPartitions } from '@/lib/model/consumer-group'
import { partitionKey } from '@/lib/model/partition'
import type { GroupPartitionRow } from '@/lib/rows/group-partition-row'
import { compareNames } from '@/lib/rows/partition-row'
import type { GroupMemberRow, GroupView } from '@/lib/views/group'

/** How strong a cell is drawn: five steps of lag, or unknown. */
export type LagLevel = 1 | 2 | 3 | 4 | 5 | 'unknown'

/**
 * A partition in one member's row. `gaining`: its target, not held yet; `losing`: held, but not in its target; `moved`: it
 * came with the last rebalance.
 */
export interface MatrixCell {
  topic: string
  partition: number
  /** Place from the left over all topics, from 0. */
  column: number
  lag: string | null
  level: LagLevel
  move: 'gaining' | 'losing' | 'moved' | null
}

/** A member that left with the last rebalance. */
export interface GhostRow {
  memberId: string
  name: string
  host: string
  /** What it held; null where that is not known. */
  cells: MatrixCell[] | null
}

/** Members × partitions. */
export interface MemberMatrix {
  /** Columns by topic: `from` is the place of the first. */
  blocks: { topic: string; partitions: number[]; from: number }[]
  columns: number
  rows: { member: GroupMemberRow; cells: MatrixCell[] }[]
  /** Who left with the last rebalance, until the next. */
  ghosts: GhostRow[]
  /** Partitions the group reads and nobody holds. */
  unheld: MatrixCell[]
  /** The largest lag of one partition; null when none is known. */
  most: string | null
  /** How many members are not drawn. */
  left: number
}

/** More rows than this say less than the table below them. */
const MOST_ROWS = 40
const MOST_GHOSTS = 10

/** The matrix of a group; null while its members or what they hold are not known. */
export function memberMatrix({
  members,
  partitions,
  rebalances,
}: Pick<GroupView, 'members' | 'partitions' | 'rebalances'>): MemberMatrix | null {
  if (members === null || members.some(({ assigned }) => assigned === null)) return null
  const byKey = new Map(partitions.map((row) => [partitionKey(row.topic, row.partition), row]))
  const present = new Set(members.map(({ memberId }) => memberId))
  const departed = (rebalances?.departed ?? []).filter(({ memberId }) => !present.has(memberId))
  const { blocks, places, columns } = columnsOf(partitions, [
    ...members.map(({ gaining }) => gaining),
    ...departed.map(({ held }) => held ?? []),
  ])
  const most = mostLag(partitions)
  const cell = (topic: string, partition: number, move: MatrixCell['move']): MatrixCell => {
    const key = partitionKey(topic, partition)
    const lag = byKey.get(key)?.lag ?? null
    return { topic, partition, column: places.get(key) ?? 0, lag, level: levelOf(lag, most), move }
  }
  const shown = members.length <= MOST_ROWS ? members : members.toSorted(byLag).slice(0, MOST_ROWS)
  const rows = shown.map((member) => {
    const losing = keysOf(member.losing)
    const moved = keysOf(rebalances?.moved.find(({ memberId }) => memberId === member.memberId)?.gained ?? [])
    const held = cellsOf(member.assigned ?? [], (topic, partition) => {
      const key = partitionKey(topic, partition)
      return cell(topic, partition, losing.has(key) ? 'losing' : moved.has(key) ? 'moved' : null)
    })
    return { member, cells: [...held, ...cellsOf(member.gaining, (...of) => cell(...of, 'gaining'))] }
  })
  const ghosts = departed.slice(0, MOST_GHOSTS).map(({ memberId, instanceId, clientId, host, held }) => ({
    ...{ memberId, name: instanceId ?? clientId, host },
    cells: held === null ? null : cellsOf(held, (...of) => cell(...of, null)),
  }))
  const unheld = partitions
    .filter((row) => row.member === null)
    .map(({ topic, partition }) => cell(topic, partition, null))
  return {
    blocks,
    columns,
    rows,
    ghosts,
    unheld,
    most: most === null ? null : String(most),
    left: members.length - shown.length,
  }
}

/** The largest known lag; null when none is known. */
function mostLag(partitions: readonly GroupPartitionRow[]): bigint | null {
  let most: bigint | null = null
  for (const { lag } of partitions) if (lag !== null && (most === null || BigInt(lag) > most)) most = BigInt(lag)
  return most
}

/** One cell for each partition the lists name. */
function cellsOf(topics: readonly TopicPartitions[], cell: (topic: string, partition: number) => MatrixCell) {
  return topics.flatMap(({ topic, partitions }) => partitions.map((partition) => cell(topic, partition)))
}

/** Every partition that is committed or held, and those of `more`, by topic and number. */
function columnsOf(partitions: readonly GroupPartitionRow[], more: readonly TopicPartitions[][]) {
  const numbers = new Map<string, Set<number>>()
  const add = (topic: string, partition: number) => {
    const own = numbers.get(topic) ?? new Set<number>()
    numbers.set(topic, own.add(partition))
  }
  for (const { topic, partition } of partitions) add(topic, partition)
  for (const { topic, partitions: own } of more.flat()) for (const partition of own) add(topic, partition)
  const places = new Map<string, number>()
  const blocks = [...numbers.keys()].sort(compareNames).map((topic) => {
    const from = places.size
    const own = [...(numbers.get(topic) ?? [])].sort((a, b) => a - b)
    for (const partition of own) places.set(partitionKey(topic, partition), places.size)
    return { topic, partitions: own, from }
  })
  return { blocks, places, columns: places.size }
}

const keysOf = (topics: readonly TopicPartitions[]) =>
  new Set(topics.flatMap(({ topic, partitions }) => partitions.map((partition) => partitionKey(topic, partition))))

function byLag(a: GroupMemberRow, b: GroupMemberRow): number {
  const left = BigInt(a.lag ?? '-1')
  const right = BigInt(b.lag ?? '-1')
  return left > right ? -1 : left < right ? 1 : compareNames(a.memberId, b.memberId)
}

/** One of five steps between nothing and the largest lag. */
function levelOf(lag: string | null, most: bigint | null): LagLevel {
  if (lag === null || most === null) return 'unknown'
  const value = BigInt(lag)
  if (value === 0n) return 1
  const step = Number((value * 4n + most - 1n) / most)
  return step <= 1 ? 2 : step === 2 ? 3 : step === 3 ? 4 : 5
}

/** What the spread over the members tells: idle members and uneven shares; null when it is even. */
export function spreadNote({ row, members }: Pick<GroupView, 'row' | 'members'>): string | null {
  const counts = members?.map(({ partitions }) => partitions) ?? []
  const held = counts.filter((count) => count !== null)
  if (held.length < 2 || held.length < counts.length) return null
  const idle = held.filter((count) => count === 0).length
  const total = held.reduce((sum, count) => sum + count, 0)
  if (idle > 0 && held.length > total)
    return `${idle} of ${held.length} members idle: ${total} partitions cannot keep more than ${total} busy`
  const most = Math.max(...held)
  const least = Math.min(...held)
  if (most - least < 2) return null
  const times = (count: number) => held.filter((one) => one === count).length
  const range = /range/i.test(row.assignor ?? '') && row.topics.length > 1
  const words = `uneven: ${times(most)} of ${held.length} members hold ${most} partitions, ${times(least)} hold ${least}`
  return range ? `${words}; range deals out each of the ${row.topics.length} topics from the first member on` : words
}
