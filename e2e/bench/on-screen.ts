import type { Page } from '@playwright/test'
import { until } from '../cluster/until'
import { figure, percentile } from './figures'

const WRITES = 50

/** What is written, and where it is to be seen. */
export interface OnScreen {
  what: string
  page: Page
  url: string
  /** Selector of the element that is to contain the marker of the write. */
  place: string
  /** Resolves when it is acknowledged; must write `marker(index)`. */
  write: (index: number) => Promise<void>
  limitMs: number
}

/** Digits that look like nothing else on a page. */
export function marker(index: number): string {
  return String(700_001 + index)
}

/** Ms from the acknowledgement of each write to its being in the DOM. */
export async function writesOnScreen({ what, page, url, place, write, limitMs }: OnScreen): Promise<string[]> {
  await page.goto(url)
  await page.locator('[data-connection="live"]').waitFor()
  // The first write may find a page that has not opened its second stream yet: it is not measured.
  await write(-1)
  await page
    .locator(place)
    .filter({ hasText: written(marker(-1)) })
    .first()
    .waitFor()
  const delays: number[] = []
  for (let index = 0; index < WRITES; index += 1) {
    await page.evaluate(
      ({ selector, pattern }) => {
        // No named function in here: the compiler would call a helper that the page does not have.
        const place = document.querySelector(selector)
        document.documentElement.dataset['seenAt'] = ''
        new MutationObserver((_, observer) => {
          if (!new RegExp(pattern).test(place?.textContent ?? '')) return
          observer.disconnect()
          document.documentElement.dataset['seenAt'] = String(performance.timeOrigin + performance.now())
        }).observe(place ?? document, { childList: true, subtree: true, characterData: true })
      },
      { selector: place, pattern: written(marker(index)).source },
    )
    await write(index)
    const acknowledgedAt = performance.timeOrigin + performance.now()
    const seenAt = await until(`${what} on screen`, () =>
      page.evaluate(() => Number(document.documentElement.dataset['seenAt']) || null),
    )
    delays.push(seenAt - acknowledgedAt)
  }
  const more = `median ${percentile(delays, 0.5).toFixed(0)} ms, worst ${Math.max(...delays).toFixed(0)} ms`
  return [figure(`${what}: written to on screen, p95 of ${WRITES}`, percentile(delays, 0.95), 'ms', limitMs, more)]
}

/** The digits as they are or grouped. */
function written(digits: string): RegExp {
  return new RegExp(digits.replace(/(\d{3})$/, ',?$1'))
}
