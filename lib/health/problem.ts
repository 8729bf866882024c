import { type ClusterModel, SINGLE } from '../model/cluster'
import { hasZooKeeper } from '../model/liveness'
import { oncePerModel } from '../model/once-per-model'
import { type BrokerRow, brokerRows, controllerId } from '../rows/broker-row'
import { type PartitionRow, partitionRows } from '../rows/partition-row'
import type { PartitionStatus } from '../rows/partition-status'
import { earliest } from '../rows/topic-row'
import { ensembleProblems } from './ensemble-problems'
import type { FindingKind } from './finding'
import { controllerSessionFinding } from './finding-controller-session'
import { findings } from './findings'
import { compareLevels, type Level } from './level'

/** Closed list of problem kinds this build can find. */
export const PROBLEM_KINDS = [
  'offline-partitions',
  'under-min-isr',
  'under-replicated',
  'not-preferred',
  'broker-missing',
  'broker-not-answering',
  'controller-missing',
  'controller-zombie',
  'deletion-stuck',
  'reassignment-stuck',
  'views-disagree',
  'quorum-lost',
  'session-lost',
  'source-down',
] as const

export type ProblemKind = (typeof PROBLEM_KINDS)[number]

/** Something wrong with the cluster, with its count, its start and the names of the worst. */
export interface Problem {
  kind: ProblemKind
  level: Level
  sentence: string
  count: number
  /** Epoch ms; null when it stood before we could know. */
  since: number | null
  /** `topic-partition`, broker ids, `server:host:port` or source names, at most ten. */
  items: string[]
}

/** Everything wrong now, worst first; of one level the longest standing first. Partitions count once, in their worst state. */
export const problems: (model: ClusterModel) => Problem[] = oncePerModel(findProblems)

function findProblems(model: ClusterModel): Problem[] {
  const rows = partitionRows(model)
  const brokers = brokerRows(model)
  const found = [
    partitionProblem(
      rows,
      'offline',
      'offline-partitions',
      'critical',
      'without a live leader: neither readable nor writable',
    ),
    partitionProblem(
      rows,
      'under-min-isr',
      'under-min-isr',
      'critical',
      'under min ISR: writes with acks=all are refused',
    ),
    partitionProblem(rows, 'under-replicated', 'under-replicated', 'warning', 'under-replicated'),
    partitionProblem(rows, 'not-preferred', 'not-preferred', 'info', 'not led by the preferred replica'),
    brokerProblem(brokers, ['gone', 'missing'], 'broker-missing', 'critical', 'missing'),
    brokerProblem(brokers, ['not-answering'], 'broker-not-answering', 'warning', 'not answering'),
    controllerProblem(model),
    ...findingProblems(model),
    ...ensembleProblems(model),
    ...sourceProblems(model),
  ]
  return found
    .filter((problem) => problem !== null)
    .sort((a, b) => compareLevels(b.level, a.level) || (a.since ?? Number.MAX_VALUE) - (b.since ?? Number.MAX_VALUE))
}

function partitionProblem(
  rows: readonly PartitionRow[],
  status: PartitionStatus,
  kind: ProblemKind,
  level: Level,
  words: string,
): Problem | null {
  const hit = rows.filter((row) => row.status === status)
  if (hit.length === 0) return null
  return {
    kind,
    level,
    sentence: `${hit.length} of ${rows.length} partitions ${words}`,
    count: hit.length,
    since: earliest(hit.map((row) => row.since)),
    items: hit.slice(0, 10).map((row) => `${row.topic}-${row.partition}`),
  }
}

function brokerProblem(
  rows: readonly BrokerRow[],
  states: BrokerRow['state'][],
  kind: ProblemKind,
  level: Level,
  word: string,
): Problem | null {
  const hit = rows.filter((row) => states.includes(row.state))
  if (hit.length === 0) return null
  const names = hit.map((row) => row.id).join(', ')
  return {
    kind,
    level,
    sentence: `${hit.length === 1 ? 'broker' : 'brokers'} ${names} ${word}`,
    count: hit.length,
    since: earliest(hit.map((row) => row.since)),
    items: hit.slice(0, 10).map((row) => String(row.id)),
  }
}

function controllerProblem(model: ClusterModel): Problem | null {
  const base = { count: 1, items: [] }
  const controller = model.controller.get(SINGLE)
  if (!hasZooKeeper(model)) {
    if (!model.quorum.has(SINGLE) || controllerId(model) !== null) return null
    return { ...base, kind: 'controller-missing', level: 'critical', sentence: 'the quorum has no leader', since: null }
  }
  // Before the first full reading of ZooKeeper nothing is known to be missing.
  if (model.source.get('zookeeper')?.lastOkAt == null) return null
  if (!controller)
    return { ...base, kind: 'controller-missing', level: 'critical', sentence: 'no broker is controller', since: null }
  const zombie = controllerSessionFinding(model)
  if (zombie === null) return null
  const { sentence, since } = zombie
  return {
    ...base,
    kind: 'controller-zombie',
    level: 'critical',
    sentence,
    since,
    items: [String(controller.brokerId)],
  }
}

/** What a finding is a problem of; a silent broker and a held controller are told elsewhere, what is left over harms nobody. */
const PROBLEM_OF: Partial<Record<FindingKind, ProblemKind>> = {
  leader: 'views-disagree',
  isr: 'views-disagree',
  controller: 'views-disagree',
  'broker-registration': 'views-disagree',
  'topic-unlisted': 'views-disagree',
  'deletion-stuck': 'deletion-stuck',
  'reassignment-stuck': 'reassignment-stuck',
}

function findingProblems(model: ClusterModel): Problem[] {
  const found = findings(model)
  return [...new Set(Object.values(PROBLEM_OF))].flatMap((kind): Problem[] => {
    const hit = found.filter((finding) => PROBLEM_OF[finding.kind] === kind)
    const [first] = hit
    if (!first) return []
    const more = hit.length === 1 ? '' : `, and ${hit.length - 1} more of this kind`
    return [
      {
        kind,
        level: 'warning',
        sentence: `${first.sentence}${more}`,
        count: hit.length,
        since: earliest(hit.map((finding) => finding.since)),
        items: hit.slice(0, 10).map(({ subject }) => subject),
      },
    ]
  })
}

function sourceProblems(model: ClusterModel): Problem[] {
  return [...model.source.values()]
    .filter((source) => source.status === 'down')
    .map((source) => ({
      kind: source.name === 'zookeeper' ? 'session-lost' : 'source-down',
      level: source.name === 'zookeeper' || source.name === 'metadata' ? 'warning' : 'info',
      sentence: `${SOURCE_WORDS.get(source.name) ?? source.name}: ${source.reason ?? 'no answer'}`,
      count: 1,
      since: source.since,
      items: [source.name],
    }))
}

const SOURCE_WORDS: ReadonlyMap<string, string> = new Map([
  ['zookeeper', 'ZooKeeper cannot be read'],
  ['metadata', 'no broker answers for metadata'],
  ['offsets', 'offsets cannot be read'],
  ['offsets-topic', 'commits cannot be followed'],
  ['topic-settings', 'topic settings cannot be read'],
  ['log-dirs', 'log directories cannot be read'],
  ['reassignments', 'reassignments cannot be read'],
  ['quorum', 'the quorum cannot be read'],
])
