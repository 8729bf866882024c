import { describe, expect, it } from 'vitest'
import type { Inspector } from '../inspector'
import { treeSession } from '../znodes/testing/tree-session'
import type { ZnodeBrowser } from '../znodes/znode-browser'
import { ZnodeWalks } from '../znodes/znode-walks'
import { znodeExport } from './znode-export'
import { znodeSearch } from './znode-search'

// Only what they use of them.
const inspector = { onStop: () => () => undefined } as unknown as Inspector
const many = Object.fromEntries(Array.from({ length: 3_000 }, (_, index) => [`/n${index}`, { data: 'x'.repeat(100) }]))
const browserOf = (session = treeSession(many)) =>
  ({ walks: new ZnodeWalks(session, async () => '/') }) as unknown as ZnodeBrowser
const query = { path: '/', name: 'n', content: '', limit: 1_000 }

/** Resolves when a walk can begin: the places of those that were left are given back. */
async function untilFree({ walks }: ZnodeBrowser): Promise<void> {
  await expect
    .poll(async () => {
      const walk = await walks.searching(query, new AbortController().signal).catch(() => null)
      walk?.stop()
      return walk !== null
    })
    .toBe(true)
}

describe('a client that leaves', () => {
  it('ends its search, and its place is free', async () => {
    const session = treeSession(many)
    const browser = browserOf(session)
    const [left, cancelled] = [new AbortController(), new AbortController()]
    const first = await znodeSearch(inspector, browser, query, left.signal)
    const second = await znodeSearch(inspector, browser, query, cancelled.signal)
    await expect(znodeSearch(inspector, browser, query, new AbortController().signal)).rejects.toMatchObject({
      code: 'busy',
    })
    expect(first.headers.get('content-type')).toContain('text/event-stream')
    left.abort()
    await second.body?.cancel()
    await untilFree(browser)
    expect(session.asked.length).toBeLessThan(1_000)
  })

  it('ends its export, and its place is free', async () => {
    const session = treeSession(many)
    const browser = browserOf(session)
    const signal = new AbortController().signal
    const left = new AbortController()
    const first = await znodeExport(browser, { cluster: 'c', path: '/', signal })
    await znodeExport(browser, { cluster: 'c', path: '/', signal: left.signal })
    await expect(znodeExport(browser, { cluster: 'c', path: '/', signal })).rejects.toMatchObject({ code: 'busy' })
    const reader = first.body?.getReader()
    const { value } = (await reader?.read()) ?? {}
    expect(new TextDecoder().decode(value)).toMatch(/^\{"path":"\/","cluster":"c"/)
    await reader?.cancel()
    left.abort()
    await untilFree(browser)
    // What nobody reads is not asked for.
    expect(session.asked.length).toBeLessThan(1_000)
  })
})

it('a search and an export that are read to their end give their places back', async () => {
  const browser = browserOf(treeSession({ '/n1': { data: 'one' } }))
  const { signal } = new AbortController()
  for (let turn = 0; turn < 3; turn++) {
    const search = await znodeSearch(inspector, browser, query, signal)
    expect(await search.text()).toContain('"reason":"done"')
    const file = await znodeExport(browser, { cluster: 'c', path: '/', signal })
    expect(file.headers.get('content-disposition')).toBe('attachment; filename="c-znodes.json"')
    expect(await file.json()).toMatchObject({ complete: true, nodes: { length: 2 } })
  }
})
