import { describe, expect, it } from 'vitest'
import type { ZnodeListing } from '@/lib/views/znode'
import { childOf, listingOf } from '../live/znode.fixture'
import { mergedListing, type TreeListing } from './tree-listing'
import { filteredLevel, groupKey, type TreeRow, type TreeState, treeRows } from './tree-rows'
import { ancestors, childPath, nameOf, parentPath, tidyPath } from './znode-ancestry'

const state = (listings: ZnodeListing[], fields: Partial<TreeState> = {}): TreeState => ({
  listings: new Map<string, TreeListing>(listings.map((listing) => [listing.path, mergedListing(null, listing, 0)])),
  expanded: new Set(listings.map(({ path }) => path)),
  selected: '/',
  filter: null,
  groups: new Map(),
  ...fields,
})
const folder = (path: string, ...names: string[]) =>
  listingOf(path, names, { children: names.map((name) => childOf(name, { numChildren: 1 })) })
const line = (row: TreeRow) => `${' '.repeat(row.level)}${words(row)}`
const words = (row: TreeRow): string => {
  if (row.kind === 'znode') return row.name
  if (row.kind === 'group') return `${row.prefix}… ${row.count}`
  return row.kind === 'more' ? `+${row.remaining}` : (row.error ?? 'reading')
}

describe('treeRows', () => {
  it('lists opened nodes below their parents with level, place and size', () => {
    const rows = treeRows(
      state([folder('/', 'admin', 'brokers'), folder('/brokers', 'ids'), listingOf('/brokers/ids', ['1', '2'])]),
    )
    expect(rows.map(line)).toEqual([' /', '  admin', '  brokers', '   ids', '    1', '    2'])
    expect(rows.at(-1)).toMatchObject({ path: '/brokers/ids/2', level: 4, place: 2, size: 2, expanded: false })
    expect(rows[2]).toMatchObject({ expanded: true, numChildren: 1 })
  })

  it('says that children are being read, and why they cannot be', () => {
    const some = state([folder('/', 'a', 'b'), listingOf('/b', [], { error: 'no permission' })])
    const rows = treeRows({ ...some, expanded: new Set(['/', '/a', '/b']) })
    expect(rows.map(line)).toEqual([' /', '  a', '   reading', '  b', '   no permission'])
  })

  it('ends an unfinished list with how many are missing, and shows the way to the selected node all the same', () => {
    const rows = treeRows(
      state([listingOf('/', ['a', 'b'], { total: 500, cursor: 'b' }), listingOf('/far', ['deep'])], {
        selected: '/far/deep',
      }),
    )
    expect(rows.map(line)).toEqual([' /', '  a', '  b', '  far', '   deep', '  +498'])
  })

  it('filters one level by a part of the name, whatever the case', () => {
    const all = state([folder('/', 'Orders', 'payments', 'reorder'), folder('/payments', 'x')], {
      filter: { path: '/', text: ' ORD ', found: null },
    })
    expect(treeRows(all).map(line)).toEqual([' /', '  Orders', '  reorder'])
  })

  it('adds what the server found of a list that is not all here', () => {
    const cut = listingOf('/', ['order.1', 'payments'], { total: 900, cursor: 'payments' })
    const found = (cursor: string | null) =>
      treeRows(
        state([cut], {
          filter: {
            path: '/',
            text: 'order',
            found: listingOf('/', ['order.1', 'order.10', 'order.2'], { total: 50, cursor }),
          },
        }),
      ).map(line)
    expect(found(null)).toEqual([' /', '  order.1', '  order.2', '  order.10'])
    expect(found('order.2')).toEqual([' /', '  order.1', '  order.2', '  order.10', '  +47'])
  })

  it('takes names as they are', () => {
    const rows = treeRows(state([listingOf('/', ['__proto__', 'constructor', '<img onerror>'])]))
    expect(rows.map(line)).toEqual([' /', '  __proto__', '  constructor', '  <img onerror>'])
  })

  it('does not open a node without children, and hides the children of one that is gone', () => {
    const before = mergedListing(null, folder('/', 'a'), 0)
    const rows = treeRows({
      listings: new Map([
        ['/', mergedListing(before, listingOf('/', []), 1)],
        ['/a', mergedListing(null, listingOf('/a', ['x']), 0)],
      ]),
      expanded: new Set(['/', '/a']),
      selected: '/',
      filter: null,
      groups: new Map(),
    })
    expect(rows.map(line)).toEqual([' /', '  a'])
    expect(treeRows({ ...state([listingOf('/', ['leaf'])]), expanded: new Set(['/', '/leaf']) }).map(line)).toEqual([
      ' /',
      '  leaf',
    ])
  })
})

