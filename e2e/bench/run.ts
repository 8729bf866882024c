/**
 * Measures the product on real clusters and prints figures: `npm run bench`, with `--rounds n` (20) of killed brokers.
 * `--only=refresh` measures only what a full refresh of a big cluster costs, of `--topics n` and `--groups n` (1,000).
 */
import { setTimeout as delay } from 'node:timers/promises'
import { parseArgs } from 'node:util'
import { chromium as playwright } from '@playwright/test'
import { chromium } from '../chromium'
import { startCluster } from '../cluster/cluster'
import { startProduct } from '../product-server'
import { startTraffic } from '../traffic/traffic'
import { answerTimes } from './answers'
import { figure, percentile } from './figures'
import { killLatency } from './kill-latency'
import { pageLoad } from './page-load'
import { processCost } from './process-cost'
import { refreshCost } from './refresh'

const PAGES = [
  '',
  '/brokers',
  '/brokers/1',
  '/topics',
  '/topics/orders.created',
  '/topics/orders.created/config',
  '/partitions',
  '/topics/orders.created/partitions/0',
]
const API = [
  '',
  '/brokers',
  '/broker?id=1',
  '/topics',
  '/topic?name=orders.created',
  '/partitions',
  '/partition?topic=orders.created&partition=0',
  '/events',
  '/snapshot',
]
const IDLE_MS = 30_000

const { values } = parseArgs({
  options: {
    rounds: { type: 'string', default: '20' },
    only: { type: 'string' },
    topics: { type: 'string', default: '1000' },
    groups: { type: 'string', default: '1000' },
  },
})
if (values.only !== undefined && values.only !== 'refresh') throw new Error('--only takes "refresh"')
const began = performance.now()
const say = (line: string): void =>
  console.log(`${((performance.now() - began) / 1_000).toFixed(1).padStart(6)} s  ${line}`)
const report: string[] = []
const refresh = () => refreshCost({ topics: Number(values.topics), groups: Number(values.groups), say })

if (values.only === 'refresh') {
  console.log(`\n${(await refresh()).join('\n')}`)
  process.exit()
}
const cluster = await startCluster({ onProgress: say, brokerConfig: { 'zookeeper.session.timeout.ms': '4000' } })
const traffic = await startTraffic(cluster, { onProgress: say })
const server = await startProduct(cluster)
const { executablePath, args, env } = await chromium()
const browser = await playwright.launch({ executablePath, args, env: { ...process.env, ...env } })
try {
  await delay(5_000)
  await pageLoad(browser, `${server.url}/clusters/default`)
  const loads = []
  for (let index = 0; index < 5; index += 1) loads.push(await pageLoad(browser, `${server.url}/clusters/default`))
  const verdicts = loads.map(({ verdictMs }) => verdictMs)
  report.push(
    figure(
      'overview: verdict painted, median of 5 cold loads',
      percentile(verdicts, 0.5),
      'ms',
      1_000,
      `worst ${Math.max(...verdicts)} ms`,
    ),
  )
  report.push(
    figure(
      'overview: JavaScript before idle, compressed',
      Math.max(...loads.map(({ scriptKb }) => scriptKb)),
      'kB',
      200,
      `${loads[0]?.scripts} files`,
    ),
  )

  for (const path of [
    '/partitions',
    '/topics',
    '/topics/orders.created',
    '/topics/orders.created/partitions/0',
    '/brokers',
    '/brokers/1',
    '/brokers/1/configs',
    '/brokers/1/partitions',
    '/topics/orders.created/config',
  ]) {
    const { scriptKb, scripts } = await pageLoad(browser, `${server.url}/clusters/default${path}`)
    report.push(figure(`${path}: JavaScript before idle, compressed`, scriptKb, 'kB', 200, `${scripts} files`))
  }

  const page = await browser.newPage()
  await page.goto(`${server.url}/clusters/default`)
  await page.locator('[data-connection="live"]').waitFor()
  say(`measuring ${IDLE_MS / 1_000} s of quiet with one open page`)
  await delay(5_000)
  const { cpuPercent, rssMb } = await processCost(server.pid, IDLE_MS)
  report.push(figure('server, demo cluster and one open page: CPU of one core', cpuPercent, '%', 5))
  report.push(figure('server: resident memory', rssMb, 'MB', 250))

  // kafkajs keeps a core busy while brokers it knows are gone.
  await traffic.stop()
  const latencies = await killLatency(cluster, page, server.url, Number(values.rounds), say)
  report.push(
    figure(
      `broker killed: znode to DOM, p95 of ${latencies.length}`,
      percentile(latencies, 0.95),
      'ms',
      250,
      `median ${percentile(latencies, 0.5)} ms`,
    ),
  )

  // One partition without a leader, one topic being deleted: the broker that holds copies of both is dead.
  await cluster.cli.createTopic('leaderless', { assignment: [[2], [1]] })
  await cluster.broker(2).kill()
  await cluster.cli.deleteTopic('audit.log')
  await delay(8_000)
  const paths = [
    ...PAGES.map((path) => `/clusters/default${path}`),
    '/clusters/default/topics/leaderless',
    '/clusters/default/topics/leaderless/partitions/0',
    ...API.map((path) => `/api/v1/clusters/default${path}`),
    '/api/v1/clusters/default/topic?name=leaderless',
  ]
  const times = await answerTimes(server.url, paths, 3)
  const slowest = times.reduce((a, b) => (a.ms > b.ms ? a : b))
  report.push(
    figure(
      `${times.length} pages and API answers with a leaderless partition: slowest`,
      slowest.ms,
      'ms',
      1_000,
      slowest.path,
    ),
  )
} catch (error) {
  report.push(String(error instanceof Error ? error.stack : error))
  process.exitCode = 1
} finally {
  await browser.close()
  await server.stop()
  await traffic.stop()
  await cluster.stop()
}
report.push(
  ...(await refresh().catch((error: Error) => {
    process.exitCode = 1
    return [String(error.stack)]
  })),
)
console.log(`\n${report.join('\n')}`)
// Whatever kafkajs still waits for ends here.
process.exit()
