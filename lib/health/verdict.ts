import type { ClusterModel } from '../model/cluster'
import { SINGLE } from '../model/cluster'
import { paths } from '../paths'
import { brokerRows, controllerId } from '../views/broker-row'
import { partitionRows } from '../views/partition-row'
import { topicRows } from '../views/topic-row'
import type { CellState } from './partition-status'
import { type Problem, type ProblemKind, problems } from './problem'
import type { Sentence, SentencePart, Verdict } from './sentence'

/** The one sentence about the cluster: what, since when, because, what clears it. */
export function clusterVerdict(model: ClusterModel): Verdict {
  const rows = partitionRows(model)
  const found = problems(model)
  const cluster = clusterId(model)
  if (!anythingRead(model)) return notReadYet(found)
  const partitionsFound = found.filter((problem) => PARTITION_KINDS.has(problem.kind) && problem.level !== 'info')
  const broker = found.find((problem) => problem.kind === 'broker-missing')
  const other = found.find((problem) => problem.level !== 'info')
  if (partitionsFound.length > 0) {
    const because = broker ? [text(', because '), ...brokerSentence(broker, cluster)] : []
    const since = broker?.since ?? partitionsFound[0]?.since ?? null
    return {
      ...stateOf(partitionsFound[0]),
      title: [...counted(partitionsFound, cluster), ...sincePart(since), ...because, text('.')],
      detail: [text(detailOf(found, rows.length))],
      since,
    }
  }
  if (other) {
    const parts = other.kind === 'broker-missing' ? brokerSentence(other, cluster) : [text(capital(other.sentence))]
    return {
      ...stateOf(other),
      title: [...capitalised(parts), ...sincePart(other.since), text('.')],
      detail: [text(detailOf(found, rows.length))],
      since: other.since,
    }
  }
  return healthy(model)
}

/** The partitions page: how many need somebody, and what they have in common. */
export function partitionsVerdict(model: ClusterModel): Verdict {
  const rows = partitionRows(model)
  const found = problems(model).filter((problem) => PARTITION_KINDS.has(problem.kind) && problem.level !== 'info')
  if (!anythingRead(model) || found.length === 0) {
    if (!anythingRead(model)) return notReadYet(problems(model))
    return healthy(model)
  }
  const urgent = found.filter((problem) => problem.level === 'critical')
  const cluster = clusterId(model)
  const broker = problems(model).find((problem) => problem.kind === 'broker-missing')
  const shown = urgent.length > 0 ? urgent : found
  const because = broker ? [text(', because '), ...brokerSentence(broker, cluster)] : []
  const since = broker?.since ?? shown[0]?.since ?? null
  return {
    ...stateOf(shown[0]),
    title: [...counted(shown, cluster), ...sincePart(since), ...because, text('.')],
    detail: [text(`${rows.length - sum(found)} of ${rows.length} partitions have every copy in sync.`)],
    since,
  }
}

/** The brokers page: who is missing or silent, else who is controller. */
export function brokersVerdict(model: ClusterModel): Verdict {
  const rows = brokerRows(model)
  const found = problems(model).filter((problem) => BROKER_KINDS.has(problem.kind))
  const first = found[0]
  const cluster = clusterId(model)
  const controller = controllerId(model)
  const alive = rows.filter((row) => row.state === 'alive')
  const youngest = alive.reduce<number | null>(
    (latest, row) => (row.since !== null && (latest === null || row.since > latest) ? row.since : latest),
    null,
  )
  if (rows.length === 0) return notReadYet(problems(model))
  const detail =
    controller === null
      ? [text('No broker is known as controller.')]
      : [text(`Broker ${controller} is the controller.`)]
  if (first) {
    const parts =
      first.kind === 'broker-missing' || first.kind === 'broker-not-answering'
        ? brokerSentence(first, cluster)
        : [text(first.sentence)]
    return {
      ...stateOf(first),
      title: [...capitalised(parts), ...sincePart(first.since), text('.')],
      detail: [text(`${alive.length} of ${rows.length} brokers up. `), ...detail],
      since: first.since,
    }
  }
  return {
    state: 'ok',
    level: 'ok',
    title: [strong(`All ${rows.length} brokers`), text(' up'), ...sincePart(youngest), text('.')],
    detail,
    since: youngest,
  }
}

/** The topics page: how many topics are at risk. */
export function topicsVerdict(model: ClusterModel): Verdict {
  if (!anythingRead(model)) return notReadYet(problems(model))
  const rows = topicRows(model)
  const bad = rows.filter(
    (row) => row.status === 'offline' || row.status === 'under-min-isr' || row.status === 'under-replicated',
  )
  if (bad.length === 0) {
    const parts = [strong(`All ${rows.length} topics`), text(' have every copy in sync.')]
    return {
      state: 'ok',
      level: 'ok',
      title: parts,
      detail: [text(`${rows.reduce((n, row) => n + (row.partitions ?? 0), 0)} partitions.`)],
      since: null,
    }
  }
  const partitions = partitionsVerdict(model)
  return {
    ...partitions,
    title: [
      strong(`${bad.length} of ${rows.length} topics`),
      text(bad.length === 1 ? ' is at risk' : ' are at risk'),
      ...sincePart(partitions.since),
      text('.'),
    ],
    detail: partitions.title,
  }
}

const PARTITION_KINDS: ReadonlySet<ProblemKind> = new Set([
  'offline-partitions',
  'under-min-isr',
  'under-replicated',
  'not-preferred',
])
const BROKER_KINDS: ReadonlySet<ProblemKind> = new Set([
  'broker-missing',
  'broker-not-answering',
  'controller-missing',
  'controller-zombie',
])

