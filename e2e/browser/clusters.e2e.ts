import { writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { freePorts } from '../cluster/free-port'
import { type ProductServer, startProduct } from '../product-server'
import { expect, mark, type Stage, test, untilLive } from './stage'

/** A server of two clusters: the stage's, and one at an address where nothing listens. */
async function twoClusters({ cluster }: Stage): Promise<ProductServer> {
  const [nowhere] = await freePorts(1)
  const file = join(cluster.directory, 'two-clusters.yaml')
  const lines = [
    'clusters:',
    '  - id: living',
    '    name: living',
    '    environment: prod',
    `    zookeeper: "${cluster.zookeeperConnect}"`,
    '  - id: dead',
    '    name: dead',
    '    environment: test',
    `    brokers: "127.0.0.1:${nowhere}"`,
  ]
  await writeFile(file, `${lines.join('\n')}\n`)
  return startProduct(cluster, { env: { CONFIG_FILE: file }, log: 'ignore' })
}

test('of two clusters the dead one stands first and says which step fails, and slows nobody down', async ({
  page,
  stage,
  faults,
}) => {
  test.setTimeout(120_000)
  const server = await twoClusters(stage)
  try {
    await page.goto(server.url)
    await untilLive(page)
    await expect(page.getByRole('heading', { level: 1 })).toContainText('1 of 2 clusters needs you: dead unreachable', {
      timeout: 20_000,
    })
    const rows = page.getByRole('row')
    const dead = rows.filter({ has: page.getByRole('link', { name: 'dead', exact: true }) })
    await expect(dead).toContainText('Unreachable')
    await expect(dead).toContainText('TCP')
    await expect(dead).toContainText('ECONNREFUSED')
    const living = rows.filter({ has: page.getByRole('link', { name: 'living', exact: true }) })
    await expect(living).toContainText('3/3')
    await expect(living).toContainText('27')
    expect(await rows.nth(1).textContent()).toContain('dead')

    await page.getByRole('button', { name: /^prod/ }).click()
    await expect(dead).toHaveCount(0)
    await page.getByRole('button', { name: /^prod/ }).click()

    const answer = await page.request.get(`${server.url}/api/v1/clusters`)
    const { items } = await answer.json()
    expect(
      items.map(({ id, unreachableSince }: { id: string; unreachableSince: string | null }) => [
        id,
        unreachableSince !== null,
      ]),
    ).toEqual([
      ['living', false],
      ['dead', true],
    ])

    await page.setViewportSize({ width: 320, height: 640 })
    expect(
      await page.evaluate(() => document.documentElement.scrollWidth - document.documentElement.clientWidth),
    ).toBeLessThanOrEqual(0)
    await page.setViewportSize({ width: 1280, height: 720 })

    // The switcher knows how each cluster is and keeps to the page.
    await page.goto(`${server.url}/clusters/living/topics`)
    await untilLive(page)
    await page.getByRole('button', { name: /Cluster living, change/ }).click()
    const other = page.getByRole('link', { name: /^dead/ })
    await expect(other).toContainText('Unreachable')
    await expect(other).toHaveAttribute('href', '/clusters/dead/topics')
    await page.getByRole('link', { name: 'All clusters' }).click()
    await expect(page).toHaveURL(/\/clusters$/)
    await expect(living).toBeVisible()
    expect(faults.seen).toEqual([])
  } finally {
    await server.stop()
  }
})

test('what the page of clusters knows stays when the server is gone, and goes on when it is back', async ({
  page,
  stage,
}) => {
  test.setTimeout(90_000)
  const server = await twoClusters(stage)
  try {
    await page.goto(`${server.url}/clusters`)
    await untilLive(page)
    const same = await mark(page)
    process.kill(server.pid, 'SIGSTOP')
    try {
      await expect(page.getByText('The server does not answer.')).toBeVisible({ timeout: 20_000 })
      await expect(page.getByRole('link', { name: 'living', exact: true })).toBeVisible()
    } finally {
      process.kill(server.pid, 'SIGCONT')
    }
    await expect(page.getByText('The server does not answer.')).toHaveCount(0, { timeout: 20_000 })
    await same()
  } finally {
    await server.stop()
  }
})

test('with one cluster the front page is its overview', async ({ page }) => {
  await page.goto('/')
  await expect(page).toHaveURL(/\/clusters\/default$/)
  await page.goto('/clusters')
  await untilLive(page)
  await expect(page.getByRole('link', { name: 'default', exact: true })).toBeVisible()
})
