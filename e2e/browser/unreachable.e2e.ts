import { startProduct } from '../product-server'
import { expect, mark, test } from './stage'

test('a server started before its cluster says which step fails, and goes live by itself when the cluster appears', async ({
  page,
  stage,
}) => {
  test.setTimeout(120_000)
  const { cluster } = stage
  await Promise.all(cluster.brokers.map((broker) => broker.kill()))
  await Promise.all(cluster.zookeepers.map((server) => server.kill()))
  const server = await startProduct(cluster, { log: 'ignore' })
  try {
    for (const path of ['', '/brokers', '/topics', '/topics/orders', '/partitions', '/topics/orders/partitions/0']) {
      const answer = await page.request.get(`${server.url}/clusters/default${path}`)
      expect(answer.status(), path).toBe(200)
    }
    await page.goto(`${server.url}/clusters/default/topics/orders`)
    await expect(page.getByRole('heading', { level: 1 })).toContainText(/does not answer|Asking the cluster/)
    await expect(page.getByRole('row').filter({ hasText: 'zookeeper' })).toContainText('refused the connection')
    expect((await page.request.get(`${server.url}/readyz`)).status()).toBe(200)
    const same = await mark(page)
    await Promise.all(cluster.zookeepers.map((one) => one.start()))
    await Promise.all(cluster.brokers.map((broker) => broker.start()))
    await expect(page.getByRole('heading', { level: 1 })).toContainText('All 12 partitions of orders', {
      timeout: 60_000,
    })
    await same()
  } finally {
    await server.stop()
  }
})
