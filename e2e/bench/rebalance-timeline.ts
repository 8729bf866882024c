import { type ClusterOptions, startCluster } from '../cluster/cluster'
import { startProduct } from '../product-server'
import { CLASSIC_SCENARIOS, COORDINATOR_KILLED } from '../scenarios/classic-scenarios'
import { CONSUMER_PROTOCOL_SCENARIOS, QUICK_CONSUMER_GROUPS } from '../scenarios/consumer-protocol-scenarios'
import {
  type Comparison,
  compareGroup,
  confusionTable,
  shareRight,
  together,
  wrongObserved,
} from '../scenarios/rebalance-comparison'
import { type Scenario, scenarioStage } from '../scenarios/scenario'
import { type ToldOverHttp, toldOverHttp } from '../scenarios/told-rebalances'
import { figure } from './figures'

const some = (...names: string[]) =>
  Object.fromEntries(Object.entries(CLASSIC_SCENARIOS).filter(([name]) => names.includes(name)))

const ROUNDS: { options: ClusterOptions; scenarios: Record<string, Scenario> }[] = [
  { options: { version: '3.9', brokers: 3 }, scenarios: { ...CLASSIC_SCENARIOS, ...COORDINATOR_KILLED } },
  {
    options: { version: '4', brokers: 1, brokerConfig: QUICK_CONSUMER_GROUPS },
    scenarios: { ...CONSUMER_PROTOCOL_SCENARIOS, ...some('come-and-go', 'killed', 'restarted', 'cooperative') },
  },
  {
    options: { version: '2.8', brokers: 1 },
    scenarios: some('come-and-go', 'killed', 'frozen', 'static', 'cooperative', 'growth'),
  },
]

/**
 * Scripted groups on real clusters, and what the product makes of each rebalance and of its cause: the confusion table.
 * `versions` leaves out the others; none given: all.
 */
export async function rebalanceTimeline(say: (line: string) => void, versions: readonly string[]): Promise<string[]> {
  const report: string[] = []
  const comparisons: Comparison[] = []
  for (const { options, scenarios } of ROUNDS) {
    const { version = '' } = options
    if (versions.length > 0 && !versions.includes(version)) continue
    const { comparison, lines } = await round(options, scenarios, say)
    comparisons.push(comparison)
    report.push(`rebalances of Kafka ${version}: ${comparison.rebalances}`, ...lines, ...figuresOf(comparison))
  }
  const all = together(comparisons)
  return [...report, `all rebalances: ${all.rebalances}`, ...figuresOf(all), ...confusionTable(all)]
}

async function round(
  options: ClusterOptions,
  scenarios: Record<string, Scenario>,
  say: (line: string) => void,
): Promise<{ comparison: Comparison; lines: string[] }> {
  const cluster = await startCluster({ ...options, onProgress: say })
  const [stage, server] = await Promise.all([scenarioStage(cluster), startProduct(cluster)])
  try {
    const truths = await stage.run(scenarios, say)
    const lines: string[] = []
    const compared: Comparison[] = []
    for (const truth of truths) {
      const told = await toldOverHttp(server.url, truth)
      const comparison = compareGroup(truth, told)
      compared.push(comparison)
      lines.push(...truth.notes.map((note) => `  script of ${truth.group}: ${note}`))
      lines.push(...comparison.faults.map((fault) => `  fault: ${fault}`), ...wrongOnes(comparison, told))
    }
    return { comparison: together(compared), lines }
  } finally {
    await server.stop()
    await stage.stop()
    await cluster.stop()
  }
}

/** What was not told right, with what the product rests on. */
function wrongOnes({ labels }: Comparison, told: readonly ToldOverHttp[]): string[] {
  return labels.flatMap((label) => {
    if (label.right) return []
    const one = told.findLast(({ generation }) => generation === label.generation)
    const said = one?.triggers.map(({ kind, certainty, evidence }) => `${kind} ${certainty} (${evidence})`).join('; ')
    return `  not told: ${label.group} ${label.generation}: ${label.truth?.kind ?? 'nothing'}, told ${said ?? 'nothing'}`
  })
}

function figuresOf(comparison: Comparison): string[] {
  const { right, of } = shareRight(comparison)
  return [
    figure('  missing, invented, other members or partitions', comparison.faults.length, '', 0),
    figure('  causes said to be observed and wrong', wrongObserved(comparison).length, '', 0),
    figure(
      '  causes told wrong where the records can tell',
      (1 - right / of) * 100,
      '%',
      10,
      `${right} of ${of} right`,
    ),
  ]
}