describe('groups by prefix', () => {
  const many = listingOf('/', ['m', 'solo'], {
    total: 11_113,
    groups: [
      { prefix: 'order-1', count: 11_000 },
      { prefix: 'order-2', count: 111 },
    ],
  })
  const key = (prefix: string) => groupKey('/', prefix)
  const opened = mergedListing(null, listingOf('/', ['order-20', 'order-21'], { total: 111, cursor: 'c' }), 0)

  it('stand among the children, opened ones with theirs, and with their own rest', () => {
    const rows = treeRows(state([many], { groups: new Map([[key('order-2'), opened]]) }))
    expect(rows.map(line)).toEqual([
      ' /',
      '  m',
      '  order-1… 11000',
      '  order-2… 111',
      '   order-20',
      '   order-21',
      '   +109',
      '  solo',
    ])
    expect(rows[2]).toMatchObject({ kind: 'group', path: '/', place: 2, size: 4, expanded: false })
    expect(rows[4]).toMatchObject({ path: '/order-20', level: 3, place: 1, size: 111 })
    expect(new Set(rows.map((row) => row.key)).size).toBe(rows.length)
  })

  it('are read when they are opened, and may hold groups again', () => {
    const inner = mergedListing(
      null,
      listingOf('/', ['order-1'], { total: 11_000, groups: [{ prefix: 'order-10', count: 10_999 }] }),
      0,
    )
    const reading = state([many], { groups: new Map([[key('order-1'), null]]) })
    expect(treeRows(reading).map(line).slice(2, 4)).toEqual(['  order-1… 11000', '   reading'])
    const nested = state([many], { groups: new Map([[key('order-1'), inner]]) })
    expect(treeRows(nested).map(line).slice(2, 5)).toEqual(['  order-1… 11000', '   order-1', '   order-10… 10999'])
  })

  it('let the way to the selected node be seen once, in an opened group or beside the closed ones', () => {
    const selected = { selected: '/order-29' }
    expect(treeRows(state([many], selected)).map(line)).toContain('  order-29')
    const inside = treeRows(state([many], { ...selected, groups: new Map([[key('order-2'), opened]]) })).map(line)
    expect(inside.filter((one) => one.includes('order-29'))).toEqual(['   order-29'])
  })

  it('give way to the names a filter finds', () => {
    const found = listingOf('/', ['order-21'])
    const rows = treeRows(state([many], { filter: { path: '/', text: 'order-21', found } }))
    expect(rows.map(line)).toEqual([' /', '  order-21'])
  })
})

describe('filteredLevel', () => {
  it('is the opened node itself, or the level beside a leaf', () => {
    const some = state([folder('/', 'a'), folder('/a', 'leaf')])
    expect(filteredLevel({ ...some, selected: '/a' })).toBe('/a')
    expect(filteredLevel({ ...some, selected: '/a/leaf' })).toBe('/a')
    expect(filteredLevel({ ...some, selected: '/' })).toBe('/')
  })
})

describe('paths of znodes', () => {
  it('go up and down', () => {
    expect(childPath('/', 'a')).toBe('/a')
    expect(childPath('/a', 'b')).toBe('/a/b')
    expect([parentPath('/'), parentPath('/a'), parentPath('/a/b')]).toEqual([null, '/', '/a'])
    expect([nameOf('/'), nameOf('/a/b')]).toEqual(['/', 'b'])
    expect(ancestors('/a/b/c')).toEqual(['/', '/a', '/a/b'])
    expect(ancestors('/')).toEqual([])
  })

  it('are tidied as people write them', () => {
    expect([tidyPath('a/b'), tidyPath('/a/'), tidyPath('/'), tidyPath('')]).toEqual(['/a/b', '/a', '/', '/'])
  })
})
