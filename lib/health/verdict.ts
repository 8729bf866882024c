import { type ClusterModel, SINGLE } from '../model/cluster'
import { paths } from '../paths'
import { brokerRows, controllerId } from '../rows/broker-row'
import { partitionRows } from '../rows/partition-row'
import { topicRows } from '../rows/topic-row'
import { type Problem, type ProblemKind, problems } from './problem'
import { brokerSentence, counted, stateOf } from './problem-words'
import type { Sentence, Verdict } from './sentence'
import { capital, capitalised, sincePart, strong, text } from './sentence-parts'
import { unreadReason } from './unread-reason'

/** The one sentence about the cluster: what, since when, because, what clears it. */
export function clusterVerdict(model: ClusterModel): Verdict {
  const rows = partitionRows(model)
  const found = problems(model)
  const cluster = clusterId(model)
  if (unreadReason(model) !== null) return notReadYet(found)
  const partitionsFound = found.filter((problem) => PARTITION_KINDS.has(problem.kind) && problem.level !== 'info')
  const broker = found.find((problem) => problem.kind === 'broker-missing')
  const other = found.find((problem) => problem.level !== 'info')
  if (partitionsFound.length > 0) {
    const because = broker ? [text(', because '), ...brokerSentence(broker, cluster)] : []
    const since = broker?.since ?? partitionsFound[0]?.since ?? null
    return {
      ...stateOf(partitionsFound[0]),
      title: [...counted(partitionsFound, cluster), ...sincePart(since), ...because, text('.')],
      detail: [text(detailOf(found, rows.length)), ...viewsLink(found, cluster)],
      since,
    }
  }
  if (other?.kind === 'session-lost') return withoutZookeeper(other, rows.length)
  if (other) {
    const parts = other.kind === 'broker-missing' ? brokerSentence(other, cluster) : [text(capital(other.sentence))]
    return {
      ...stateOf(other),
      title: [...capitalised(parts), ...sincePart(other.since), text('.')],
      detail: [text(detailOf(found, rows.length)), ...viewsLink(found, cluster)],
      since: other.since,
    }
  }
  return healthy(model)
}

/** The partitions page: how many need somebody, and what they have in common. */
export function partitionsVerdict(model: ClusterModel): Verdict {
  const rows = partitionRows(model)
  const found = problems(model).filter((problem) => PARTITION_KINDS.has(problem.kind) && problem.level !== 'info')
  if (unreadReason(model) !== null) return notReadYet(problems(model))
  if (found.length === 0) return healthy(model)
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

const PARTITION_KINDS: ReadonlySet<ProblemKind> = new Set([
  'offline-partitions',
  'under-min-isr',
  'under-replicated',
  'not-preferred',
])

const TWO_VIEWS: ReadonlySet<ProblemKind> = new Set([
  'views-disagree',
  'deletion-stuck',
  'reassignment-stuck',
  'controller-zombie',
])

/** The way to both values, where two sources say different things or something waits for what does not come. */
function viewsLink(found: readonly Problem[], cluster: string): Sentence {
  if (!found.some(({ kind }) => TWO_VIEWS.has(kind))) return []
  return [text(' '), { text: 'See what each side says', href: paths.findings(cluster) }, text('.')]
}

function detailOf(found: readonly Problem[], partitions: number): string {
  const rest = found.filter((problem) => problem.level !== 'info').map((problem) => problem.sentence)
  const missing = found.find((problem) => problem.kind === 'broker-missing')?.count ?? 0
  const back =
    missing === 0 ? '' : missing === 1 ? ' The broker’s return clears it.' : ' The brokers’ return clears it.'
  return rest.length > 0 ? `${capital(rest.join('; '))}.${back}` : `${partitions} partitions.`
}

/** Kafka goes on without ZooKeeper, but what we know of leaders and ISR stands still. */
function withoutZookeeper(problem: Problem, partitions: number): Verdict {
  return {
    ...stateOf(problem),
    title: [strong('ZooKeeper cannot be read'), ...sincePart(problem.since), text(': leaders and ISR are as of then.')],
    detail: [
      text(`${capital(problem.sentence)}. Nothing was wrong with the ${partitions} partitions when it was last read.`),
    ],
    since: problem.since,
  }
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

/** While nothing is known: whether that is a failure. */
export function notReadYet(found: readonly Problem[]): Verdict {
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

/** The slug of the cluster, for links. */
export function clusterId(model: ClusterModel): string {
  return model.identity.get(SINGLE)?.id ?? ''
}

function sum(found: readonly Problem[]): number {
  return found.reduce((total, problem) => total + problem.count, 0)
}
