import { rebalancesVerdict } from '../health/rebalances-verdict'
import type { Verdict } from '../health/sentence'
import type { ClusterModel } from '../model/cluster'

/** The page of all rebalances, as far as the model knows it. */
export interface RebalancesView {
  verdict: Verdict
  /** How often each group rebalanced in ten minutes that does so again and again; by id. */
  storms: ReadonlyMap<string, number>
  /** Changes with every rebalance and with whatever more becomes known of the last ones. */
  version: string
}

/** The same on server and in browser. */
export function rebalancesView(model: ClusterModel): RebalancesView {
  const storms = new Map<string, number>()
  let [newest, generations, open] = [0, 0, 0]
  for (const { id, storm, last } of model.groupRebalances.values()) {
    if (storm !== null) storms.set(id, storm.count)
    if (last === null) continue
    newest = Math.max(newest, last.at, last.completedAt ?? 0)
    generations += last.generation
    if (last.completedAt === null) open += 1
  }
  return { verdict: rebalancesVerdict(model), storms, version: `${newest} ${generations} ${open}` }
}
