import { gzipSync } from 'node:zlib'
import type { Page } from '@playwright/test'
import { expect, mark, untilLive } from './stage'
import { testsAt, znodeUrl } from './znode-stage'

/** A place of its own below the chroot, gone after each test. */
const HOME = '/vivarium-test'

const test = testsAt(HOME)

const line = (page: Page, name: string) =>
  page.getByRole('treeitem').filter({ has: page.getByText(name, { exact: true }) })
const data = (page: Page) => page.locator('.pane-data')

test('a deep link stands in the HTML: the node in words, its stat, and the way to it', async ({
  page,
  request,
  faults,
}) => {
  const path = '/brokers/topics/orders/partitions/0/state'
  const html = (await (await request.get(znodeUrl(path))).text()).replace(/<[^>]+>/g, '')
  expect(html).toContain('leads orders-0')
  await page.goto(znodeUrl(path))
  await untilLive(page)
  await expect(data(page)).toContainText('leads orders-0')
  await expect(data(page).getByRole('row', { name: /^isr/ })).toBeVisible()
  await expect(page.getByRole('treeitem', { selected: true })).toHaveText('state')
  await expect(page.getByTitle('mzxid').locator('xpath=following-sibling::dd')).toContainText(/0x[0-9a-f]+ \d/)
  await expect(page.getByText('anybody may change it')).toBeVisible()
  await data(page).getByRole('link', { name: 'orders-0', exact: true }).click()
  await expect(page).toHaveURL(/\/topics\/orders\/partitions\/0$/)
  expect(faults.seen).toEqual([])
})

test('a value written by another client appears, and stays in the watch log', async ({ page, znodes, faults }) => {
  await znodes.create(`${HOME}/value`, '{"leader":2,"id":9007199254740993}')
  await page.goto(znodeUrl(`${HOME}/value`))
  await untilLive(page)
  const unmarked = await mark(page)
  await expect(data(page)).toContainText('9007199254740993')
  await znodes.set(`${HOME}/value`, '{"leader":6,"id":9007199254740993}')
  await expect(data(page)).toContainText('"leader":6')
  const log = page.getByRole('table', { name: 'Values seen of this node' })
  await expect(log.getByRole('row').nth(1)).toContainText('leader 2 → 6')
  await expect(log.getByRole('row').nth(2)).toContainText('found')
  const download = page.waitForEvent('download')
  await page.getByRole('button', { name: 'Export JSON' }).click()
  expect((await download).suggestedFilename()).toBe('value-watch-log.json')
  await unmarked()
  expect(faults.seen).toEqual([])
})

test('a child that comes or goes is seen in the open tree', async ({ page, znodes, faults }) => {
  await znodes.create(`${HOME}/stays`)
  await page.goto(znodeUrl(HOME))
  await untilLive(page)
  await expect(line(page, 'stays')).toBeVisible()
  await znodes.create(`${HOME}/comes`)
  await expect(line(page, 'comes')).toBeVisible()
  await znodes.remove(`${HOME}/comes`)
  await expect(line(page, 'comes')).toContainText(/gone \d\d:\d\d:\d\d/)
  expect(faults.seen).toEqual([])
})

test('a node that is not there says so, names the nearest, and goes live when it is created', async ({
  page,
  znodes,
}) => {
  await page.goto(znodeUrl(`${HOME}/later/deep`))
  await untilLive(page)
  await expect(data(page)).toContainText('does not exist')
  await expect(data(page).getByRole('link', { name: HOME })).toBeVisible()
  await znodes.create(`${HOME}/later`)
  await znodes.create(`${HOME}/later/deep`, 'here I am')
  await expect(data(page)).toContainText('here I am')
  await znodes.remove(`${HOME}/later/deep`)
  await expect(data(page)).toContainText('was deleted while you looked')
  await data(page)
    .getByRole('link', { name: `${HOME}/later` })
    .click()
  await expect(page).toHaveURL(/later$/)
  await page.goBack()
  await expect(data(page)).toContainText('was deleted while you looked')
})

