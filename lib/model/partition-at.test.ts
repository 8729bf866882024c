import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { partitionAt } from './partition-at'

const number = fc.integer({ min: 0, max: 12 })
const list = fc.uniqueArray(number, { maxLength: 12 }).map((numbers) => numbers.map((partition) => ({ partition })))

describe('partitionAt', () => {
  it('finds what a search finds, in any order and with any gaps', () => {
    fc.assert(
      fc.property(list, number, (items, partition) => {
        expect(partitionAt(items, partition)).toBe(items.find((item) => item.partition === partition))
      }),
    )
  })

  it('takes one step in a dense list', () => {
    let reads = 0
    const items = Array.from({ length: 1_000 }, (_, partition) => ({
      get partition() {
        reads += 1
        return partition
      },
    }))
    for (let partition = 0; partition < 1_000; partition += 1) partitionAt(items, partition)
    expect(reads).toBe(1_000)
  })

  it('finds nothing where there is no list', () => {
    expect(partitionAt(undefined, 0)).toBeUndefined()
  })
})
