import { type ClusterModel, SINGLE } from '../model/cluster'
import { oncePerModel } from '../model/once-per-model'
import { type EnsembleRow, ensembleRows } from './ensemble-row'

/** Whether an ensemble can decide, counted over the servers we were told of. */
export interface EnsembleQuorum {
  /** Voting servers; all but those that say they are observers. */
  of: number
  /** Those of them that answer; where there is a quorum, that take part in it. */
  up: number
  /** Servers that say they lead: one, but for moments. */
  leaders: string[]
  /** The only server, which needs no other. */
  standalone: boolean
  /** null where no server says enough. */
  holds: boolean | null
  /** How many more servers may fail; null when there is no quorum, or it includes servers we were not told of. */
  survives: number | null
}

/** The quorum as the servers themselves tell of it; computed once per model. */
export const ensembleQuorum: (model: ClusterModel) => EnsembleQuorum = oncePerModel(computeQuorum)

function computeQuorum(model: ClusterModel): EnsembleQuorum {
  const rows = ensembleRows(model)
  const voters = rows.filter(({ mode }) => mode !== 'observer')
  const of = voters.length
  const leaders = rows.filter(({ mode }) => mode === 'leader').map(({ server }) => server)
  const standalone = rows.length === 1 && rows[0]?.mode === 'standalone'
  const holds = standalone || quorumHolds(rows, model.ensembleSession.get(SINGLE)?.status === 'live')
  const answering = voters.filter(({ status }) => status !== 'not-answering').length
  const deciding = voters.filter(({ status }) => status === 'serving' || status === 'silent').length
  // A server that is up and outside of the quorum, as one that starts, does not help it.
  const up = holds ? deciding : answering
  const spare = deciding - (Math.floor(of / 2) + 1)
  // A quorum without a leader among the named, or with less than a majority of them, has members we do not know.
  const complete = leaders.length > 0 || voters.some(({ status }) => status === 'silent')
  return { of, up, leaders, standalone, holds, survives: holds && !standalone && complete && spare >= 0 ? spare : null }
}

const DECIDING: ReadonlySet<string | null> = new Set(['leader', 'follower', 'observer'])

function quorumHolds(rows: readonly EnsembleRow[], sessionLives: boolean): boolean | null {
  if (rows.some(({ mode }) => DECIDING.has(mode))) return true
  // Servers that do not say how they are doing serve our session only while there is a quorum.
  if (rows.some(({ status }) => status === 'silent')) return sessionLives ? true : null
  return rows.some(({ status }) => status === 'no-quorum') ? false : null
}
