import { test as base, expect, type Page } from '@playwright/test'
import type { Consumer } from 'kafkajs'
import { apiPaths, paths } from '@/lib/paths'
import { type Cluster, startCluster } from '../cluster/cluster'
import { joinGroup } from '../cluster/group-members'
import { createTopics, produce } from '../cluster/kafka-admin'
import { kafkaClient } from '../cluster/kafkajs-client'
import { type ProductServer, startProduct } from '../product-server'
import { expectAccessible } from './accessible'
import { mark, untilLive } from './stage'

const CLUSTER = 'default'
const GROUP = 'shipping'
/** A classic rebalance waits for the members it had: their heartbeat, and what the machine takes. */
const REBALANCED = { timeout: 30_000 }

/** A cluster of its own, with one member that stays. */
const test = base.extend<object, { scene: { cluster: Cluster; server: ProductServer; join: () => Promise<Consumer> } }>(
  {
    scene: [
      // Playwright wants the first parameter destructured even where nothing is needed.
      // biome-ignore lint/correctness/noEmptyPattern: see above
      async ({}, use) => {
        const cluster = await startCluster({ brokers: 1 })
        const joined: Consumer[] = []
        const join = async () => {
          const member = await joinGroup(cluster, GROUP, ['orders'])
          joined.push(member)
          return member
        }
        try {
          await createTopics(cluster, [{ name: 'orders', partitions: 4 }])
          await produce(cluster, 'orders', [{ value: 'one' }])
          await join()
          await expect.poll(() => membersOf(cluster), REBALANCED).toHaveLength(1)
          const server = await startProduct(cluster)
          await expect.poll(() => toldBy(server), REBALANCED).toBeGreaterThan(0)
          await use({ cluster, server, join })
          await server.stop()
          for (const member of joined) await member.disconnect()
        } finally {
          await cluster.stop()
        }
      },
      { scope: 'worker', timeout: 120_000 },
    ],
    baseURL: async ({ scene }, use) => use(scene.server.url),
  },
)

/** Ids of the members of the group while it is stable. */
async function membersOf(cluster: Cluster): Promise<string[]> {
  const admin = kafkaClient(cluster.bootstrap).admin()
  await admin.connect()
  try {
    const { groups } = await admin.describeGroups([GROUP])
    return groups.flatMap(({ state, members }) => (state === 'Stable' ? members.map(({ memberId }) => memberId) : []))
  } finally {
    await admin.disconnect()
  }
}

/** How many rebalances of the group the server knows. */
async function toldBy({ url }: ProductServer): Promise<number> {
  const answer = await fetch(`${url}${apiPaths.rebalances(CLUSTER, GROUP)}`)
  const { items = [] }: { items?: unknown[] } = await answer.json()
  return items.length
}

const rebalances = (page: Page) => page.getByRole('table', { name: 'Rebalances', exact: true })
const changeOf = (page: Page, memberId: string) =>
  page
    .getByRole('table', { name: /^Members of generation/ })
    .getByRole('row')
    .filter({ has: page.locator(`th[title="${memberId}"]`) })

test('a member that joins and leaves again is in the timeline by itself, with what moved and why', async ({
  page,
  scene,
}) => {
  const [stayed] = await membersOf(scene.cluster)
  await page.goto(paths.group(CLUSTER, GROUP, 'rebalances'))
  await untilLive(page)
  await expect(rebalances(page)).toContainText('→ 1', REBALANCED)
  const same = await mark(page)

  const second = await scene.join()
  await expect.poll(() => membersOf(scene.cluster), REBALANCED).toHaveLength(2)
  const [came] = (await membersOf(scene.cluster)).filter((id) => id !== stayed)
  if (stayed === undefined || came === undefined) throw new Error('two members were joined')
  const joining = rebalances(page).getByRole('row').filter({ hasText: '1 → 2' })
  await expect(joining).toContainText('joined', REBALANCED)
  await expect(joining).toContainText('observed')
  await joining.getByRole('button').click()
  await expect(changeOf(page, came)).toContainText('joined')
  await expect(changeOf(page, came)).toContainText(/orders \d \d/)
  await expect(changeOf(page, stayed)).toContainText('stayed')
  await expect(page).toHaveURL(/rb=\d+/)

  await second.disconnect()
  const leaving = rebalances(page).getByRole('row').filter({ hasText: '2 → 1' })
  await expect(leaving).toContainText('inferred', REBALANCED)
  await leaving.getByRole('button').click()
  await expect(changeOf(page, came)).toContainText('left')
  await expect(changeOf(page, stayed)).toContainText(/orders \d \d/)
  await same()

  const link = page.url()
  await page.goto(paths.group(CLUSTER, GROUP, 'members'))
  await untilLive(page)
  await expect(
    page.getByRole('img', { name: /1 member holds 4 of 4 partitions .*2 moved in the last rebalance.* left \d\d:/ }),
  ).toBeVisible()
  await page.goto(link)
  await expect(changeOf(page, came)).toContainText('left')
})

test('the page of all groups, the list and a group’s lag tell it too', async ({ page }) => {
  await page.goto(paths.rebalances(CLUSTER))
  await untilLive(page)
  const first = page.getByRole('grid', { name: 'Rebalances' }).getByRole('row').nth(1)
  await expect(first.getByRole('link', { name: GROUP })).toBeVisible()
  await expect(page.getByRole('heading', { level: 1 })).toContainText('of 1 group in the last hour')
  await expect(page.getByRole('img', { name: /rebalances? in the last/ })).toBeVisible()
  await page.goto(paths.groups(CLUSTER))
  await untilLive(page)
  await expect(page.locator('[data-label="Rebal. 1 h"]').getByRole('link')).toHaveText(/\d/)
  await page.goto(paths.group(CLUSTER, GROUP))
  await untilLive(page)
  await expect(rebalances(page)).toContainText('→ 1')
})

for (const [name, path, text] of [
  ['a group’s rebalances', paths.group(CLUSTER, GROUP, 'rebalances'), GROUP],
  ['a group’s lag beside its rebalances', paths.group(CLUSTER, GROUP), GROUP],
  ['the rebalances of all groups', paths.rebalances(CLUSTER), 'in the last hour'],
] as const) {
  test(`${name}: stand in the HTML, fit into 320 px and have no serious finding of axe in both themes`, async ({
    page,
    request,
  }) => {
    expect(await (await request.get(path)).text()).toContain(text)
    await page.goto(path)
    await untilLive(page)
    const table = page.getByRole('table', { name: 'Rebalances' }).or(page.getByRole('grid', { name: 'Rebalances' }))
    await expect(table.first()).toContainText('→ 1')
    const opener = page.getByRole('button', { expanded: false }).and(page.locator('.rb-open')).first()
    if (await opener.isVisible()) await opener.click()
    await expectAccessible(page)
    await page.setViewportSize({ width: 320, height: 640 })
    const overflow = await page.evaluate(
      () => document.documentElement.scrollWidth - document.documentElement.clientWidth,
    )
    expect(overflow).toBeLessThanOrEqual(0)
  })
}
