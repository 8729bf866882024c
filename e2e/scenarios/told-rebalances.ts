import { until } from '../cluster/until'
import type { GroupTruth } from './group-truth'
import type { ToldRebalance } from './rebalance-comparison'

const PATIENCE_MS = 15_000

/** One item of `GET …/rebalances`; the part that is compared. */
interface RebalanceItem extends Omit<ToldRebalance, 'triggers'> {
  triggers: (Omit<ToldRebalance['triggers'][number], 'memberId'> & { member: string | null; evidence: string })[]
}

/** A rebalance as the API tells it, with the evidence for each trigger. */
export interface ToldOverHttp extends ToldRebalance {
  triggers: (ToldRebalance['triggers'][number] & { evidence: string })[]
}

/**
 * The timeline of one group by a running server, oldest first. Waits until it has as many rebalances as there were, and
 * is content with what there is when that takes too long: the comparison tells what is missing.
 */
export async function toldOverHttp(url: string, { group, rebalances }: GroupTruth): Promise<ToldOverHttp[]> {
  const path = `/api/v1/clusters/default/rebalances?limit=1000&group=${encodeURIComponent(group)}`
  const ask = async (): Promise<ToldOverHttp[]> => {
    const answer = await fetch(`${url}${path}`)
    if (answer.status === 404) return []
    if (!answer.ok) throw new Error(`${path} answers ${answer.status}`)
    // The contract of the route, see `rebalancesAnswer`.
    const { items } = (await answer.json()) as { items: RebalanceItem[] }
    return items.toReversed().map((item) => ({
      ...item,
      triggers: item.triggers.map(({ member, ...trigger }) => ({ ...trigger, memberId: member })),
    }))
  }
  const enough = async () => {
    const told = await ask()
    return told.length >= rebalances.length ? told : null
  }
  return until(`the timeline of ${group}`, enough, PATIENCE_MS).catch(ask)
}
