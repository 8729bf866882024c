import { setTimeout as delay } from 'node:timers/promises'
import type { Browser } from '@playwright/test'
import { startCluster } from '../cluster/cluster'
import { startProduct } from '../product-server'
import { startTraffic } from '../traffic/traffic'
import { figure, percentile } from './figures'
import { killLatency } from './kill-latency'
import { pageLoad } from './page-load'
import { processCost } from './process-cost'

const PAGES = [
  '/partitions',
  '/topics',
  '/topics/orders.created',
  '/topics/orders.created/partitions/0',
  '/topics/orders.created/config',
  '/topics/orders.created/consumers',
  '/groups',
  '/groups/billing',
  '/groups/billing/members',
  '/brokers',
  '/brokers/1',
  '/brokers/1/configs',
  '/brokers/1/partitions',
  '/zookeeper?path=/brokers/ids/1',
  '/zookeeper/ensemble',
  '/zookeeper/findings',
  '/events',
]
const IDLE_MS = 30_000

/** A cluster with the demo's traffic: how fast pages are, what quiet costs, and how soon a killed broker is on screen. */
export async function demoCluster(browser: Browser, rounds: number, say: (line: string) => void): Promise<string[]> {
  const report: string[] = []
  const cluster = await startCluster({ onProgress: say, brokerConfig: { 'zookeeper.session.timeout.ms': '4000' } })
  const traffic = await startTraffic(cluster, { onProgress: say })
  const server = await startProduct(cluster)
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

    for (const path of PAGES) {
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
    const latencies = await killLatency(cluster, page, server.url, rounds, say)
    report.push(
      figure(
        `broker killed: znode to DOM, p95 of ${latencies.length}`,
        percentile(latencies, 0.95),
        'ms',
        250,
        `median ${percentile(latencies, 0.5)} ms`,
      ),
    )
  } finally {
    await server.stop()
    await traffic.stop()
    await cluster.stop()
  }
  return report
}
