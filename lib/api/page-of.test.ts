import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { parseCursor } from './cursor'
import { type PageOrder, pageOf } from './page-of'

interface Row {
  name: string
  size: bigint | null
}

const order = (descending: boolean): PageOrder<Row> => ({
  value: (row) => row.size,
  descending,
  key: (row) => [row.name],
})
const rows = fc.uniqueArray(
  fc.record({ name: fc.string({ unit: 'binary', minLength: 1, maxLength: 4 }), size: fc.option(fc.bigInt(0n, 5n)) }),
  { selector: (row) => row.name, maxLength: 30 },
)

/** Every page after the other; `between` may change the rows before the next page is asked for. */
function walk(
  all: readonly Row[],
  limit: number,
  descending: boolean,
  between = (left: readonly Row[]) => left,
): Row[] {
  const seen: Row[] = []
  let left = all
  let cursor: string | undefined
  do {
    const page = pageOf(left, { limit, cursor, scope: 'test', order: order(descending) })
    seen.push(...page.rows)
    cursor = page.nextCursor ?? undefined
    left = between(left)
  } while (cursor !== undefined)
  return seen
}

describe('pageOf', () => {
  it('gives every row once, in order, whatever the page size', () => {
    fc.assert(
      fc.property(rows, fc.integer({ min: 1, max: 7 }), fc.boolean(), (all, limit, descending) => {
        const seen = walk(all, limit, descending)
        expect(seen).toHaveLength(all.length)
        expect(new Set(seen.map((row) => row.name))).toEqual(new Set(all.map((row) => row.name)))
        expect(seen).toEqual(walk(all, 1_000, descending))
        const sizes = seen.map((row) => row.size).filter((size) => size !== null)
        expect(sizes).toEqual(sizes.toSorted((a, b) => (descending ? Number(b - a) : Number(a - b))))
        expect(seen.findIndex((row) => row.size === null)).toBe(sizes.length === seen.length ? -1 : sizes.length)
      }),
    )
  })

  it('neither repeats nor skips what stays, while other rows come and go', () => {
    const all = ['a', 'b', 'c', 'd', 'e', 'f'].map((name): Row => ({ name, size: 1n }))
    const change = (left: readonly Row[]) => [
      { name: `0${left.length}`, size: 1n },
      ...left.filter((row) => row.name !== 'a' && row.name !== 'b'),
    ]
    const names = walk(all, 2, false, change).map((row) => row.name)
    expect(names).toEqual(['a', 'b', 'c', 'd', 'e', 'f'])
  })

  it('counts all pages and ends without a cursor', () => {
    const all = ['a', 'b'].map((name): Row => ({ name, size: null }))
    expect(pageOf(all, { limit: 2, cursor: undefined, scope: '', order: order(false) })).toMatchObject({
      total: 2,
      nextCursor: null,
    })
  })
})

describe('parseCursor', () => {
  const page = pageOf([{ name: 'ä😀', size: 12n } as Row, { name: 'b', size: 20n }], {
    limit: 1,
    cursor: undefined,
    scope: 'brokers sizeBytes',
    order: order(false),
  })
  const cursor = page.nextCursor ?? ''

  it('reads what was written', () => {
    expect(parseCursor('brokers sizeBytes', cursor)).toEqual({ value: 12n, key: ['ä😀'] })
  })

  it('refuses every change and every other query as invalid', () => {
    const invalid = expect.objectContaining({ code: 'invalid', field: 'cursor' })
    expect(cursor).not.toBe('')
    for (let index = 0; index < cursor.length; index++) {
      const other = cursor[index] === 'A' ? 'B' : 'A'
      expect(() => parseCursor('brokers sizeBytes', cursor.slice(0, index) + other + cursor.slice(index + 1))).toThrow(
        invalid,
      )
    }
    expect(() => parseCursor('brokers id', cursor)).toThrow(invalid)
    for (const text of ['', 'x', '%', '..', `${cursor}=`, cursor.slice(1), '__proto__'])
      expect(() => parseCursor('brokers sizeBytes', text)).toThrow(invalid)
  })
})
