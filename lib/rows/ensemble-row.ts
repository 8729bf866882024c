import { type ClusterModel, SINGLE } from '../model/cluster'
import type { EnsembleMonitor, EnsembleNumbers, EnsembleServer } from '../model/ensemble'
import { oncePerModel } from '../model/once-per-model'
import { compareNatural } from '../natural-order'

/** One server of the ensemble as the page and the API show it. */
export interface EnsembleRow extends EnsembleServer {
  /** What it counts; null unless it serves, and then `reason` says why. */
  numbers: EnsembleNumbers | null
  /** What it tells besides, or why it does not; null unless it serves, and until it was asked. */
  monitor: EnsembleMonitor | null
  /** Transactions behind the leader at about the same moment; null with the reason where that is unknown. */
  behind: number | null
  behindReason: string | null
  /** Our own session is on this server. */
  ours: boolean
}

/** Every server of the connect string, in natural order; computed once per model. Empty without ZooKeeper. */
export const ensembleRows: (model: ClusterModel) => EnsembleRow[] = oncePerModel(computeRows)

function computeRows(model: ClusterModel): EnsembleRow[] {
  const servers = [...model.ensembleServer.values()].sort((a, b) => compareNatural(a.server, b.server))
  const session = model.ensembleSession.get(SINGLE)
  const leader = servers.find(({ mode }) => mode === 'leader')?.server
  const leaderNumbers = leader === undefined ? undefined : model.ensembleNumbers.get(leader)
  return servers.map((server) => {
    const numbers = model.ensembleNumbers.get(server.server) ?? null
    return {
      ...server,
      numbers,
      monitor: model.ensembleMonitor.get(server.server) ?? null,
      ...distance(server, numbers, leaderNumbers),
      ours: session?.server === server.server,
    }
  })
}

function distance(
  { mode, reason }: EnsembleServer,
  numbers: EnsembleNumbers | null,
  leader: EnsembleNumbers | undefined,
): Pick<EnsembleRow, 'behind' | 'behindReason'> {
  const unknown = (behindReason: string) => ({ behind: null, behindReason })
  if (mode === 'standalone') return unknown('a standalone server follows nobody')
  if (numbers === null) return unknown(reason ?? 'it has not been asked yet')
  if (leader === undefined) return unknown('no leader answers')
  const [own, theirs] = [zxidParts(numbers.zxid), zxidParts(leader.zxid)]
  // A follower that serves has all of the epochs before; its zxid shows the new one with the first transaction only.
  if (theirs.counter === 0n && own.epoch < theirs.epoch) return { behind: 0, behindReason: null }
  if (own.epoch !== theirs.epoch) {
    return unknown(`it is in epoch ${own.epoch}, the leader in epoch ${theirs.epoch}`)
  }
  // Asked a moment after the leader, a server may be ahead of the leader's answer. Counters have 32 bits.
  return { behind: Number(theirs.counter > own.counter ? theirs.counter - own.counter : 0n), behindReason: null }
}

/** A zxid is the epoch of the leader who made it and that leader's count, 32 bits each. */
function zxidParts(zxid: string): { epoch: bigint; counter: bigint } {
  const value = BigInt(zxid)
  return { epoch: value >> 32n, counter: value & 0xffff_ffffn }
}