test('hostile names are text: shown with their escapes, opened as they are, and the page holds', async ({
  page,
  znodes,
  faults,
}) => {
  const long = 'x'.repeat(5_000)
  const names = ['<img src=x onerror=alert(1)>', '__proto__', 'constructor', 'a\u202eb', '%2e%2e', 'a b', long]
  for (const name of names) await znodes.create(`${HOME}/${name}`, '<script>alert(2)</script>')
  await page.goto(znodeUrl(HOME))
  await untilLive(page)
  await expect(line(page, '<img src=x onerror=alert(1)>')).toBeVisible()
  await expect(line(page, '__proto__')).toBeVisible()
  await expect(page.getByRole('treeitem').filter({ hasText: 'a\\u202eb' })).toBeVisible()
  await line(page, '<img src=x onerror=alert(1)>').click()
  await expect(data(page)).toContainText('<script>alert(2)</script>')
  await page.getByRole('treeitem').filter({ hasText: 'a\\u202eb' }).click()
  await expect(page).toHaveURL(/a%E2%80%AEb/)
  await expect(page.getByRole('navigation', { name: 'Path', exact: true })).toContainText('a\\u202eb')
  await page.getByRole('treeitem').filter({ hasText: 'xxxxxxxx' }).click()
  await expect(page).toHaveURL(/x{4000}/)
  const overflow = await page.evaluate(
    () => document.documentElement.scrollWidth - document.documentElement.clientWidth,
  )
  expect(overflow).toBeLessThanOrEqual(0)
  expect(faults.seen).toEqual([])
})

test('an impossible path is refused by name', async ({ page }) => {
  await page.goto('/clusters/default/zookeeper?path=/a/../b')
  await expect(data(page).getByRole('alert')).toContainText('".."')
})

test('the tree is walked by keys, the address and its history follow', async ({ page }) => {
  await page.goto(znodeUrl('/brokers'))
  await untilLive(page)
  const tree = page.getByRole('tree')
  const cursor = async () => page.locator(`[id="${await tree.getAttribute('aria-activedescendant')}"]`)
  await expect(line(page, 'ids')).toHaveAttribute('aria-level', '3')
  await tree.focus()
  await page.keyboard.press('ArrowDown')
  await expect(await cursor()).toContainText('ids')
  await page.keyboard.press('ArrowRight')
  await expect(line(page, 'ids')).toHaveAttribute('aria-expanded', 'true')
  await expect(page.locator('[data-path="/brokers/ids/1"]')).toHaveAttribute('aria-setsize', '3')
  await page.keyboard.press('ArrowRight')
  await page.keyboard.press('Enter')
  await expect(page).toHaveURL(/ids%2F1$/)
  await page.keyboard.press('Home')
  await page.keyboard.type('topi')
  await expect(await cursor()).toContainText('topics')
  await page.goBack()
  await expect(page.getByRole('treeitem', { selected: true })).toContainText('brokers')
  await tree.focus()
  await page.keyboard.press('/')
  await page.keyboard.type('topi')
  await expect(line(page, 'ids')).toHaveCount(0)
  await expect(line(page, 'topics')).toBeVisible()
})

test('a path is typed with completion, starred, and found by the palette', async ({ page }) => {
  await page.goto(znodeUrl('/'))
  await untilLive(page)
  await page.getByRole('button', { name: 'Type a path' }).click()
  await page.getByRole('combobox', { name: 'Path of a znode' }).fill('/contr')
  await expect(page.getByRole('option').first()).toHaveText('/controller')
  await page.keyboard.press('Tab')
  await page.keyboard.press('Enter')
  await expect(page).toHaveURL(/path=%2Fcontroller$/)
  await page.keyboard.press('Control+k')
  await page.getByRole('combobox', { name: /^Find/ }).fill('/cluster/id')
  await page.keyboard.press('Enter')
  await expect(page).toHaveURL(/cluster%2Fid$/)
  await page.getByRole('button', { name: 'Add to favourites' }).click()
  await expect(page.getByRole('navigation', { name: 'Favourite paths' })).toContainText('/cluster/id')
})

test('data is shown as JSON, text, hex and base64, a megabyte without drawing it all', async ({
  page,
  znodes,
  faults,
}) => {
  await znodes.create(`${HOME}/bytes`, Buffer.from([0xac, 0xed, 0x00, 0x05, 0x41]))
  await page.goto(znodeUrl(`${HOME}/bytes`, '&mode=text'))
  await untilLive(page)
  await expect(data(page)).toContainText('\\xac\\xed\\u0000\\u0005A')
  await page.getByRole('button', { name: 'Hex' }).click()
  await expect(data(page)).toContainText('00000000  ac ed 00 05 41')
  await page.getByRole('button', { name: 'base64' }).click()
  await expect(data(page)).toContainText('rO0ABUE=')
  const rows = Array.from({ length: 20_000 }, (_, index) => `{"n":${index},"id":92233720368547758${index % 10}}`)
  await znodes.create(`${HOME}/big`, `[${rows.join(',')}]`)
  await page.goto(znodeUrl(`${HOME}/big`, '&mode=json'))
  await untilLive(page)
  const raw = page.getByRole('region', { name: 'Data as JSON' })
  await expect(raw).toContainText('"id": 922337203685477580')
  await raw.evaluate((element) => element.scrollTo(0, element.scrollHeight))
  await expect(raw).toContainText('"n": 19999')
  expect(await raw.locator('> div').count()).toBeLessThan(200)
  expect(faults.seen).toEqual([])
})

