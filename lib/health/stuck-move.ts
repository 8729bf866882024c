import type { ClusterModel } from '../model/cluster'
import { liveBrokers } from '../model/liveness'
import { partitionRow } from '../rows/partition-row'
import { znodePaths } from '../znodes/paths'
import type { Finding, FindingSource } from './finding'

/** A move that makes no step for so long is looked at; copying much data takes its time. */
const QUIET_MS = 30 * 60_000

/** Reassignments that cannot end, because a broker they need is gone, and those that stand still for half an hour. */
export function stuckMoves(model: ClusterModel): Finding[] {
  const live = liveBrokers(model)
  const readAt = model.source.get('reassignments')?.lastOkAt ?? null
  return [...model.reassignment.values()].flatMap(({ topic, partition, adding, firstSeenAt }): Finding[] => {
    const row = partitionRow(model, topic, partition)
    const missing = adding.filter((id) => !row?.isr.includes(id))
    const dead = missing.filter((id) => !live.has(id))
    const since = Math.max(firstSeenAt, row?.since ?? 0)
    const quiet = readAt !== null && readAt - since > QUIET_MS
    if (missing.length === 0 || (dead.length === 0 && !quiet)) return []
    const why =
      dead.length > 0
        ? `${dead.length === 1 ? 'broker' : 'brokers'} ${dead.join(', ')} shall take a copy and ${dead.length === 1 ? 'is' : 'are'} gone`
        : `no replica has caught up for ${Math.floor(((readAt ?? since) - since) / 60_000)} min`
    return [
      {
        kind: 'reassignment-stuck',
        subject: `partition:${topic}/${partition}`,
        since,
        sentence: `the reassignment of ${topic}-${partition} does not end: ${why}`,
        sources: [
          { name: 'reassignments', value: `adding [${adding.join(',')}]`, znode: null, changedAt: firstSeenAt, readAt },
          isrSource(model, topic, partition),
        ],
      },
    ]
  })
}

/** Who is in sync, as the source with the last word says it. */
function isrSource(model: ClusterModel, topic: string, partition: number): FindingSource {
  const row = partitionRow(model, topic, partition)
  const name = row?.views.zookeeper ? 'zookeeper' : 'metadata'
  return {
    name,
    value: `ISR [${row?.isr.join(',') ?? ''}]`,
    znode: row?.views.zookeeper ? znodePaths.state(topic, partition) : null,
    changedAt: row?.since ?? null,
    readAt: model.source.get(name)?.lastOkAt ?? null,
  }
}
