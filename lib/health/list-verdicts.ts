import type { ClusterModel } from '../model/cluster'
import { brokerRows, controllerId } from '../rows/broker-row'
import { topicRows } from '../rows/topic-row'
import { type ProblemKind, problems } from './problem'
import { brokerSentence, stateOf } from './problem-words'
import type { Verdict } from './sentence'
import { capitalised, sincePart, strong, text } from './sentence-parts'
import { unreadReason } from './unread-reason'
import { clusterId, notReadYet, partitionsVerdict } from './verdict'

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
  if (rows.length === 0 || unreadReason(model) !== null) return notReadYet(problems(model))
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
  if (unreadReason(model) !== null) return notReadYet(problems(model))
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

const BROKER_KINDS: ReadonlySet<ProblemKind> = new Set([
  'broker-missing',
  'broker-not-answering',
  'controller-missing',
  'controller-zombie',
])
