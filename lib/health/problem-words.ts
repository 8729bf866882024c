import { paths } from '../paths'
import type { CellState } from '../rows/partition-status'
import type { Problem, ProblemKind } from './problem'
import type { SentencePart, Verdict } from './sentence'
import { text } from './sentence-parts'

const STATE_OF: Record<ProblemKind, CellState> = {
  'offline-partitions': 'offline',
  'under-min-isr': 'minisr',
  'under-replicated': 'urp',
  'not-preferred': 'ok',
  'broker-missing': 'offline',
  'broker-not-answering': 'urp',
  'controller-missing': 'offline',
  'controller-zombie': 'offline',
  'deletion-stuck': 'urp',
  'reassignment-stuck': 'urp',
  'views-disagree': 'urp',
  'quorum-lost': 'offline',
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

/** Glyph and level of a problem; ok without one. */
export function stateOf(problem: Problem | undefined): Pick<Verdict, 'state' | 'level'> {
  return problem ? { state: STATE_OF[problem.kind], level: problem.level } : { state: 'ok', level: 'ok' }
}

/** "3 partitions are offline and 12 refuse writes": the noun stands once. */
export function counted(found: readonly Problem[], cluster: string): SentencePart[] {
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

/** "broker 2 is gone", "brokers 2 and 3 do not answer". */
export function brokerSentence(problem: Problem, cluster: string): SentencePart[] {
  const one = problem.items.length === 1
  const links = problem.items.flatMap((id, index): SentencePart[] => [
    ...(index > 0 ? [text(index === problem.items.length - 1 ? ' and ' : ', ')] : []),
    { text: one ? `broker ${id}` : id, strong: true, href: paths.broker(cluster, Number(id)) },
  ])
  const silent = problem.kind === 'broker-not-answering'
  const verb = silent ? (one ? ' does not answer' : ' do not answer') : one ? ' is gone' : ' are gone'
  return [...(one ? [] : [text('brokers ')]), ...links, text(verb)]
}
