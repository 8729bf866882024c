import { expectAccessible } from './accessible'
import { expect, test, untilLive } from './stage'

const PAGES = [
  ['overview', '/clusters/default', 'All 27 partitions in sync'],
  ['brokers', '/clusters/default/brokers', 'All 3 brokers up'],
  ['a broker', '/clusters/default/brokers/1', 'Broker 1'],
  ['a broker’s partitions', '/clusters/default/brokers/1/partitions', 'Broker 1'],
  ['a broker’s configuration', '/clusters/default/brokers/1/configs', 'Broker 1'],
  ['a broker’s log directories', '/clusters/default/brokers/1/logdirs', 'Broker 1'],
  ['topics', '/clusters/default/topics', 'All 5 topics'],
  ['groups where there are none', '/clusters/default/groups', 'No groups'],
  ['rebalances where there are no groups', '/clusters/default/rebalances', 'No group has rebalanced'],
  ['the consumers of a topic', '/clusters/default/topics/orders/consumers', 'orders'],
  ['a topic', '/clusters/default/topics/orders', 'orders'],
  ['a topic’s configuration', '/clusters/default/topics/orders/config', 'orders'],
  ['partitions', '/clusters/default/partitions', 'All 27 partitions in sync'],
  ['a partition', '/clusters/default/topics/orders/partitions/0', 'orders-0'],
  ['the root of ZooKeeper', '/clusters/default/zookeeper', 'One server'],
  ['a znode', '/clusters/default/zookeeper?path=/brokers/ids/1', 'One server'],
  ['a znode’s stat', '/clusters/default/zookeeper?path=/brokers/ids/1&tab=stat', 'One server'],
  ['the ensemble', '/clusters/default/zookeeper/ensemble', 'One server'],
  ['the two views', '/clusters/default/zookeeper/findings', 'ZooKeeper and the brokers agree'],
  ['the sessions of the ensemble', '/clusters/default/zookeeper/ensemble/sessions', 'One server'],
  ['what ZooKeeper and the brokers agree on', '/clusters/default/zookeeper/findings', 'agree'],
  ['events', '/clusters/default/events', 'event'],
  ['clusters', '/clusters', 'The only cluster is well'],
  ['a topic with a hostile name', '/clusters/default/topics/__proto__', '__proto__'],
] as const

for (const [name, path, heading] of PAGES) {
  test(`${name}: stands in the HTML, goes live, has no fault and no serious finding of axe in both themes`, async ({
    page,
    faults,
    request,
  }) => {
    const html = await (await request.get(path)).text()
    expect(html.replace(/<[^>]+>/g, '')).toContain(heading)
    await page.goto(path)
    await expect(page.getByRole('heading', { level: 1 })).toContainText(heading)
    await untilLive(page)
    await expectAccessible(page)
    expect(faults.seen).toEqual([])
  })
}

test('every page reflows at 320 px without scrolling sideways', async ({ page }) => {
  test.setTimeout(120_000)
  await page.setViewportSize({ width: 320, height: 640 })
  for (const [, path] of PAGES) {
    await page.goto(path)
    await untilLive(page)
    const overflow = await page.evaluate(
      () => document.documentElement.scrollWidth - document.documentElement.clientWidth,
    )
    expect(overflow, path).toBeLessThanOrEqual(0)
  }
})

test('an unknown topic, broker, partition and cluster say so with 404', async ({ page, request }) => {
  for (const path of [
    'topics/nope',
    'brokers/99',
    'brokers/x',
    'topics/orders/partitions/99',
    'topics/orders/partitions/x',
    'nowhere',
  ]) {
    const answer = await request.get(`/clusters/default/${path}`)
    expect(answer.status(), path).toBe(404)
  }
  expect((await request.get('/clusters/other')).status()).toBe(404)
  await page.goto('/clusters/default/topics/order')
  await expect(page.getByText('order', { exact: false }).first()).toBeVisible()
  await expect(page.getByRole('link', { name: 'orders' })).toBeVisible()
})