test('children wear what they are: ephemeral, sequential, restricted', async ({ page, stage, znodes }) => {
  await znodes.create(`${HOME}/plain`)
  await znodes.create(`${HOME}/job-0000000007`)
  await znodes.create(`${HOME}/own`)
  const command = `setAcl ${HOME}/own world:anyone:ra\nquit\n`
  await stage.cluster.cli.run('zookeeper-shell', [], { stdin: command })
  await page.goto(znodeUrl(HOME))
  await untilLive(page)
  await expect(line(page, 'plain').locator('.tag')).toHaveCount(0)
  await expect(line(page, 'job-0000000007').getByTitle(/^sequential/)).toBeVisible()
  await expect(line(page, 'own').getByTitle(/^its ACL/)).toBeVisible()
  await page.goto(znodeUrl('/brokers/ids'))
  await untilLive(page)
  await expect(page.locator('[data-path="/brokers/ids/1"]').getByTitle(/^ephemeral/)).toBeVisible()
})

test('gzip is unpacked and masked, and its packed bytes stay where a secret is in them', async ({ page, znodes }) => {
  await znodes.create(`${HOME}/packed`, gzipSync('{"leader":2}'))
  await znodes.create(`${HOME}/secret`, gzipSync('{"db.password":"hush"}'))
  await page.goto(znodeUrl(`${HOME}/packed`))
  await expect(data(page)).toContainText('{"leader":2}')
  await expect(data(page)).toContainText(/gzip: \d+ bytes that unpack to 12/)
  await page.getByRole('button', { name: 'Hex' }).click()
  await expect(data(page)).toContainText('1f 8b 08')
  await page.goto(znodeUrl(`${HOME}/secret`, '&mode=hex'))
  await expect(data(page)).toContainText('The packed bytes stay on the server')
  await page.getByRole('button', { name: 'JSON', exact: true }).click()
  await expect(data(page)).toContainText('"db.password": "***"')
})

test('100,000 children come as groups by prefix, opened step by step, and the page stays fluid', async ({
  page,
  znodes,
  faults,
}) => {
  test.setTimeout(120_000)
  // Room for all groups at once: lines out of sight are not drawn.
  await page.setViewportSize({ width: 1_280, height: 1_600 })
  await znodes.createAll(Array.from({ length: 100_000 }, (_, index) => `${HOME}/order-${index}`))
  await page.goto(znodeUrl('/'))
  await untilLive(page)
  await page.evaluate(() => {
    const seen: number[] = []
    Object.assign(window, { longTasks: seen })
    new PerformanceObserver((list) => seen.push(...list.getEntries().map(({ duration }) => duration))).observe({
      type: 'longtask',
    })
  })
  const startedAt = Date.now()
  await line(page, HOME.slice(1)).click()
  await expect(line(page, 'order-9…')).toContainText('11,111')
  const tookMs = Date.now() - startedAt
  await line(page, 'order-9…').click()
  await line(page, 'order-99…').click()
  await expect(line(page, 'order-990')).toBeVisible()
  await expect(line(page, 'order-990')).toHaveAttribute('aria-level', '5')
  const tree = page.getByRole('tree')
  const more = page.getByRole('treeitem').filter({ hasText: 'more, by prefix' })
  const scrollTo = (part: number) =>
    tree.evaluate((element, to) => element.scrollTo(0, element.scrollHeight * to), part)
  for (let step = 1; step <= 20; step++) await scrollTo(step / 20)
  await expect(more).toContainText('611 more')
  await more.click()
  await expect(async () => {
    await scrollTo(1)
    await expect(more).toContainText('111 more', { timeout: 500 })
  }).toPass()
  // The page was given them above.
  const longTasks = await page.evaluate(() => (window as unknown as { longTasks: number[] }).longTasks)
  console.log(
    `100,000 children: groups in ${tookMs} ms, long tasks ${longTasks.map(Math.round).join(', ') || 'none'} ms`,
  )
  await page.getByRole('textbox', { name: /^Filter/ }).fill('order-77777')
  await expect(line(page, 'order-77777')).toBeVisible()
  expect(faults.seen).toEqual([])
})
