import type { Browser, Page } from '@playwright/test'
import { type Cluster, startCluster } from '../cluster/cluster'
import { createTopics } from '../cluster/kafka-admin'
import { type ZnodeClient, znodeClient } from '../cluster/znode-client'
import { startProduct } from '../product-server'
import { marker, writesOnScreen } from './on-screen'
import { stateBurst } from './zookeeper-burst'

const LIMIT_MS = 250

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
        ...(await writesOnScreen({
          what: 'a value in the tree',
          page,
          url: `${home}/zookeeper?path=/bench/plain`,
          place: '.pane-data',
          write: (index) => znodes.set('/bench/plain', `written ${marker(index)} times`),
          limitMs: LIMIT_MS,
        })),
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
    ...(await writesOnScreen({
      ...{ what: 'a state znode in the tree', page, url: `${home}/zookeeper?path=${path}` },
      ...{ place: '.pane-data', write, limitMs: LIMIT_MS },
    })),
    ...(await writesOnScreen({
      ...{ what: 'a state on its partition’s page', page, url: `${home}/topics/burst-0/partitions/0` },
      ...{ place: 'main', write, limitMs: LIMIT_MS },
    })),
  ]
}
