import { test as base, expect, type Page } from '@playwright/test'
import { type Cluster, startCluster } from '../cluster/cluster'
import { createTopics, produce } from '../cluster/kafka-admin'
import { type ProductServer, startProduct } from '../product-server'

/** A real cluster with a few topics, and the production server looking at it; one for all tests of a worker. */
export interface Stage {
  cluster: Cluster
  server: ProductServer
}

/** What the tests find: 27 partitions, all in sync, 30 records in `orders`. */
const TOPICS: Parameters<typeof createTopics>[1] = [
  {
    name: 'orders',
    partitions: 12,
    replicationFactor: 3,
    config: { 'min.insync.replicas': '2', 'retention.ms': '604800000' },
  },
  { name: 'payments.authorized', partitions: 6, replicationFactor: 3 },
  { name: 'single.copy', assignment: [[1], [2], [3]] },
  { name: '__proto__', partitions: 2, replicationFactor: 2 },
  { name: 'constructor', partitions: 4, replicationFactor: 3 },
]

/** Violations of the content security policy and faults of scripts, as the page saw them. */
export interface Faults {
  readonly seen: string[]
}

export const test = base.extend<{ faults: Faults }, { stage: Stage }>({
  stage: [
    // Playwright wants the first parameter destructured even where nothing is needed.
    // biome-ignore lint/correctness/noEmptyPattern: see above
    async ({}, use) => {
      const cluster = await startCluster({ racks: true })
      try {
        await createTopics(cluster, TOPICS)
        await produce(
          cluster,
          'orders',
          Array.from({ length: 30 }, (_, index) => ({ key: `key-${index}`, value: `value ${index}` })),
        )
        const server = await startProduct(cluster)
        await use({ cluster, server })
        await server.stop()
      } finally {
        await cluster.stop()
      }
    },
    { scope: 'worker', timeout: 120_000 },
  ],
  baseURL: async ({ stage }, use) => use(stage.server.url),
  faults: async ({ page }, use) => {
    const seen: string[] = []
    page.on('pageerror', (error) => seen.push(`script: ${error.message}`))
    page.on('console', (message) => {
      if (message.type() === 'error' && !/Failed to load resource/.test(message.text())) seen.push(message.text())
    })
    await page.addInitScript(() => {
      document.addEventListener('securitypolicyviolation', (event) => {
        console.error(`policy: ${event.violatedDirective} ${event.blockedURI} ${event.sourceFile ?? ''}`)
      })
    })
    await use({ seen })
    expect(seen, 'faults in the page').toEqual([])
  },
})

export { expect }

/** Waits until the page is hydrated and follows the stream. */
export async function untilLive(page: Page): Promise<void> {
  await expect(page.locator('[data-connection="live"]')).toBeAttached({ timeout: 15_000 })
}

/** Marks the document; `unmarked` afterwards means that it was loaded anew. */
export async function mark(page: Page): Promise<() => Promise<void>> {
  await page.evaluate(() => document.documentElement.setAttribute('data-test-mark', 'same'))
  return async () => {
    await expect(page.locator('html[data-test-mark="same"]')).toBeAttached()
  }
}
