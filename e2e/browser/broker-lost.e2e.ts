import { readFile } from 'node:fs/promises'
import { until } from '../cluster/until'
import { expect, mark, test, untilLive } from './stage'

test('a broker killed while the page is open is shown gone, its leaders moved, its ISRs smaller, and its return', async ({
  page,
  stage,
  faults,
}) => {
  test.setTimeout(120_000)
  const { cluster } = stage
  await page.goto('/clusters/default/brokers')
  await untilLive(page)
  const same = await mark(page)
  const row = page.getByRole('row').filter({ has: page.getByRole('link', { name: '2', exact: true }) })
  await expect(row).toContainText('Up')

  await cluster.broker(2).kill()
  await expect(row).toContainText(/gone/i, { timeout: 20_000 })
  await expect(page.getByRole('heading', { level: 1 })).toContainText('Broker 2 is gone since')

  // On to the partitions without loading anew: the leaders have moved, the ISRs are smaller.
  await page
    .getByRole('link', { name: /Partitions/ })
    .first()
    .click()
  await expect(page).toHaveURL(/\/partitions/)
  await until('the brokers agree on the new leaders', async () => {
    const described = await cluster.cli.describeTopics()
    return described.every((one) => one.leader !== 2 && (one.replicas.length === 1 || !one.isr.includes(2)))
  })
  const described = await cluster.cli.describeTopics('under-replicated')
  await expect(page.getByRole('button', { name: /^Under-replicated/ })).toContainText(String(described.length), {
    timeout: 15_000,
  })
  await expect(page.getByRole('heading', { level: 1 })).toContainText('because broker 2 is gone')
  const offline = page.getByRole('row').filter({ hasText: 'single.copy-1' })
  await expect(offline).toContainText('Offline')
  await expect(offline).toContainText('none')
  await same()

  await cluster.broker(2).start()
  await expect(page.getByRole('heading', { level: 1 })).toContainText('in sync', { timeout: 40_000 })
  await same()
  await page
    .getByRole('link', { name: /Overview/ })
    .first()
    .click()
  await expect(page.getByText('Broker 2 joined')).toBeVisible()
  expect(faults.seen).toEqual([])
})

test('a frozen broker is shown as not answering while ZooKeeper still lists it', async ({ page, stage }) => {
  test.setTimeout(90_000)
  const { cluster } = stage
  await page.goto('/clusters/default/brokers')
  await untilLive(page)
  const row = page.getByRole('row').filter({ has: page.getByRole('link', { name: '3', exact: true }) })
  await expect(row).toContainText('Up')
  cluster.broker(3).freeze()
  try {
    await expect(row).toContainText(/Not answering|Gone/i, { timeout: 15_000 })
  } finally {
    cluster.broker(3).thaw()
  }
  await expect(row).toContainText('Up', { timeout: 40_000 })
})

test('what the page holds stays, with its age, when the server is gone, and goes on when it is back', async ({
  page,
  stage,
}) => {
  test.setTimeout(60_000)
  await page.goto('/clusters/default/topics')
  await untilLive(page)
  const same = await mark(page)
  process.kill(stage.server.pid, 'SIGSTOP')
  try {
    await expect(page.getByRole('row').filter({ hasText: 'orders' })).toBeVisible()
  } finally {
    process.kill(stage.server.pid, 'SIGCONT')
  }
  await untilLive(page)
  await same()
  expect(await readFile(`/proc/${stage.server.pid}/comm`, 'utf8')).not.toBe('')
})
