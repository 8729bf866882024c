import { readFile } from 'node:fs/promises'
import type { Page } from '@playwright/test'
import type { ZnodeClient } from '../cluster/znode-client'
import { expect, untilLive } from './stage'
import { testsAt, znodeUrl } from './znode-stage'

/** Watched recursively, as everything Kafka announces through `/admin` is. */
const HOME = '/admin/vivarium-log'

const test = testsAt(HOME)

const log = (page: Page) => page.getByRole('table', { name: 'Values seen of this node' })

/** The page follows its node once it has seen a write of it. */
async function untilFollowed(page: Page, znodes: ZnodeClient, path: string): Promise<void> {
  await untilLive(page)
  await znodes.set(path, 'followed')
  await expect(page.locator('.pane-data')).toContainText('followed')
}

test('a node that is gone before it can be read leaves its trace, in its parent’s log, too', async ({
  page,
  znodes,
  faults,
}) => {
  await page.goto(znodeUrl(HOME))
  await untilFollowed(page, znodes, HOME)
  await Promise.all([znodes.create(`${HOME}/flash`, 'x'), znodes.remove(`${HOME}/flash`)])
  await expect(log(page).getByRole('row').filter({ hasText: 'flash was created' })).toBeVisible()
  await expect(log(page).getByRole('row').filter({ hasText: 'flash was deleted' })).toBeVisible()

  await page.goto(znodeUrl(`${HOME}/later`))
  await untilLive(page)
  await expect(page.locator('.pane-data')).toContainText('does not exist')
  // Both are on their way before the first is answered; it may yet be read in between, and then it is tried again.
  await expect(async () => {
    await Promise.all([znodes.create(`${HOME}/later`, 'x'), znodes.remove(`${HOME}/later`)])
    await expect(log(page).getByRole('row').filter({ hasText: 'came and went' }).first()).toContainText(
      'before it could be read',
      { timeout: 1_000 },
    )
  }).toPass()
  await expect(page.locator('.pane-data')).toContainText('was deleted while you looked')
  expect(faults.seen).toEqual([])
})

test('tells what was found from what was seen to come, and makes no value up', async ({ page, znodes }) => {
  const path = `${HOME}/node`
  await page.goto(znodeUrl(path))
  await untilLive(page)
  await expect(page.locator('.pane-data')).toContainText('does not exist')
  await znodes.create(path, '{"leader":1,"isr":[1,2,3]}')
  const rows = log(page).getByRole('row')
  await expect(rows.nth(1)).toContainText('created')
  await znodes.set(path, '{"leader":2,"isr":[2,3]}')
  await expect(rows.nth(1)).toContainText('leader 1 → 2')
  await expect(rows.nth(1)).toContainText('isr [1,2,3] → [2,3]')
  await Promise.all(Array.from({ length: 30 }, (_, index) => znodes.set(path, `text ${index}`)))
  await expect(page.locator('.pane-data')).toContainText('text 29')
  await expect(page.getByText(/versions were missed/)).toBeVisible()

  const download = page.waitForEvent('download')
  await page.getByRole('button', { name: 'Export JSON' }).click()
  const file = await (await download).path()
  const saved = JSON.parse(await readFile(file, 'utf8')) as {
    path: string
    entries: { kind: string; version: number | null; missed: number; value: string | null }[]
  } // what exportLog writes
  expect(saved.path).toBe(path)
  const values = saved.entries.filter(({ version }) => version !== null)
  // Each version is either there or counted as missed: creation, one write, thirty more.
  expect(values.length + values.reduce((sum, { missed }) => sum + missed, 0)).toBe(32)
  expect(saved.entries.at(-1)).toMatchObject({ kind: 'created', value: '{"leader":1,"isr":[1,2,3]}' })

  await page.reload()
  await untilLive(page)
  await expect(rows.nth(1)).toContainText('found')
})

test('says when nobody watched while it was written', async ({ page, znodes }) => {
  const path = `${HOME}/away`
  await znodes.create(path, 'v0')
  await page.goto(znodeUrl(path))
  await untilFollowed(page, znodes, path)
  await page.getByRole('treeitem', { name: /controller_epoch/ }).click()
  await expect(page).toHaveURL(/controller_epoch/)
  for (const value of ['v2', 'v3', 'v4']) await znodes.set(path, value)
  await page.goBack()
  await expect(page.locator('.pane-data')).toContainText('v4')
  await expect(log(page).getByRole('row').filter({ hasText: 'not watched' })).toContainText(
    'another node was looked at',
  )
  await expect(log(page).getByRole('row').filter({ hasText: '2 missed before' })).toBeVisible()
})
