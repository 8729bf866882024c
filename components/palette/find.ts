import { formatCount } from '@/lib/format'
import type { ClusterModel } from '@/lib/model/cluster'
import { paths } from '@/lib/paths'
import { type BrokerRow, brokerRows } from '@/lib/rows/broker-row'
import { groupIds } from '@/lib/rows/group-sources'
import { partitionRow, topicNames } from '@/lib/rows/partition-row'
import { STATUS_CELL, STATUS_WORD } from '@/lib/rows/partition-status'
import { topicView } from '@/lib/views/topic'
import { PLACES } from '../shell/places'
import { znodeFindings } from './find-znodes'
import type { Finding } from './finding'
import { groupFinding } from './group-finding'
import { bestNames, type Match, match, type Name, words } from './rank'

const PER_GROUP = 6

/** What the palette searches, made once per model. */
export interface Names {
  topics: Name[]
  groups: Name[]
  brokers: BrokerRow[]
}

/** The names of a cluster, ready to be searched. */
export function namesOf(model: ClusterModel): Names {
  return {
    topics: topicNames(model).map(nameOf),
    groups: groupIds(model).map(nameOf),
    brokers: brokerRows(model),
  }
}

const nameOf = (text: string): Name => ({ text, lower: text.toLowerCase() })

function topicFinding(model: ClusterModel, cluster: string, name: string, ranges: Match['ranges']): Finding | null {
  const view = topicView(model, name)
  if (!view) return null
  const { row } = view
  const status = row.status === 'deleting' ? 'reassigning' : row.status
  const word = row.status === 'deleting' ? 'being deleted' : STATUS_WORD[status].toLowerCase()
  const count = row.partitions === null ? '' : `, ${formatCount(row.partitions)} partitions`
  return {
    id: `topic ${name}`,
    group: 'Topic',
    name,
    mono: true,
    ranges,
    state: STATUS_CELL[status],
    detail: word + count,
    href: paths.topic(cluster, name),
    shortcut: null,
  }
}

function partitionFinding(
  model: ClusterModel,
  cluster: string,
  topic: string,
  partition: number,
  ranges: Match['ranges'],
): Finding | null {
  const row = partitionRow(model, topic, partition)
  if (!row) return null
  const name = `${topic}-${partition}`
  const leader = row.leader === null ? 'no leader' : `leader ${row.leader}`
  return {
    id: `partition ${topic}/${partition}`,
    group: 'Partition',
    name,
    mono: true,
    ranges: [...ranges, [topic.length + 1, name.length]],
    state: STATUS_CELL[row.status],
    detail: `${STATUS_WORD[row.status].toLowerCase()} · ${leader} · ISR ${row.isr.length} of ${row.replicas.length}`,
    href: paths.partition(cluster, topic, partition),
    shortcut: null,
  }
}

function brokerFinding(cluster: string, broker: BrokerRow, ranges: Match['ranges']): Finding {
  const address = broker.host === null ? '' : ` · ${broker.host}:${broker.port ?? '?'}`
  return {
    id: `broker ${broker.id}`,
    group: 'Broker',
    name: `Broker ${broker.id}`,
    mono: false,
    ranges,
    state: broker.glyph,
    detail: `${broker.stateReason ?? 'up'} · leads ${formatCount(broker.leaders)}${address}`,
    href: paths.broker(cluster, broker.id),
    shortcut: null,
  }
}

const ACTIONS: readonly { id: string; name: string; detail: string; shortcut: string }[] = [
  { id: 'action theme', name: 'Light or dark', detail: 'changes the theme', shortcut: 't' },
  { id: 'action pause', name: 'Pause or continue live', detail: 'holds the picture still', shortcut: 'l' },
  { id: 'action link', name: 'Copy link', detail: 'to this page', shortcut: 'y' },
  { id: 'action help', name: 'Shortcuts', detail: 'every key', shortcut: '?' },
]

