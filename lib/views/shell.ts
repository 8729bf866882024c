import { type ClusterIdentity, type ClusterModel, SINGLE } from '../model/cluster'
import type { Source } from '../model/source'
import { brokerRows } from '../rows/broker-row'
import { ensembleQuorum } from '../rows/ensemble-quorum'
import { groupCoordinator } from '../rows/group-coordinator'
import { inPreset } from '../rows/partition-presets'
import { partitionRows } from '../rows/partition-row'
import type { CellState } from '../rows/partition-status'
import { STATUS_CELL } from '../rows/partition-status'
import { topicRows } from '../rows/topic-row'

/** A rail badge: how many, in the worst state of that page; null when nothing is wrong. */
export type Badge = { count: number; state: CellState } | null

/** What every page's frame shows. */
export interface ShellView {
  identity: ClusterIdentity | null
  badges: { partitions: Badge; topics: Badge; groups: Badge; brokers: Badge; zookeeper: Badge }
  /** Every source, by name. */
  sources: Source[]
}

/** The frame around every page. */
export function shellView(model: ClusterModel): ShellView {
  const atRisk = partitionRows(model).filter((row) => inPreset(row, 'at-risk'))
  const topics = topicRows(model).filter((row) => row.offline + row.underMinIsr + row.outOfSync > 0)
  const brokers = brokerRows(model).filter((row) => row.state !== 'alive')
  const servers = [...model.ensembleServer.values()].filter(
    ({ status }) => status === 'not-answering' || status === 'no-quorum',
  )
  // Lag travels only to pages that show it: the frame counts what every page can know.
  const adrift = [...model.groupListing.values()].filter((one) => groupCoordinator(model, one).unavailable !== null)
  const states = atRisk.map((row) => STATUS_CELL[row.status])
  return {
    identity: model.identity.get(SINGLE) ?? null,
    badges: {
      partitions: badge(atRisk.length, states),
      topics: badge(topics.length, states),
      groups: badge(adrift.length, ['offline']),
      zookeeper: badge(servers.length, [ensembleQuorum(model).holds ? 'urp' : 'offline']),
      brokers: badge(
        brokers.length,
        brokers.map((row) => row.glyph),
      ),
    },
    sources: [...model.source.values()].sort((a, b) => (a.name < b.name ? -1 : 1)),
  }
}

const WORST_FIRST: readonly CellState[] = ['offline', 'minisr', 'urp', 'move', 'unknown', 'ok']

function badge(count: number, states: readonly CellState[]): Badge {
  if (count === 0) return null
  return { count, state: WORST_FIRST.find((state) => states.includes(state)) ?? 'urp' }
}
