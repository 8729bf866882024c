import type { Page } from '@playwright/test'
import { startBadDay } from '../faults/bad-day'
import { everyAnswer } from '../faults/every-answer'
import { FAULTS, type Said } from '../faults/fault'
import { startProduct } from '../product-server'
import { expect, mark, test, untilLive } from './stage'

/** What the product promises is less; a machine under test may be slow. */
const PATIENCE_MS = 45_000

test('each bad day is told on pages that stay open, never costs another answer, and heals without a reload', async ({
  browser,
}) => {
  test.setTimeout(360_000)
  const day = await startBadDay()
  const server = await startProduct(day.cluster, { log: 'ignore' })
  const context = await browser.newContext({ baseURL: server.url })
  try {
    for (const fault of FAULTS) {
      await test.step(fault.name, async () => {
        const open = new Map<string, { page: Page; same: () => Promise<void> }>()
        for (const { path, text } of fault.before(day)) {
          const page = await context.newPage()
          await page.goto(path)
          await untilLive(page)
          await expect(page.locator('main')).toContainText(text, { timeout: PATIENCE_MS })
          open.set(path, { page, same: await mark(page) })
        }
        const seen = async (said: Said[]) => {
          for (const { path, text } of said) {
            const one = open.get(path)
            if (!one) throw new Error(`${path} is not open`)
            await expect(one.page.locator('main'), path).toContainText(text, { timeout: PATIENCE_MS })
            await one.same()
          }
        }
        await fault.strike(day)
        await seen(fault.shown(day))
        for (const path of everyAnswer(day)) {
          const answer = await context.request.get(path)
          expect(answer.status(), path).toBe(200)
        }
        await fault.repair(day)
        await seen((fault.healed ?? fault.before)(day))
        await Promise.all([...open.values()].map(({ page }) => page.close()))
      })
    }
  } finally {
    await context.close()
    await server.stop()
    await day.cluster.stop()
  }
})
