import { writeFileSync } from 'node:fs'
import { join } from 'node:path'
import type { APIRequestContext } from '@playwright/test'
import { apiPaths, paths } from '@/lib/paths'
import { type Cluster, startCluster } from '../cluster/cluster'
import { createTopics, produce } from '../cluster/kafka-admin'
import { startProduct } from '../product-server'
import { expect, test, untilLive } from './stage'

/** Tests before this one, and a cluster that was frozen, leave leaders that Kafka moves back by itself within minutes. */
async function electPreferredLeaders({ cli }: Cluster): Promise<void> {
  await cli.run('leader-election', ['--election-type', 'preferred', '--all-topic-partitions'])
}

/**
 * What does not change while nothing happens: every topic with its numbers, and which sources answer. A reading that comes
 * a little late on a busy machine is an answer, too.
 */
async function figures(request: APIRequestContext, url: string, cluster: string): Promise<unknown> {
  const answer = await request.get(`${url}${apiPaths.topics(cluster)}`)
  expect(answer.status()).toBe(200)
  const { items, sources } = await answer.json()
  const states = sources
    .map(({ name, status }: { name: string; status: string }) => `${name} ${status === 'late' ? 'live' : status}`)
    .sort()
  return { items, states }
}

async function atRest(request: APIRequestContext, url: string, cluster: string): Promise<boolean> {
  const { items } = await (await request.get(`${url}${apiPaths.topics(cluster)}`)).json()
  return items.every(
    (one: { messagesPerSecond: number | null; sizeBytes: string | null; status: string }) =>
      one.messagesPerSecond === 0 && one.sizeBytes !== null && one.status === 'in-sync',
  )
}

test('a cluster that is frozen or killed changes nothing on the pages of another', async ({ page, stage }) => {
  test.setTimeout(240_000)
  const kraft = await startCluster({ version: '4', brokers: 1 })
  const config = join(kraft.directory, 'clusters.yaml')
  const { cluster } = stage
  writeFileSync(
    config,
    `clusters:\n  - { id: shop, name: shop, zookeeper: "${cluster.zookeeperConnect}" }\n  - { id: lab, name: lab, brokers: "${kraft.bootstrap.join(',')}" }\n`,
  )
  await createTopics(kraft, [{ name: 'readings', partitions: 3 }])
  await produce(kraft, 'readings', [{ value: 'one', partition: 0 }])
  const server = await startProduct(kraft, { env: { CONFIG_FILE: config }, log: 'ignore' })
  const { url } = server
  const heading = page.getByRole('heading', { level: 1 })
  const broken = async (cluster: string) => {
    await page.goto(`${url}${paths.brokers(cluster)}`)
    await expect(heading).toContainText(/not answer|missing|gone/i, { timeout: 30_000 })
  }
  try {
    for (const [id, name] of [
      ['shop', 'orders'],
      ['lab', 'readings'],
    ] as const) {
      await page.goto(`${url}${paths.topic(id, name)}`)
      await untilLive(page)
      await expect(heading).toContainText(`partitions of ${name}`, { timeout: 30_000 })
    }
    await electPreferredLeaders(cluster)
    for (const id of ['shop', 'lab']) {
      // Everything has been read twice, and nothing moves any more.
      await expect.poll(() => atRest(page.request, url, id), { timeout: 60_000 }).toBe(true)
    }
    const [shop, lab] = [await figures(page.request, url, 'shop'), await figures(page.request, url, 'lab')]

    kraft.broker(1).freeze()
    await broken('lab')
    expect(await figures(page.request, url, 'shop')).toEqual(shop)
    kraft.broker(1).thaw()
    await expect(heading).toContainText(/1 broker|All 1/, { timeout: 30_000 })
    await expect.poll(() => figures(page.request, url, 'lab'), { timeout: 45_000 }).toEqual(lab)

    const all = [...cluster.brokers, ...cluster.zookeepers]
    for (const one of all) one.freeze()
    try {
      await broken('shop')
      expect(await figures(page.request, url, 'lab')).toEqual(lab)
    } finally {
      for (const one of all) one.thaw()
    }
    await expect(async () => {
      await electPreferredLeaders(cluster)
      await expect.poll(() => figures(page.request, url, 'shop'), { timeout: 10_000 }).toEqual(shop)
    }).toPass({ timeout: 90_000 })

    await kraft.broker(1).kill()
    await broken('lab')
    await expect.poll(() => figures(page.request, url, 'shop'), { timeout: 30_000 }).toEqual(shop)
  } finally {
    await server.stop()
    await kraft.stop()
  }
})
