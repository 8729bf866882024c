import { readFile } from 'node:fs/promises'
import { expect, test, untilLive } from './stage'

test('the log of a killed broker appears live with its causes, filters by subject, links to one event, and is taken away', async ({
  page,
  stage,
  faults,
}) => {
  test.setTimeout(120_000)
  const { cluster } = stage
  // Only what is in sight is drawn: what must be found is chosen.
  await page.goto('/clusters/default/events?f.kind=brokers')
  await untilLive(page)
  const rows = page.getByRole('region', { name: 'Events' }).getByRole('listitem')
  const everyTime = rows.filter({ hasText: 'Broker left' }).filter({ hasText: 'Broker 2' })
  // Newest first: an earlier test may have killed it before.
  const left = everyTime.first()
  const earlier = await everyTime.count()
  await cluster.broker(2).kill()
  try {
    await expect(everyTime).toHaveCount(earlier + 1, { timeout: 20_000 })
    await expect(left).toContainText('ended while it led', { timeout: 20_000 })
    await expect(left).toContainText('observed')

    const what = page.getByRole('group', { name: 'What happened' })
    await what.getByRole('button', { name: /^Leaders/ }).click()
    await what.getByRole('button', { name: /^Brokers/ }).click()
    await expect(page).toHaveURL(/f\.kind=leaders$/)
    // Where it was the controller too, its partitions are first written as leaderless.
    await expect(
      rows
        .filter({ hasText: /Leader (changed|lost)/ })
        .filter({ hasText: 'broker 2 is gone' })
        .first(),
    ).toBeVisible()
    await expect(left).toHaveCount(0)

    await page.goto('/clusters/default/events?subject=topic%3Aorders&q=shrank')
    await untilLive(page)
    await expect(rows.filter({ hasText: 'orders-' }).first()).toBeVisible()
    await page.getByRole('textbox', { name: 'Filter events' }).fill('payments')
    await expect(page.getByText('No event matches')).toBeVisible()
    await page.getByRole('button', { name: /Topic orders/ }).click()
    await expect(rows.filter({ hasText: 'payments' }).first()).toBeVisible()

    await page.goto('/clusters/default/events?f.kind=brokers')
    await untilLive(page)
    // One event has an address of its own.
    await left.getByRole('button', { expanded: false }).click()
    await expect(page).toHaveURL(/[?&]ev=/)
    await expect(left.getByText('session-ended')).toBeVisible()
    await page.reload()
    await untilLive(page)
    await expect(left.getByText('session-ended')).toBeInViewport()
    await page.goto('/clusters/default/events?f.kind=brokers&ev=mnothing-1')
    await untilLive(page)
    await expect(page.getByText('no longer kept')).toBeVisible()

    await page.getByRole('button', { name: 'Export' }).click()
    const [download] = await Promise.all([
      page.waitForEvent('download'),
      page.getByRole('button', { name: /^CSV of/ }).click(),
    ])
    expect(await readFile(await download.path(), 'utf8')).toContain('broker-left,broker:2')
  } finally {
    await cluster.broker(2).start()
  }
  await expect(rows.filter({ hasText: 'Broker joined' }).first()).toBeVisible({ timeout: 40_000 })
  await page.goto('/clusters/default/brokers/2')
  await untilLive(page)
  await page.getByRole('link', { name: 'All events' }).click()
  await expect(page).toHaveURL(/events\?subject=broker%3A2/)
  await expect(rows.filter({ hasText: 'Broker 2' }).first()).toBeVisible()
  expect(faults.seen).toEqual([])
})

test('a time is chosen by hand as by dragging over the histogram', async ({ page, faults }) => {
  await page.goto('/clusters/default/events')
  await untilLive(page)
  const plot = page.getByRole('img', { name: /events from/ })
  await expect(plot).toBeVisible()
  const box = await plot.boundingBox()
  if (!box) throw new Error('no histogram')
  await page.mouse.move(box.x + box.width * 0.25, box.y + 20)
  await page.mouse.down()
  await page.mouse.move(box.x + box.width * 0.5, box.y + 20)
  await page.mouse.up()
  await expect(page).toHaveURL(/from=.*&to=/)
  await page.getByRole('button', { name: 'All times' }).click()
  await expect(page).not.toHaveURL(/from=/)
  const from = page.getByRole('textbox', { name: 'From, UTC' })
  await from.fill('now-1h')
  await from.press('Enter')
  await expect(page).toHaveURL(/from=now-1h/)
  await from.fill('nonsense')
  await expect(from).toHaveAttribute('aria-invalid', 'true')
  expect(faults.seen).toEqual([])
})
