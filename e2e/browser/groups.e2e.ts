import { test as base, expect, type Page } from '@playwright/test'
import { paths } from '@/lib/paths'
import { type Cluster, startCluster } from '../cluster/cluster'
import { joinGroup } from '../cluster/group-members'
import { groupTables } from '../cluster/group-tables'
import { createTopics, produce } from '../cluster/kafka-admin'
import { kafkaClient } from '../cluster/kafkajs-client'
import { type ProductServer, startProduct } from '../product-server'
import { expectAccessible } from './accessible'
import { mark, untilLive } from './stage'

/** Group ids that addresses, sentences and tables could trip over. */
const HOSTILE = [
  '..',
  'a/b',
  '%2F',
  '~tilde',
  '<img src=x onerror=alert(1)>',
  '__proto__',
  '😀 two\nlines',
  'x'.repeat(5_000),
]
const CLUSTER = 'default'

/** A cluster of its own: with the first group `__consumer_offsets` appears, which the other tests do not expect. */
const test = base.extend<object, { scene: { cluster: Cluster; server: ProductServer } }>({
  scene: [
    // Playwright wants the first parameter destructured even where nothing is needed.
    // biome-ignore lint/correctness/noEmptyPattern: see above
    async ({}, use) => {
      const cluster = await startCluster({ brokers: 1 })
      try {
        await createTopics(cluster, [
          { name: 'orders', partitions: 6 },
          { name: 'payments', partitions: 2 },
        ])
        const records = (count: number) =>
          Array.from({ length: count }, (_, index) => ({ value: `v${index}`, partition: index % 2 }))
        await produce(cluster, 'orders', records(20))
        await produce(cluster, 'payments', records(4))
        await commit(cluster, 'billing', 'orders', ['3', '10'])
        for (const id of HOSTILE) await commit(cluster, id, 'payments', ['1', '2'])
        const server = await startProduct(cluster)
        await use({ cluster, server })
        await server.stop()
      } finally {
        await cluster.stop()
      }
    },
    { scope: 'worker', timeout: 120_000 },
  ],
  baseURL: async ({ scene }, use) => use(scene.server.url),
})

/** Commits these offsets to the partitions from 0 on, and leaves. */
async function commit(cluster: Cluster, groupId: string, topic: string, offsets: string[]): Promise<void> {
  const admin = kafkaClient(cluster.bootstrap).admin()
  await admin.connect()
  try {
    await admin.setOffsets({ groupId, topic, partitions: offsets.map((offset, partition) => ({ partition, offset })) })
  } finally {
    await admin.disconnect()
  }
}

const groupRow = (page: Page, id: string) =>
  page.getByRole('row').filter({ has: page.getByRole('link', { name: id, exact: true }) })

test('lag, committed offsets and log ends are those of kafka-consumer-groups', async ({ page, scene }) => {
  const { offsets } = await groupTables(scene.cluster.cli)
  const own = offsets.filter(({ group }) => group === 'billing')
  expect(own.map(({ partition, committed, end, lag }) => [partition, committed, end, lag])).toEqual([
    [0, '3', '10', '7'],
    [1, '10', '10', '0'],
  ])
  await page.goto(paths.groups(CLUSTER))
  await untilLive(page)
  await expect(groupRow(page, 'billing')).toContainText('Empty')
  await expect(groupRow(page, 'billing').locator('[data-label="Lag records"]')).toHaveText('7')
  await page.goto(paths.group(CLUSTER, 'billing'))
  await expect(page.getByRole('heading', { level: 1 })).toContainText('billing has no members')
  for (const { partition, committed, end, lag } of own) {
    const row = page.getByRole('row').filter({ has: page.getByRole('link', { name: String(partition), exact: true }) })
    await expect(row).toContainText(committed ?? '—')
    await expect(row.getByRole('gridcell').nth(3)).toHaveText(end ?? '—')
    await expect(row.getByRole('gridcell').nth(4)).toHaveText(lag ?? '—')
  }
})

