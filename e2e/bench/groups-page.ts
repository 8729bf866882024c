import type { Browser, Page } from '@playwright/test'
import { until } from '../cluster/until'
import { figure, percentile } from './figures'

const LOADS = 5
const REACTIONS = 5
/** Ids of the rows in the document, from the top. */
const IDS = `[...document.querySelectorAll('main tbody tr')].flatMap((row) => row.querySelector('a')?.textContent ?? [])`

/** How soon the list of many groups, "group-0" and so on, has its first rows, and how soon it follows filter and sorting. */
export async function groupsPage(browser: Browser, url: string, groups: number): Promise<string[]> {
  const page = await browser.newPage()
  await page.addInitScript(() => {
    new MutationObserver((_, observer) => {
      if (!document.querySelector('main tbody tr a')) return
      observer.disconnect()
      performance.mark('rows')
    }).observe(document, { childList: true, subtree: true })
  })
  const firstRows: number[] = []
  for (let index = 0; index <= LOADS; index += 1) {
    await page.goto(`${url}/clusters/default/groups`)
    await page.locator('[data-connection="live"]').waitFor()
    // The first load warms server and browser.
    if (index > 0) firstRows.push(await page.evaluate(() => performance.getEntriesByName('rows')[0]?.startTime ?? 0))
  }
  // The whole list comes after the first screen.
  await page
    .getByText(`${groups.toLocaleString('en')} groups`)
    .first()
    .waitFor()
  const [filtering, sorting]: [number[], number[]] = [[], []]
  const filter = page.getByPlaceholder('Group, glob* or /regex/')
  const sort = page.getByRole('columnheader', { name: 'Group' }).getByRole('button').first()
  // The whole list comes after the first screen, and the last group with it.
  await filter.fill(`group-${groups - 1}`)
  await page.getByRole('link', { name: `group-${groups - 1}`, exact: true }).waitFor()
  await filter.fill('')
  for (let index = 0; index < REACTIONS; index += 1) {
    const [one, all] = [`group-${index + 1}1`, `group-${groups - 1}`]
    filtering.push(
      await reaction(page, 'input', `ids.length > 0 && ids.every((id) => id.includes('${one}'))`, () =>
        filter.fill(one),
      ),
    )
    await filter.fill('')
    await until('the whole list again', () => page.evaluate(`${IDS}.some((id) => !id.includes('${one}'))`))
    const sorted = `(order === 'ascending' && ids[0] === 'group-0') || (order === 'descending' && ids[0] === '${all}')`
    sorting.push(await reaction(page, 'click', sorted, () => sort.click()))
  }
  await page.close()
  const worst = (times: readonly number[]) => `worst ${Math.max(...times).toFixed(0)} ms of ${times.length}`
  return [
    figure(
      `list of ${groups} groups: first rows, warm, median`,
      percentile(firstRows, 0.5),
      'ms',
      300,
      worst(firstRows),
    ),
    figure('  filtered after', percentile(filtering, 0.5), 'ms', 100, worst(filtering)),
    figure('  sorted after', percentile(sorting, 0.5), 'ms', 100, worst(sorting)),
  ]
}

/** Ms from the browser's event to the first frame in which the condition on `ids` and `order` holds. */
async function reaction(page: Page, event: string, condition: string, act: () => Promise<void>): Promise<number> {
  // As text, because the condition is to be evaluated in the page, whose policy allows no eval of its own.
  await page.evaluate(`
    document.documentElement.dataset.reaction = ''
    addEventListener('${event}', () => {
      const began = performance.now()
      const look = () => {
        const ids = ${IDS}
        const order = document.querySelector('main th[aria-sort]')?.getAttribute('aria-sort')
        if (${condition}) document.documentElement.dataset.reaction = String(performance.now() - began)
        else requestAnimationFrame(look)
      }
      requestAnimationFrame(look)
    }, { capture: true, once: true })
  `)
  await act()
  return until('the list to follow', () =>
    page.evaluate(() => Number(document.documentElement.dataset['reaction']) || null),
  )
}
