import { describe, expect, it } from 'vitest'
import type { ZnodeListing } from '@/lib/views/znode'
import { childOf, listingOf } from '../live/znode.fixture'
import { extendedListing, mergedListing, type TreeListing } from './tree-listing'

const first = (...names: string[]) => mergedListing(null, listingOf('/ids', names), 1_000)
const next = (before: TreeListing, now: ZnodeListing, at = 2_000) => mergedListing(before, now, at)
const marks = (listing: TreeListing) =>
  listing.children.map(({ name, goneAt, changedAt }) => `${name}${goneAt ? ' gone' : ''}${changedAt ? ' new' : ''}`)

describe('mergedListing', () => {
  it('marks nothing at first sight', () => {
    expect(marks(first('1', '2', '10'))).toEqual(['1', '2', '10'])
  })

  it('keeps who vanished in their place, and marks who came', () => {
    expect(marks(next(first('1', '2', '3'), listingOf('/ids', ['1', '3', '4'])))).toEqual(['1', '2 gone', '3', '4 new'])
    expect(marks(next(first('1', '2'), listingOf('/ids', ['1'])))).toEqual(['1', '2 gone'])
    expect(marks(next(first('1', '2'), listingOf('/ids', [])))).toEqual(['1 gone', '2 gone'])
  })

  it('counts the living only', () => {
    expect(next(first('1', '2'), listingOf('/ids', ['1'])).total).toBe(1)
  })

  it('lets a ghost live again, once', () => {
    const gone = next(first('1', '2'), listingOf('/ids', ['1']))
    expect(marks(next(gone, listingOf('/ids', ['1', '2']), 3_000))).toEqual(['1', '2 new'])
  })

  it('forgets a ghost after a minute, an ephemeral one after a day', () => {
    const listing = listingOf('/ids', ['1'], { children: [childOf('1'), childOf('2', { ephemeral: true })] })
    const gone = next(mergedListing(null, listing, 0), listingOf('/ids', []), 1_000)
    expect(marks(next(gone, listingOf('/ids', []), 62_000))).toEqual(['2 gone'])
    expect(marks(next(gone, listingOf('/ids', []), 86_402_000))).toEqual([])
  })

  it('marks a child whose version or count of children changed', () => {
    const changed = listingOf('/ids', [], {
      children: [childOf('1', { version: 1 }), childOf('2', { numChildren: 4 }), childOf('3')],
    })
    expect(marks(next(first('1', '2', '3'), changed))).toEqual(['1 new', '2 new', '3'])
  })

  it('calls nobody gone who may have slipped to the next page', () => {
    const page = mergedListing(null, listingOf('/t', ['a', 'b', 'c'], { cursor: 'c', total: 9 }), 0)
    expect(marks(next(page, listingOf('/t', ['a', 'a1', 'b'], { cursor: 'b', total: 10 })))).toEqual(['a', 'a1', 'b'])
    expect(marks(next(page, listingOf('/t', ['b', 'c', 'd'], { cursor: 'd', total: 8 })))).toEqual([
      'a gone',
      'b',
      'c',
      'd',
    ])
  })

  it('keeps what is known when the list cannot be read', () => {
    const failed = next(first('1'), listingOf('/ids', [], { error: 'no permission' }))
    expect(failed.error).toBe('no permission')
    expect(marks(failed)).toEqual(['1'])
  })
})

describe('extendedListing', () => {
  it('adds a page without doubling anyone', () => {
    const page = mergedListing(null, listingOf('/t', ['a', 'b'], { cursor: 'b', total: 4 }), 0)
    const all = extendedListing(page, listingOf('/t', ['b', 'c', 'd'], { total: 4 }))
    expect(marks(all)).toEqual(['a', 'b', 'c', 'd'])
    expect(all.cursor).toBeNull()
  })
})
