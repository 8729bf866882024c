import { formatCount } from '../format'
import type { ClusterModel } from '../model/cluster'
import { type FindingCoverage, findingCoverage } from './finding-coverage'
import { findings } from './findings'
import type { Sentence, Verdict } from './sentence'
import { capital, sincePart, strong, text } from './sentence-parts'

const SIDE: ReadonlyMap<string, string> = new Map([
  ['zookeeper', 'ZooKeeper'],
  ['metadata', 'the brokers’ metadata'],
])

/** The one sentence about the two views of the cluster: do they agree, about what, and as of when. */
export function findingsVerdict(model: ClusterModel): Verdict {
  const coverage = findingCoverage(model)
  const all = findings(model)
  // What is left over says nothing that another source denies.
  const found = all.filter(({ kind }) => kind !== 'orphan')
  const leftOver = all.length - found.length
  const detail = [...stillWords(coverage), ...leftWords(leftOver), ...restWords(coverage, found.length)]
  const [first] = found
  if (first !== undefined) {
    const count = found.length === 1 ? '1 finding' : `${formatCount(found.length)} findings`
    const oldest = found.length === 1 ? capital(first.sentence) : `the oldest: ${first.sentence}`
    const title =
      found.length === 1
        ? [strong(oldest), ...sincePart(first.since), text('.')]
        : [strong(count), text(`; ${oldest}`), ...sincePart(first.since), text('.')]
    return { state: 'urp', level: 'warning', title, detail, since: first.since }
  }
  if (coverage.mode === 'kraft') return withoutZookeeper(coverage, detail)
  if (coverage.comparedAt === null) {
    const title = [strong('Nothing is compared yet'), text(': ZooKeeper or the brokers have not been read completely.')]
    return { state: 'unknown', level: 'unknown', title, detail, since: null }
  }
  const agrees = coverage.standsStill === null ? 'agree' : 'agreed'
  const title = [
    strong(`ZooKeeper and the brokers ${agrees}`),
    text(` on ${agreedOn(coverage)}; compared `),
    ...time(coverage.comparedAt),
    text('.'),
  ]
  const known = coverage.standsStill === null
  return { state: known ? 'ok' : 'unknown', level: known ? 'ok' : 'unknown', title, detail, since: null }
}

function withoutZookeeper(coverage: FindingCoverage, detail: Sentence): Verdict {
  const { brokers, comparedAt } = coverage
  const lead = strong('This cluster has no ZooKeeper, so there is one view and nothing to hold it against')
  if (comparedAt === null) return { state: 'unknown', level: 'unknown', title: [lead, text('.')], detail, since: null }
  const listed = plural(brokers, 'broker is', 'brokers are')
  const title = [
    lead,
    text(`: the brokers’ own. ${listed} held against what answers us; compared `),
    ...time(comparedAt),
    text('.'),
  ]
  return { state: 'ok', level: 'ok', title, detail, since: null }
}

/** "all 10,240 partitions, controller and 3 brokers". */
function agreedOn({ partitions, uncompared, controller, brokers }: FindingCoverage): string {
  const all =
    uncompared === 0 ? (partitions === 1 ? 'the only partition' : `all ${formatCount(partitions)} partitions`) : null
  const some = all ?? `${formatCount(partitions)} of ${formatCount(partitions + uncompared)} partitions`
  const first = partitions + uncompared === 0 ? 'no partition (there is none)' : some
  const parts = [first, ...(controller ? ['controller'] : []), plural(brokers, 'broker', 'brokers')]
  return `${parts.slice(0, -1).join(', ')} and ${parts.at(-1)}`
}

function stillWords({ standsStill }: FindingCoverage): Sentence {
  if (standsStill === null) return []
  const side = capital(SIDE.get(standsStill.name) ?? standsStill.name)
  return [text(`${side} cannot be read now${standsStill.reason === null ? '' : `: ${standsStill.reason}`}. `)]
}

function leftWords(count: number): Sentence {
  return count === 0 ? [] : [text(`${plural(count, 'znode is', 'znodes are')} left over, with nothing to belong to. `)]
}

function restWords({ mode, uncompared, moves, partitions }: FindingCoverage, found: number): Sentence {
  const parts: string[] = []
  if (found > 0 && mode === 'zookeeper' && partitions > 0) {
    parts.push(`${formatCount(partitions)} partitions are compared.`)
  }
  if (uncompared > 0) {
    parts.push(`${plural(uncompared, 'partition is', 'partitions are')} known to one side only and cannot be compared.`)
  }
  if (moves > 0) parts.push(`${plural(moves, 'reassignment is', 'reassignments are')} under way.`)
  parts.push('A difference counts from 10 s on: a change needs a moment to travel.')
  return [text(parts.join(' '))]
}

function plural(count: number, one: string, many: string): string {
  return `${formatCount(count)} ${count === 1 ? one : many}`
}

function time(at: number): Sentence {
  return [{ text: new Date(at).toISOString(), since: at }]
}