const STATE_OF: Record<ProblemKind, CellState> = {
  'offline-partitions': 'offline',
  'under-min-isr': 'minisr',
  'under-replicated': 'urp',
  'not-preferred': 'ok',
  'broker-missing': 'offline',
  'broker-not-answering': 'urp',
  'controller-missing': 'offline',
  'controller-zombie': 'offline',
  'session-lost': 'unknown',
  'source-down': 'unknown',
}

const WORDS_OF: Partial<
  Record<ProblemKind, { is: string; are: string; preset: 'unavailable' | 'under-min-isr' | 'under-replicated' }>
> = {
  'offline-partitions': { is: 'is offline', are: 'are offline', preset: 'unavailable' },
  'under-min-isr': { is: 'refuses writes', are: 'refuse writes', preset: 'under-min-isr' },
  'under-replicated': { is: 'lacks a copy', are: 'lack a copy', preset: 'under-replicated' },
}

function stateOf(problem: Problem | undefined): Pick<Verdict, 'state' | 'level'> {
  return problem ? { state: STATE_OF[problem.kind], level: problem.level } : { state: 'ok', level: 'ok' }
}

/** "3 partitions are offline and 12 refuse writes": the noun stands once. */
function counted(found: readonly Problem[], cluster: string): SentencePart[] {
  return found.flatMap((problem, index) => {
    const words = WORDS_OF[problem.kind]
    if (!words) return []
    const noun = index === 0 ? (problem.count === 1 ? ' partition' : ' partitions') : ''
    const joint = index === 0 ? '' : index === found.length - 1 ? ' and ' : ', '
    return [
      ...(joint ? [text(joint)] : []),
      { text: `${problem.count}${noun}`, strong: true, href: paths.partitions(cluster, { preset: words.preset }) },
      text(` ${problem.count === 1 ? words.is : words.are}`),
    ]
  })
}

function brokerSentence(problem: Problem, cluster: string): SentencePart[] {
  const verb = problem.kind === 'broker-not-answering' ? 'not answer' : 'gone'
  const links = problem.items.flatMap((id, index): SentencePart[] => [
    ...(index > 0 ? [text(index === problem.items.length - 1 ? ' and ' : ', ')] : []),
    { text: index === 0 ? `broker ${id}` : id, strong: true, href: paths.broker(cluster, Number(id)) },
  ])
  const one = problem.items.length === 1
  if (verb === 'gone') return [...links, text(one ? ' is gone' : ' are gone')]
  return [...links, text(one ? ' does not answer' : ' do not answer')]
}

function sincePart(since: number | null): SentencePart[] {
  return since === null ? [] : [text(' since '), { text: new Date(since).toISOString(), since }]
}

function detailOf(found: readonly Problem[], partitions: number): string {
  const rest = found.filter((problem) => problem.level !== 'info').map((problem) => problem.sentence)
  const back = found.some((problem) => problem.kind === 'broker-missing') ? ' The broker’s return clears it.' : ''
  return rest.length > 0 ? `${capital(rest.join('; '))}.${back}` : `${partitions} partitions.`
}

function healthy(model: ClusterModel): Verdict {
  const rows = partitionRows(model)
  const changed = rows.reduce<number | null>(
    (latest, row) => (row.since !== null && (latest === null || row.since > latest) ? row.since : latest),
    null,
  )
  const brokers = brokerRows(model).length
  const topics = topicRows(model).length
  const title: Sentence =
    rows.length === 0
      ? [strong('No topics yet'), text(`: ${brokers} brokers up.`)]
      : [
          strong(rows.length === 1 ? 'The only partition' : `All ${rows.length} partitions`),
          text(' in sync'),
          ...sincePart(changed),
          text('.'),
        ]
  const controller = model.controller.get(SINGLE)
  const who = controllerId(model)
  const detail = `${topics} ${topics === 1 ? 'topic' : 'topics'} on ${brokers} ${brokers === 1 ? 'broker' : 'brokers'}${who === null ? '' : `; broker ${who} is the controller${controller?.epoch == null ? '' : `, epoch ${controller.epoch}`}`}.`
  return { state: 'ok', level: 'ok', title, detail: [text(detail)], since: changed }
}

function notReadYet(found: readonly Problem[]): Verdict {
  const down = found.find((problem) => problem.kind === 'session-lost' || problem.kind === 'source-down')
  if (!down)
    return {
      state: 'unknown',
      level: 'unknown',
      title: [text('Asking the cluster; nothing has answered yet.')],
      detail: [],
      since: null,
    }
  return {
    state: 'unknown',
    level: 'unknown',
    title: [strong('The cluster does not answer'), ...sincePart(down.since), text('.')],
    detail: found.flatMap((problem, index) => [text(`${index > 0 ? ' ' : ''}${capital(problem.sentence)}.`)]),
    since: down.since,
  }
}

function anythingRead(model: ClusterModel): boolean {
  return model.registration.size > 0 || model.advertised.size > 0 || model.assignment.size > 0
}

function clusterId(model: ClusterModel): string {
  return model.identity.get(SINGLE)?.id ?? ''
}

function sum(found: readonly Problem[]): number {
  return found.reduce((total, problem) => total + problem.count, 0)
}

function text(words: string): SentencePart {
  return { text: words }
}

function strong(words: string): SentencePart {
  return { text: words, strong: true }
}

function capital(words: string): string {
  return words.charAt(0).toUpperCase() + words.slice(1)
}

function capitalised(parts: Sentence): Sentence {
  return parts.map((part, index) => (index === 0 ? { ...part, text: capital(part.text) } : part))
}
