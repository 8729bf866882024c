import type { Browser } from '@playwright/test'

/** What opening one page costs. */
export interface PageLoad {
  /** Ms from the navigation to the verdict being painted. */
  verdictMs: number
  /** Kilobytes of JavaScript over the wire until the network was quiet, and how many files. */
  scriptKb: number
  scripts: number
}

/** Opens a page in a fresh context, nothing cached, and waits until it is idle. */
export async function pageLoad(browser: Browser, url: string): Promise<PageLoad> {
  const context = await browser.newContext()
  const page = await context.newPage()
  const protocol = await context.newCDPSession(page)
  await protocol.send('Network.enable')
  const scripts = new Set<string>()
  let bytes = 0
  protocol.on('Network.responseReceived', ({ requestId, type }) => {
    if (type === 'Script') scripts.add(requestId)
  })
  protocol.on('Network.loadingFinished', ({ requestId, encodedDataLength }) => {
    if (scripts.has(requestId)) bytes += encodedDataLength
  })
  const began = Date.now()
  await page.goto(url, { waitUntil: 'commit' })
  await page.getByRole('heading', { level: 1 }).waitFor()
  const verdictMs = Date.now() - began
  await page.locator('[data-connection="live"]').waitFor()
  // The event stream never ends, so "network idle" never comes: idle is when the browser itself has nothing to do.
  await page.evaluate(() => new Promise((resolve) => requestIdleCallback(resolve)))
  const load = { verdictMs, scriptKb: bytes / 1_000, scripts: scripts.size }
  await context.close()
  return load
}
