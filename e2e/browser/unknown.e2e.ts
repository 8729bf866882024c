import { createTopics, deleteTopics } from '../cluster/kafka-admin'
import { expect, mark, test, untilLive } from './stage'

test('a partition without a leader is said to have none, and its offsets to be unknown with the reason', async ({
  page,
  stage,
  faults,
}) => {
  test.setTimeout(120_000)
  const { cluster } = stage
  await createTopics(cluster, [{ name: 'lonely', assignment: [[3], [1]] }])
  await cluster.broker(3).kill()
  try {
    await page.goto('/clusters/default/topics/lonely/partitions/0')
    await untilLive(page)
    await expect(page.getByRole('heading', { level: 1 })).toContainText('lonely-0 is offline', { timeout: 30_000 })
    await page.goto('/clusters/default/topics/lonely')
    await untilLive(page)
    await expect(page.getByRole('heading', { level: 1 })).toContainText('1 of 2 partitions of lonely is offline')
    const row = page.getByRole('row').filter({ hasText: 'Offline' })
    await expect(row).toContainText('none')
    await expect(row.locator('[title*="leader"]').first()).toBeVisible()
    const answer = await (await page.request.get('/api/v1/clusters/default/partition?topic=lonely&partition=0')).json()
    expect(answer).toMatchObject({
      leader: null,
      state: 'offline',
      endOffset: null,
      endOffsetReason: expect.stringMatching(/leader/),
    })
    const healthy = await (await page.request.get('/api/v1/clusters/default/partition?topic=lonely&partition=1')).json()
    expect(healthy).toMatchObject({ leader: 1, state: 'online', endOffset: '0' })
    for (const path of [
      '',
      '/brokers',
      '/brokers/3',
      '/brokers/3/configs',
      '/topics',
      '/partitions',
      '/topics/lonely/config',
    ]) {
      expect((await page.request.get(`/clusters/default${path}`)).status(), path).toBe(200)
    }
  } finally {
    await cluster.broker(3).start()
  }
  await page.goto('/clusters/default')
  await expect(page.getByRole('heading', { level: 1 })).toContainText('in sync', { timeout: 60_000 })
  expect(faults.seen).toEqual([])
  await deleteTopics(cluster, ['lonely'])
  await expect(
    page
      .getByText('lonely was deleted')
      .or(page.getByText('Topic lonely deleted'))
      .or(page.getByText(/lonely.*deleted/))
      .first(),
  ).toBeVisible({ timeout: 20_000 })
})

test('a topic deleted while its page is open says so and keeps what was last known', async ({ page, stage }) => {
  const { cluster } = stage
  await createTopics(cluster, [{ name: 'short.lived', partitions: 2, replicationFactor: 2 }])
  await page.goto('/clusters/default/topics')
  await untilLive(page)
  const link = page.getByRole('link', { name: 'short.lived' })
  await expect(link).toBeVisible({ timeout: 15_000 })
  const same = await mark(page)
  await link.click()
  await expect(page.getByRole('heading', { level: 1 })).toContainText('short.lived')
  await deleteTopics(cluster, ['short.lived'])
  await expect(page.getByText(/deleted/).first()).toBeVisible({ timeout: 20_000 })
  await same()
  // It is said to be deleted from the request on; its page goes with it.
  const status = async () => (await page.request.get('/clusters/default/topics/short.lived')).status()
  await expect.poll(status, { timeout: 20_000 }).toBe(404)
})