function fixed(cluster: string): Finding[] {
  const rest = { mono: false, ranges: [], state: null }
  return [
    ...PLACES.map(
      (place): Finding => ({
        ...rest,
        id: `page ${place.key}`,
        group: 'Page',
        name: place.label,
        detail: '',
        href: place.href(cluster),
        shortcut: `g ${place.key}`,
      }),
    ),
    ...ACTIONS.map((action): Finding => ({ ...rest, ...action, group: 'Action', href: null })),
  ]
}

/** `orders 7`, `orders-7` and `orders/7` name a partition: the topic's words and the number. */
function partitionQuery(query: string): { topicWords: string[]; partition: number } | null {
  const found = /^(.*[^\s\-/])[\s\-/]+(\d{1,9})$/.exec(query.trim())
  return found?.[1] && found[2] ? { topicWords: words(found[1]), partition: Number(found[2]) } : null
}

const some = (finding: Finding | null): Finding[] => (finding ? [finding] : [])

/** The rows for a query, grouped and best first; nothing typed: pages and actions. */
export function find(model: ClusterModel, names: Names, cluster: string, query: string): Finding[] {
  const queryWords = words(query)
  if (queryWords.length === 0) return fixed(cluster)
  const asked = partitionQuery(query)
  const partitions = asked
    ? bestNames(names.topics, asked.topicWords, PER_GROUP * 4)
        .flatMap(({ name, match: found }) =>
          some(partitionFinding(model, cluster, name.text, asked.partition, found.ranges)),
        )
        .slice(0, PER_GROUP)
    : []
  const topics = bestNames(names.topics, queryWords, PER_GROUP).flatMap(({ name, match: found }) =>
    some(topicFinding(model, cluster, name.text, found.ranges)),
  )
  const groups = bestNames(names.groups, queryWords, PER_GROUP).flatMap(({ name, match: found }) =>
    some(groupFinding(model, cluster, name.text, found.ranges)),
  )
  const brokers = names.brokers
    .flatMap((broker) => {
      const found = match(`broker ${broker.id} ${broker.host ?? ''}`.toLowerCase(), queryWords)
      const shown = `broker ${broker.id}`.length
      return found && found.score < 40
        ? [{ broker, score: found.score, ranges: found.ranges.filter(([, to]) => to <= shown) }]
        : []
    })
    .toSorted((a, b) => a.score - b.score || a.broker.id - b.broker.id)
    .slice(0, PER_GROUP)
    .map(({ broker, ranges }) => brokerFinding(cluster, broker, ranges))
  const others = fixed(cluster).flatMap((finding) => {
    const found = match(finding.name.toLowerCase(), queryWords)
    return found && found.score < 40 ? [{ ...finding, ranges: found.ranges }] : []
  })
  return [...znodeFindings(model, cluster, query), ...partitions, ...topics, ...groups, ...brokers, ...others]
}

/** A row remembered by its id, with its state of now; null when what it names is gone. */
export function recall(model: ClusterModel, names: Names, cluster: string, id: string): Finding | null {
  const [, kind, rest] = /^(\w+) (.+)$/s.exec(id) ?? []
  const found = recalled(model, names, cluster, kind, rest ?? '')
  return found && { ...found, group: 'Recent', ranges: [] }
}

function recalled(model: ClusterModel, names: Names, cluster: string, kind: string | undefined, rest: string) {
  if (kind === 'topic') return topicFinding(model, cluster, rest, [])
  if (kind === 'group') return groupFinding(model, cluster, rest, [])
  if (kind === 'partition') {
    const slash = rest.lastIndexOf('/')
    return partitionFinding(model, cluster, rest.slice(0, slash), Number(rest.slice(slash + 1)), [])
  }
  const broker = names.brokers.find((row) => kind === 'broker' && String(row.id) === rest)
  return broker ? brokerFinding(cluster, broker, []) : null
}
