import type { ClusterModel } from '../model/cluster'
import { partitionKey } from '../model/partition'
import { partitionAt } from '../model/partition-at'
import { znodePaths } from '../znodes/paths'
import type { Finding } from './finding'
import { type FindingTimes, GRACE_MS } from './finding-times'

/** Partitions of which ZooKeeper and the brokers name another leader or ISR. */
export function partitionFindings(model: ClusterModel, { zookeeperAt, metadataAt }: FindingTimes): Finding[] {
  if (metadataAt === null) return []
  const found: Finding[] = []
  for (const state of model.partitionState.values()) {
    const told = partitionAt(model.topicMetadata.get(state.topic)?.partitions, state.partition)
    if (!told) continue
    const since = Math.max(state.changedAt, told.changedAt ?? 0)
    if (metadataAt - since < GRACE_MS) continue
    const kind = state.leader !== told.leader ? 'leader' : sameSet(state.isr, told.isr) ? null : 'isr'
    if (kind === null) continue
    const name = `${state.topic}-${state.partition}`
    const error = told.error ? ` (${told.error})` : ''
    const [zookeeper, metadata, sentence] =
      kind === 'leader'
        ? [
            idOrNone(state.leader),
            idOrNone(told.leader),
            `${name}: ZooKeeper names ${brokerOrNone(state.leader)} as leader, the brokers ${brokerOrNone(told.leader)}${error}`,
          ]
        : [list(state.isr), list(told.isr), `${name}: ZooKeeper and the brokers name different replicas as in sync`]
    const znode = znodePaths.state(state.topic, state.partition)
    found.push({
      kind,
      subject: `partition:${partitionKey(state.topic, state.partition)}`,
      since,
      sentence,
      sources: [
        { name: 'zookeeper', value: zookeeper, znode, changedAt: state.changedAt, readAt: zookeeperAt },
        { name: 'metadata', value: metadata, znode: null, changedAt: told.changedAt, readAt: metadataAt },
      ],
    })
  }
  return found
}

function brokerOrNone(id: number | null): string {
  return id === null ? 'nobody' : `broker ${id}`
}

function idOrNone(id: number | null): string {
  return id === null ? 'none' : String(id)
}

function list(ids: readonly number[]): string {
  return `[${[...ids].sort((a, b) => a - b).join(',')}]`
}

function sameSet(a: readonly number[], b: readonly number[]): boolean {
  return a.length === b.length && a.every((id) => b.includes(id))
}
