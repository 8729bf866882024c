import { afterAll, beforeAll, expect, it } from 'vitest'
import { type Cluster, startCluster } from '@/e2e/cluster/cluster'
import { until } from '@/e2e/cluster/until'
import { CLASSIC_SCENARIOS } from '@/e2e/scenarios/classic-scenarios'
import {
  type Comparison,
  compareGroup,
  shareRight,
  together,
  wrongObserved,
} from '@/e2e/scenarios/rebalance-comparison'
import { type ScenarioStage, scenarioStage } from '@/e2e/scenarios/scenario'
import type { ClusterInspector } from '../cluster-inspector'
import { inspectCluster } from '../testing/inspect'

/** The essential ones; the bench plays all of them, and with other versions. */
const SCENARIOS = Object.fromEntries(
  ['come-and-go', 'killed', 'static', 'cooperative', 'growth'].flatMap((name) => {
    const scenario = CLASSIC_SCENARIOS[name]
    return scenario ? [[name, scenario]] : []
  }),
)

let cluster: Cluster
let stage: ScenarioStage
let inspector: ClusterInspector

beforeAll(async () => {
  cluster = await startCluster({ version: '3.9', brokers: 1 })
  stage = await scenarioStage(cluster)
  inspector = inspectCluster(cluster)
})
afterAll(async () => {
  await inspector?.stop()
  await stage?.stop()
  await cluster?.stop()
})

it('tells every rebalance of scripted groups once, with its members, their partitions and its cause', async () => {
  const comparisons: Comparison[] = []
  for (const truth of await stage.run(SCENARIOS, () => undefined)) {
    const { group, rebalances } = truth
    expect(rebalances.length, `rebalances of ${group}, ${truth.notes}`).toBeGreaterThan(2)
    const history = inspector.rebalances()
    const all = () => history.of(group).length >= rebalances.length
    // Too few is for the comparison to say, in words.
    await until(`the timeline of ${group}`, all, 10_000).catch(() => undefined)
    comparisons.push(compareGroup(truth, history.of(group)))
  }
  const comparison = together(comparisons)
  expect(comparison.faults).toEqual([])
  expect(wrongObserved(comparison)).toEqual([])
  const { right, of } = shareRight(comparison)
  expect(right / of, JSON.stringify(comparison.labels.filter((label) => !label.right))).toBeGreaterThanOrEqual(0.9)
}, 150_000)
