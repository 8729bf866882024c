import { startCluster } from '../cluster/cluster'
import { startProduct } from '../product-server'
import { test as base, expect, mark, untilLive } from './stage'

/** Three servers of ZooKeeper and one broker, of these tests alone: they are killed. */
const test = base.extend<object, { stage: Awaited<ReturnType<typeof ensembleStage>> }>({
  stage: [
    // Playwright wants the first parameter destructured even where nothing is needed.
    // biome-ignore lint/correctness/noEmptyPattern: see above
    async ({}, use) => {
      const stage = await ensembleStage()
      await use(stage)
      await stage.server.stop()
      await stage.cluster.stop()
    },
    { scope: 'worker', timeout: 120_000 },
  ],
})

async function ensembleStage() {
  const cluster = await startCluster({ zookeepers: 3, brokers: 1 })
  return { cluster, server: await startProduct(cluster) }
}

test('the ensemble tells who leads, who is gone, and how many failures are left', async ({ page, stage, faults }) => {
  test.setTimeout(120_000)
  await page.goto('/clusters/default/zookeeper/ensemble')
  await untilLive(page)
  const unmarked = await mark(page)
  const heading = page.getByRole('heading', { level: 1 })
  await expect(heading).toContainText('3 of 3 up', { timeout: 20_000 })
  await expect(heading).toContainText('survives 1 failure')
  await expect(page.getByText('does not lead Kafka')).toBeVisible()
  await expect(page.getByRole('link', { name: 'broker 1' })).toBeVisible()
  const table = page.getByRole('grid', { name: 'Servers of the ensemble' })
  await expect(table.getByText('our session')).toHaveCount(1)
  await expect(table.getByText('leads', { exact: true })).toHaveCount(1)

  const followers = table.getByRole('row').filter({ hasText: 'follower' })
  const port = Number(/:(\d+)/.exec((await followers.first().textContent()) ?? '')?.[1])
  const victim = stage.cluster.zookeepers.find((server) => server.port === port)
  await victim?.kill()
  await expect(heading).toContainText('2 of 3 up', { timeout: 20_000 })
  await expect(heading).toContainText('no further failure')
  await expect(table.getByRole('row').filter({ hasText: String(port) })).toContainText('not answering')
  await victim?.start()
  await expect(heading).toContainText('3 of 3 up', { timeout: 30_000 })
  await unmarked()
  expect(faults.seen).toEqual([])
})
