import { describe, expect, it } from 'vitest'
import { NEW_SEARCH, searched } from './search-run'
import { searchWords } from './search-words'

const progress = {
  walked: 4_120,
  matched: 12,
  nodesPerSecond: 1_998,
  queue: 3,
  refused: { forbidden: 0, tooLarge: 0, vanished: 0 },
  notText: 0,
}
const hit = { path: '/a', ephemeral: false, bytes: 1, mtime: 0, name: { from: 0, to: 1 }, excerpt: null }
const message = (event: string, data: object) => ({ event, data: JSON.stringify(data) })

describe('searched', () => {
  it('collects hits and keeps the last progress', () => {
    const some = searched(NEW_SEARCH, [message('hit', hit), message('progress', progress)])
    expect(some).toMatchObject({ hits: [hit], progress: { walked: 4_120 }, ended: null })
    expect(searched(some, []).hits).toBe(some.hits)
    const end = searched(some, [message('end', { ...progress, walked: 5_000, reason: 'done', message: null })])
    expect(end).toMatchObject({ progress: { walked: 5_000 }, ended: { reason: 'done', message: null } })
  })
})

describe('searchWords', () => {
  const words = (
    fields: object,
    ended: { reason: 'done' | 'limit' | 'stopped' | 'left'; message: string | null } | null,
  ) => searchWords({ ...NEW_SEARCH, progress: { ...progress, ...fields }, ended }).replace(/\u00a0/g, ' ')

  it('says how far it is and how it ended', () => {
    expect(searchWords(NEW_SEARCH)).toBe('starting…')
    expect(words({}, null)).toBe('walked 4,120 nodes, 1,998/s, 12 hits')
    expect(words({ matched: 1, walked: 1 }, { reason: 'done', message: null })).toBe('1 hit in 1 node: that is all')
    expect(words({}, { reason: 'left', message: null })).toBe('stopped after 4,120 nodes, 12 hits')
    expect(words({}, { reason: 'stopped', message: 'cut' })).toBe('stopped after 4,120 nodes, 12 hits: cut')
    expect(words({}, { reason: 'limit', message: 'there may be more' })).toBe(
      'ended after 4,120 nodes, 12 hits: there may be more',
    )
  })

  it('counts what was not looked at', () => {
    const refused = { forbidden: 2, tooLarge: 1, vanished: 0 }
    expect(words({ refused, notText: 3 }, { reason: 'done', message: null })).toBe(
      '12 hits in 4,120 nodes: that is all, but 2 nodes forbidden by their ACL, 1 too large, 3 that hold no text',
    )
  })
})
