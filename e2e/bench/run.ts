/**
 * Measures the product on real clusters and prints figures: `npm run bench`. `--only=<part>` measures one part: demo,
 * bad-days, znode-latency, zookeeper-load, refresh, zookeeper-faults, rebalances or lag. `--rounds n` (20) brokers are killed,
 * `--topics n` and `--groups n` (1,000) are followed or refreshed, `--kafka v` leaves out scenarios of other versions.
 */
import { parseArgs } from 'node:util'
import { chromium as playwright } from '@playwright/test'
import { chromium } from '../chromium'
import { badDays } from './bad-days'
import { demoCluster } from './demo-cluster'
import { groupLag } from './group-lag'
import { rebalanceTimeline } from './rebalance-timeline'
import { refreshCost } from './refresh'
import { znodeLatency } from './znode-latency'
import { zookeeperFaults } from './zookeeper-faults'
import { zookeeperLoad } from './zookeeper-load'

const { values } = parseArgs({
  options: {
    rounds: { type: 'string', default: '20' },
    only: { type: 'string' },
    topics: { type: 'string', default: '1000' },
    groups: { type: 'string', default: '1000' },
    kafka: { type: 'string', multiple: true, default: [] },
  },
})
const began = performance.now()
const say = (line: string): void =>
  console.log(`${((performance.now() - began) / 1_000).toFixed(1).padStart(6)} s  ${line}`)

const { executablePath, args, env } = await chromium()
const browser = await playwright.launch({ executablePath, args, env: { ...process.env, ...env } })
const parts = new Map<string, () => Promise<string[]>>([
  ['demo', () => demoCluster(browser, Number(values.rounds), say)],
  ['bad-days', () => badDays(browser, say)],
  ['znode-latency', () => znodeLatency(browser, say)],
  ['zookeeper-load', () => zookeeperLoad({ topics: Number(values.topics), say })],
  ['refresh', () => refreshCost({ topics: Number(values.topics), groups: Number(values.groups), browser, say })],
  ['zookeeper-faults', () => zookeeperFaults(say)],
  ['lag', () => groupLag(browser, say)],
  ['rebalances', () => rebalanceTimeline(say, values.kafka)],
])
const chosen = values.only === undefined ? [...parts.keys()] : [values.only]
const report: string[] = []
for (const name of chosen) {
  const part = parts.get(name)
  if (!part) throw new Error(`--only takes ${[...parts.keys()].join(', ')}`)
  try {
    report.push(...(await part()))
  } catch (error) {
    report.push(`${name}: ${error instanceof Error ? error.stack : error}`)
    process.exitCode = 1
  }
}
await browser.close()
console.log(`\n${report.join('\n')}`)
// Whatever kafkajs still waits for ends here.
process.exit()
