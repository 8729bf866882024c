import zookeeper from 'node-zookeeper-client'
import { startCluster } from '../cluster/cluster'
import { startProduct } from '../product-server'
import { test as base, expect, mark, untilLive } from './stage'

/** Three servers of ZooKeeper that allow more than srvr, and one broker, of these tests alone: they are killed. */
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
  const cluster = await startCluster({ zookeepers: 3, brokers: 1, zookeeperWords: 'srvr,mntr,cons' })
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

/** A client of ours that holds an ephemeral znode; returns how it ends. */
async function holding(connect: string, path: string): Promise<() => void> {
  const client = zookeeper.createClient(connect, { sessionTimeout: 10_000, spinDelay: 200 })
  await new Promise<void>((resolve) => {
    client.once('connected', resolve)
    client.connect()
  })
  await new Promise<void>((resolve, reject) => {
    client.create(path, null, zookeeper.ACL.OPEN_ACL_UNSAFE, zookeeper.CreateMode.EPHEMERAL, (error) =>
      error ? reject(error) : resolve(),
    )
  })
  return () => client.close()
}

test('sessions tell who holds which znode and from where, and are found anywhere', async ({ page, stage, faults }) => {
  test.setTimeout(120_000)
  await page.goto('/clusters/default/zookeeper/ensemble')
  await untilLive(page)
  const inside = page.getByRole('grid', { name: 'Inside each server' })
  await expect(inside.getByText('2 / 2', { exact: true })).toHaveCount(1, { timeout: 20_000 })
  await expect(inside.getByText('mntr', { exact: true })).toHaveCount(3)
  await page.getByRole('link', { name: 'Sessions' }).click()
  const table = page.getByRole('grid', { name: 'Sessions' })
  const broker = table.getByRole('row').filter({ has: page.getByRole('link', { name: 'broker 1' }) })
  await expect(broker).toContainText(/127\.0\.0\.1:\d+/)
  await expect(broker.getByRole('link', { name: '/brokers/ids/1' })).toHaveAttribute(
    'href',
    /path=%2Fbrokers%2Fids%2F1/,
  )
  await expect(broker.getByRole('link', { name: '/controller' })).toBeVisible()
  await expect(table.getByRole('row').filter({ hasText: 'Vivarium' })).toHaveCount(1)

  const end = await holding(stage.cluster.zookeeperConnect ?? '', '/lock')
  // The heading, the broker, ourselves, and the new one: connected, and nothing known of what it holds.
  await expect(table.getByRole('row')).toHaveCount(4, { timeout: 20_000 })
  const holder = table.getByRole('row').filter({ has: page.getByRole('link', { name: '/lock' }) })
  await expect(holder).toHaveCount(0)
  await page.getByRole('button', { name: 'Look everywhere' }).click()
  await expect(holder).toHaveCount(1, { timeout: 30_000 })
  await expect(page.getByText(/a walk over \d+ znodes/)).toBeVisible()
  await page.getByRole('button', { name: 'Back to live' }).click()
  end()
  await expect(table.getByRole('row')).toHaveCount(3, { timeout: 20_000 })
  expect(faults.seen).toEqual([])
})

base('servers that allow srvr alone are told of with the line that lets them tell more', async ({ page, faults }) => {
  await page.goto('/clusters/default/zookeeper/ensemble/sessions')
  await untilLive(page)
  const table = page.getByRole('grid', { name: 'Sessions' })
  await expect(table.getByRole('link', { name: '/brokers/ids/1' })).toBeVisible()
  await expect(table.getByRole('columnheader', { name: 'Client' })).toHaveCount(0)
  const line = page.getByText('4lw.commands.whitelist=srvr,mntr,cons', { exact: true })
  await expect(line).toBeVisible()
  await page.getByRole('link', { name: 'Servers' }).click()
  await expect(page.getByText('What these servers keep from us')).toBeVisible({ timeout: 20_000 })
  await expect(page.getByRole('button', { name: 'Copy the line' })).toBeVisible()
  expect(faults.seen).toEqual([])
})
