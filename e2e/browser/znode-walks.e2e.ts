import { readFileSync } from 'node:fs'
import { gzipSync } from 'node:zlib'
import type { Page } from '@playwright/test'
import { expect, untilLive } from './stage'
import { testsAt, znodeUrl } from './znode-stage'

/** A place of its own below the chroot, gone after each test. */
const HOME = '/vivarium-walks'
const SECRET = 'canary-secret'

const test = testsAt(HOME)

const panel = (page: Page) => page.getByRole('region', { name: 'Search znodes' })
const found = (page: Page) => panel(page).getByRole('status')
const hits = (page: Page) => page.getByRole('list', { name: 'Found znodes' }).getByRole('listitem')

test('a name is found below a node, by key and by click, and the address keeps the search', async ({
  page,
  faults,
}) => {
  await page.goto(znodeUrl('/brokers'))
  await untilLive(page)
  await page.keyboard.press('s')
  await page.getByRole('textbox', { name: 'Search for' }).fill('/^state$/')
  await page.keyboard.press('Enter')
  await expect(found(page)).toContainText(/^\d+ hits in \d+ nodes: that is all$/)
  await expect(page).toHaveURL(/find=%2F%5Estate%24%2F/)
  await page.getByRole('textbox', { name: 'Search for' }).fill('orders')
  await page.keyboard.press('Enter')
  await expect(hits(page)).toHaveCount(1)
  await page.keyboard.press('ArrowDown')
  await page.keyboard.press('Enter')
  await expect(page).toHaveURL(/path=%2Fbrokers%2Ftopics%2Forders/)
  await expect(page.getByRole('treeitem', { selected: true })).toContainText('orders')
  await expect(hits(page).getByRole('link')).toHaveAttribute('aria-current', 'true')
  await page.reload()
  await expect(found(page)).toContainText('1 hit in')
  await panel(page).getByRole('button', { name: 'Close' }).click()
  await expect(panel(page)).toHaveCount(0)
  expect(new URL(page.url()).searchParams.get('find')).toBeNull()
  expect(faults.seen).toEqual([])
})

test('data is found by what may be shown of it, and no search reveals a secret', async ({ page, znodes, faults }) => {
  await znodes.create(`${HOME}/json`, `{"db.password":"${SECRET}","note":"<b>plain words</b>"}`)
  await page.goto(znodeUrl(HOME, `&find=plain+words&by=content&in=${encodeURIComponent(HOME)}`))
  await expect(hits(page)).toHaveCount(1)
  await expect(hits(page)).toContainText('<b>plain words</b>')
  await expect(hits(page).getByText('plain words', { exact: true })).toBeVisible()
  await page.getByRole('textbox', { name: 'Search for' }).fill('canary')
  await page.keyboard.press('Enter')
  await expect(found(page)).toHaveText('0 hits in 2 nodes: that is all')
  await expect(panel(page)).toContainText('holds that')
  expect(faults.seen).toEqual([])
})

test('a long search tells how far it is and can be stopped; an impossible one says why', async ({ page, znodes }) => {
  await znodes.createAll(Array.from({ length: 8_000 }, (_, index) => `${HOME}/node-${index}`))
  await page.goto(znodeUrl(HOME, '&find='))
  await untilLive(page)
  await page.getByRole('textbox', { name: 'Search for' }).fill('no-such-name')
  await page.keyboard.press('Enter')
  await expect(found(page)).toContainText(/walked [\d,]+ nodes, [\d,]+\/s, 0 hits/)
  await panel(page).getByRole('button', { name: 'Stop' }).click()
  await expect(found(page)).toContainText(/^stopped after [\d,]+ nodes, 0 hits$/)
  await page.getByRole('textbox', { name: 'Search for' }).fill('node-')
  await page.keyboard.press('Enter')
  await expect(found(page)).toContainText(/1,000 hits: .*there may be more$/)
  await expect(hits(page)).toHaveCount(1_000)
  await page.getByRole('textbox', { name: 'Search for' }).fill('/(/')
  await page.keyboard.press('Enter')
  await expect(panel(page).getByRole('alert')).toContainText('Invalid regular expression')
})

test('a subtree is counted, exported as one masked JSON file, and called after its path', async ({
  page,
  znodes,
  faults,
}) => {
  await znodes.create(`${HOME}/json`, `{"db.password":"${SECRET}"}`)
  await znodes.create(`${HOME}/gzip`, gzipSync(`{"api.key":"${SECRET}"}`))
  await znodes.create(`${HOME}/a b`, 'spaces')
  await page.goto(znodeUrl(HOME))
  await untilLive(page)
  await page.getByRole('button', { name: 'Export this subtree' }).click()
  await expect(page.getByText('4 nodes', { exact: true })).toBeVisible()
  const download = page.waitForEvent('download')
  await page.locator('.export-panel').getByRole('button', { name: 'Export JSON' }).click()
  const file = await download
  expect(file.suggestedFilename()).toBe('default-vivarium-walks-znodes.json')
  const text = readFileSync(await file.path(), 'utf8')
  expect(text).not.toContain(SECRET)
  const document = JSON.parse(text) as { complete: boolean; nodes: { path: string; data: { text?: string } }[] }
  expect(document.complete).toBe(true)
  expect(document.nodes.map(({ path, data }) => [path, data.text])).toEqual([
    [HOME, ''],
    [`${HOME}/a b`, 'spaces'],
    [`${HOME}/gzip`, '{"api.key":"***"}'],
    [`${HOME}/json`, '{"db.password":"***"}'],
  ])
  expect(faults.seen).toEqual([])
})