test('a partition opens by keyboard to show what its verdict rests on, and its hour is drawn', async ({ page }) => {
  await page.goto(paths.group(CLUSTER, 'billing'))
  await untilLive(page)
  await page.getByRole('grid', { name: 'Lag' }).focus()
  await page.keyboard.press('j')
  await page.keyboard.press('Enter')
  const evidence = page.getByRole('region', { name: 'Evidence of orders-0' })
  await expect(evidence).toContainText('time lag:')
  await expect(page).toHaveURL(/open=orders%2F0/)
  // Two readings of the log, ten seconds apart, are a line.
  await expect(evidence.getByRole('img', { name: /the end of the log went from 10 to 10/ })).toBeVisible({
    timeout: 30_000,
  })
  await expect(page.getByRole('img', { name: /^Lag by topic over the last .*7 records now/ })).toBeVisible({
    timeout: 30_000,
  })
  await page.getByRole('button', { name: 'Table' }).click()
  await expect(page.getByRole('region', { name: 'Lag by minute' })).toContainText('7')
  await page.getByRole('button', { name: /evidence of orders-0/ }).click()
  await expect(evidence).toBeHidden()
})

test('a consumer that joins appears by itself, with what it holds, and leaves again', async ({ page, scene }) => {
  await page.goto(paths.group(CLUSTER, 'billing', 'members'))
  await untilLive(page)
  await expect(page.getByText('No members', { exact: true })).toBeVisible()
  const same = await mark(page)
  const consumer = await joinGroup(scene.cluster, 'billing', ['orders'])
  try {
    await expect(page.getByRole('heading', { level: 1 })).toContainText('is stable', { timeout: 30_000 })
    await expect(page.getByRole('gridcell', { name: 'billing-js', exact: true })).toBeVisible()
    await expect(page.getByRole('img', { name: /1 member holds 6 of 6 partitions/ })).toBeVisible()
  } finally {
    await consumer.disconnect()
  }
  await expect(page.getByRole('heading', { level: 1 })).toContainText('has no members', { timeout: 30_000 })
  await same()
})

test('groups with hostile ids are listed, open, and keep within a narrow window', async ({ page }) => {
  await page.setViewportSize({ width: 320, height: 640 })
  const faults: string[] = []
  page.on('pageerror', (error) => faults.push(error.message))
  for (const id of HOSTILE) {
    const answer = await page.goto(paths.group(CLUSTER, id))
    expect(answer?.status(), id).toBe(200)
    await expect(page.getByRole('heading', { level: 1 })).toContainText(
      [...id].slice(0, 80).join('').replaceAll(/\s+/g, ' '),
    )
    await untilLive(page)
    const overflow = await page.evaluate(
      () => document.documentElement.scrollWidth - document.documentElement.clientWidth,
    )
    expect(overflow, id).toBeLessThanOrEqual(0)
  }
  expect(await page.locator('img').count()).toBe(0)
  expect(faults).toEqual([])
})

test('a group that does not exist says so with 404 and names the nearest', async ({ page }) => {
  const answer = await page.goto(paths.group(CLUSTER, 'biling'))
  expect(answer?.status()).toBe(404)
  await expect(page.getByRole('heading', { level: 1 })).toContainText('No group biling')
  await expect(page.getByRole('link', { name: 'billing' })).toBeVisible()
})

for (const [name, path] of [
  ['groups', paths.groups(CLUSTER)],
  ['a group', paths.group(CLUSTER, 'billing')],
  ['a group’s members', paths.group(CLUSTER, 'billing', 'members')],
  ['a topic’s consumers', paths.topic(CLUSTER, 'orders', 'consumers')],
  ['a partition with committed offsets', paths.partition(CLUSTER, 'orders', 0)],
] as const) {
  test(`${name}: stands in the HTML and has no serious finding of axe in both themes`, async ({ page, request }) => {
    expect(await (await request.get(path)).text()).toContain('billing')
    await page.goto(path)
    await untilLive(page)
    await expectAccessible(page)
  })
}
