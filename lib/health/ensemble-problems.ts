import type { ClusterModel } from '../model/cluster'
import { ensembleQuorum } from '../rows/ensemble-quorum'
import { ensembleRows } from '../rows/ensemble-row'
import { earliest } from '../rows/topic-row'
import { quorumSentence } from './ensemble-verdict'

/**
 * What is wrong with the ensemble: no quorum, else each server that is down. Where none answers at all the lost
 * session says it, for then we do not know whether they or we are cut off.
 */
export function ensembleProblems(model: ClusterModel) {
  const { holds, up } = ensembleQuorum(model)
  const down = ensembleRows(model).filter(({ status }) => status === 'not-answering' || status === 'no-quorum')
  if (holds === false) {
    return [
      {
        kind: 'quorum-lost' as const,
        level: 'critical' as const,
        sentence: `ZooKeeper has ${quorumSentence(model)}`,
        count: down.length,
        since: earliest(down.map(({ since }) => since)),
        items: down.slice(0, 10).map(({ server }) => `server:${server}`),
      },
    ]
  }
  if (up === 0) return []
  return down.map(({ server, reason, since }) => ({
    kind: 'source-down' as const,
    level: 'warning' as const,
    sentence: `ZooKeeper server ${server} ${reason ?? 'does not answer'}`,
    count: 1,
    since,
    items: [`server:${server}`],
  }))
}
