import type { Browser } from '@playwright/test'

/** What opening one page costs. */
export interface PageLoad {
  /** Ms from the navigation to the verdict being on screen. */
  verdictMs: number
  /** Kilobytes of JavaScript over the wire, asked for before the page was first idle, and how many files. */
  scriptKb: number
  scripts: number
}

/**
 * Opens a page in a fresh context, nothing cached. Idle is the browser's own first idle moment after the page followed
 * the stream; what is asked for from then on does not count.
 */
export async function pageLoad(browser: Browser, url: string): Promise<PageLoad> {
  const context = await browser.newContext()
  const page = await context.newPage()
  await page.addInitScript(() => {
    const original = window.requestIdleCallback.bind(window)
    // The mark must stand before whatever the page itself does with its first idle moment.
    window.requestIdleCallback = (callback, options) =>
      original((deadline) => {
        const live = document.querySelector('[data-connection="live"]') !== null
        if (live && performance.getEntriesByName('idle').length === 0) performance.mark('idle')
        callback(deadline)
      }, options)
    new MutationObserver((_, observer) => {
      if (!document.querySelector('[data-connection="live"]')) return
      observer.disconnect()
      requestIdleCallback(() => undefined)
    }).observe(document, { subtree: true, childList: true, attributes: true, attributeFilter: ['data-connection'] })
  })
  const began = Date.now()
  await page.goto(url, { waitUntil: 'commit' })
  await page.getByRole('heading', { level: 1 }).waitFor()
  const verdictMs = Date.now() - began
  await page.waitForFunction(() => performance.getEntriesByName('idle').length > 0)
  const sizes = await page.evaluate(() => {
    const idleAt = performance.getEntriesByName('idle')[0]?.startTime ?? 0
    // Entries of the type "resource" are of this interface.
    const resources = performance.getEntriesByType('resource') as PerformanceResourceTiming[]
    return resources
      .filter(({ name, startTime }) => /\.js(\?|$)/.test(name) && startTime <= idleAt)
      .map(({ transferSize }) => transferSize)
  })
  await context.close()
  return { verdictMs, scriptKb: sizes.reduce((sum, size) => sum + size, 0) / 1_000, scripts: sizes.length }
}
