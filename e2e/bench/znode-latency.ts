import type { Browser, Page } from '@playwright/test'
import { type Cluster, startCluster } from '../cluster/cluster'
import { createTopics } from '../cluster/kafka-admin'
import { until } from '../cluster/until'
import { type ZnodeClient, znodeClient } from '../cluster/znode-client'
import { startProduct } from '../product-server'
import { figure, percentile } from './figures'
import { stateBurst } from './zookeeper-burst'

const WRITES = 50

/** How soon what another client writes is on screen, and whether a burst of ten thousand changes ends up right. */
export async function znodeLatency(browser: Browser, say: (line: string) => void): Promise<string[]> {
  const cluster = await startCluster({
    onProgress: say,
    brokers: 1,
    brokerConfig: { 'log.index.size.max.bytes': '65536' },
  })
  try {
    await seed(cluster)
    const server = await startProduct(cluster)
    const znodes = await znodeClient(cluster.zookeeperConnect ?? '')
    try {
      await znodes.create('/bench')
      await znodes.create('/bench/plain', 'before')
      const page = await browser.newPage()
      const home = `${server.url}/clusters/default`
      const report = [
        ...(await writes('a value in the tree', page, `${home}/zookeeper?path=/bench/plain`, '.pane-data', (index) =>
          znodes.set('/bench/plain', `written ${marker(index)} times`),
        )),
        ...(await stateWrites(page, home, znodes)),
      ]
      for (const line of report) say(line)
      return [...report, ...(await stateBurst({ page, home, znodes, say }))]
    } finally {
      await znodes.close()
      await server.stop()
    }
  } finally {
    await cluster.stop()
  }
}

/** A thousand partitions in ten topics. */
async function seed(cluster: Cluster): Promise<void> {
  for (let index = 0; index < 10; index += 1) {
    await createTopics(cluster, [{ name: `burst-${index}`, partitions: 100 }])
  }
}

/** A state znode in the tree, and the same change on the page of its partition. */
async function stateWrites(page: Page, home: string, znodes: ZnodeClient): Promise<string[]> {
  const path = '/brokers/topics/burst-0/partitions/0/state'
  const write = (index: number) => {
    const state = { controller_epoch: 1, leader: 1, version: 1, leader_epoch: Number(marker(index)), isr: [1] }
    return znodes.set(path, JSON.stringify(state))
  }
  return [
    ...(await writes('a state znode in the tree', page, `${home}/zookeeper?path=${path}`, '.pane-data', write)),
    ...(await writes('a state on its partition’s page', page, `${home}/topics/burst-0/partitions/0`, 'main', write)),
  ]
}

/** Looks like nothing else on a page. */
function marker(index: number): string {
  return String(700_001 + index)
}

/** Ms from the acknowledgement of each write to its being in the DOM. */
async function writes(
  what: string,
  page: Page,
  url: string,
  place: string,
  write: (index: number) => Promise<void>,
): Promise<string[]> {
  await page.goto(url)
  await page.locator('[data-connection="live"]').waitFor()
  // The first write may find a page that has not opened its second stream yet: it is not measured.
  await write(-1)
  await page
    .locator(place)
    .filter({ hasText: written(marker(-1)) })
    .first()
    .waitFor()
  const delays: number[] = []
  for (let index = 0; index < WRITES; index += 1) {
    await page.evaluate(
      ({ selector, pattern }) => {
        // No named function in here: the compiler would call a helper that the page does not have.
        const place = document.querySelector(selector)
        document.documentElement.dataset['seenAt'] = ''
        new MutationObserver((_, observer) => {
          if (!new RegExp(pattern).test(place?.textContent ?? '')) return
          observer.disconnect()
          document.documentElement.dataset['seenAt'] = String(performance.timeOrigin + performance.now())
        }).observe(place ?? document, { childList: true, subtree: true, characterData: true })
      },
      { selector: place, pattern: written(marker(index)).source },
    )
    await write(index)
    const acknowledgedAt = performance.timeOrigin + performance.now()
    const seenAt = await until(`${what} on screen`, () =>
      page.evaluate(() => Number(document.documentElement.dataset['seenAt']) || null),
    )
    delays.push(seenAt - acknowledgedAt)
  }
  const more = `median ${percentile(delays, 0.5).toFixed(0)} ms, worst ${Math.max(...delays).toFixed(0)} ms`
  return [figure(`${what}: written to on screen, p95 of ${WRITES}`, percentile(delays, 0.95), 'ms', 250, more)]
}

/** The digits as they are or grouped. */
function written(digits: string): RegExp {
  return new RegExp(digits.replace(/(\d{3})$/, ',?$1'))
}
