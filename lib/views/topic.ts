import type { Verdict } from '../health/sentence'
import type { ClusterModel } from '../model/cluster'
import { type PartitionRow, partitionRows, topicExists } from '../rows/partition-row'
import { STATUS_CELL, STATUS_RANK } from '../rows/partition-status'
import { type TopicRow, topicRow } from '../rows/topic-row'

/** One topic's page. */
export interface TopicView {
  row: TopicRow
  verdict: Verdict
  partitions: PartitionRow[]
}

/** null when neither ZooKeeper nor the brokers know the name. */
export function topicView(model: ClusterModel, name: string): TopicView | null {
  if (!topicExists(model, name)) return null
  const partitions = partitionRows(model).filter((row) => row.topic === name)
  const row = topicRow(model, name, partitions)
  return { row, verdict: topicVerdict(row, partitions), partitions }
}

function topicVerdict(row: TopicRow, partitions: readonly PartitionRow[]): Verdict {
  const since =
    row.since === null ? [] : [{ text: ' since ' }, { text: new Date(row.since).toISOString(), since: row.since }]
  const name = { text: row.name, strong: true }
  if (row.status === 'deleting') {
    const detail = [{ text: 'It vanishes once every replica’s broker has deleted its copy.' }]
    return {
      state: 'move',
      level: 'info',
      title: [name, { text: ' is being deleted' }, ...since, { text: '.' }],
      detail,
      since: row.since,
    }
  }
  if (row.status === 'unknown') {
    const detail = [{ text: row.statusReason ?? '' }]
    return {
      state: 'unknown',
      level: 'unknown',
      title: [name, { text: ' is not known well enough for a verdict.' }],
      detail,
      since: null,
    }
  }
  const worst = partitions.filter((one) => one.status === row.status)
  const promise = `${row.replicationFactor ?? '?'} copies, min ISR ${row.minInsyncReplicas ?? 'unknown'}`
  if (STATUS_RANK[row.status] <= STATUS_RANK.reassigning) {
    const moving = row.status === 'reassigning' ? ` ${worst.length} being reassigned.` : ''
    const title = [
      { text: 'All ' },
      { text: `${partitions.length} partitions`, strong: true },
      { text: ' of ' },
      name,
      { text: ' are available.' },
    ]
    return {
      state: STATUS_CELL[row.status],
      level: 'ok',
      title,
      detail: [{ text: `${promise}.${moving}` }],
      since: null,
    }
  }
  const words =
    row.status === 'offline'
      ? 'offline'
      : row.status === 'under-min-isr'
        ? 'refusing acks=all writes'
        : row.status === 'new'
          ? 'not led yet'
          : 'short of a copy'
  const causes = [...new Set(worst.map((one) => one.cause).filter((cause) => cause !== null))]
  return {
    state: STATUS_CELL[row.status],
    level: row.status === 'offline' || row.status === 'under-min-isr' ? 'critical' : 'warning',
    title: [
      { text: `${worst.length} of ${partitions.length} partitions`, strong: true },
      { text: ' of ' },
      name,
      { text: ` ${worst.length === 1 ? 'is' : 'are'} ${words}` },
      ...since,
      { text: causes.length === 1 ? `: ${causes[0]}.` : '.' },
    ],
    detail: [{ text: `${promise}.` }],
    since: row.since,
  }
}
