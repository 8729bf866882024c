import type { Browser, Page } from '@playwright/test'
import { startBadDay } from '../faults/bad-day'
import { everyAnswer } from '../faults/every-answer'
import { FAULTS, type Said } from '../faults/fault'
import { startProduct } from '../product-server'
import { answerTimes } from './answers'
import { figure } from './figures'

const LIMIT_MS = 120_000

/** Of each fault: ms until every page says it, the slowest answer while it lasts, ms until every page is well again. */
export async function badDays(browser: Browser, say: (line: string) => void): Promise<string[]> {
  const report: string[] = []
  const day = await startBadDay(say)
  const server = await startProduct(day.cluster)
  const context = await browser.newContext({ baseURL: server.url })
  try {
    for (const fault of FAULTS) {
      const open = new Map<string, Page>()
      for (const said of fault.before(day)) {
        const page = await context.newPage()
        await page.goto(said.path)
        await page.locator('[data-connection="live"]').waitFor()
        open.set(said.path, page)
      }
      await allSaid(open, fault.before(day))
      const struckAt = performance.now()
      await fault.strike(day)
      await allSaid(open, fault.shown(day))
      const shownMs = performance.now() - struckAt
      const times = await answerTimes(server.url, everyAnswer(day), 3)
      const slowest = times.reduce((a, b) => (a.ms > b.ms ? a : b))
      await fault.repair(day)
      // A broker is repaired when it serves again, which is when `repair` resolves.
      const repairedAt = performance.now()
      await allSaid(open, (fault.healed ?? fault.before)(day))
      const healedMs = performance.now() - repairedAt
      report.push(
        figure(`${fault.name}: on every open page after`, shownMs, 'ms', 10_000),
        figure(`  slowest of ${times.length} pages and API answers`, slowest.ms, 'ms', 1_000, slowest.path),
        figure('  healed on every open page after', healedMs, 'ms', 15_000),
      )
      say(
        `${fault.name}: shown ${Math.round(shownMs)}, slowest ${Math.round(slowest.ms)}, healed ${Math.round(healedMs)} ms`,
      )
      await Promise.all([...open.values()].map((page) => page.close()))
    }
  } finally {
    await context.close()
    await server.stop()
    await day.cluster.stop()
  }
  return report
}

async function allSaid(open: ReadonlyMap<string, Page>, said: readonly Said[]): Promise<void> {
  await Promise.all(
    said.map(({ path, text }) =>
      open.get(path)?.locator('main').filter({ hasText: text }).waitFor({ timeout: LIMIT_MS }),
    ),
  )
}
