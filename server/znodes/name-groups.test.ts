import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { nameGroups } from './name-groups'

describe('nameGroups', () => {
  it('groups by the character behind what all have in common', async () => {
    const names = Array.from({ length: 100_000 }, (_, index) => `order-${index}`)
    const { groups, singles, total } = await nameGroups(names, '')
    expect(total).toBe(100_000)
    expect(singles).toEqual(['order-0'])
    expect(groups).toHaveLength(9)
    expect(groups[0]).toEqual({ prefix: 'order-1', count: 11_111 })
    const below = await nameGroups(names, 'order-1')
    expect(below.singles).toEqual(['order-1'])
    expect(below.groups[0]).toEqual({ prefix: 'order-10', count: 1_111 })
  })

  it('takes names as they are written', async () => {
    const names = ['__proto__', '__proto_a', 'constructor', 'constructed', '日本', '日曜', '😀']
    expect(await nameGroups(names, '')).toEqual({
      groups: [
        { prefix: '__proto_', count: 2 },
        { prefix: 'construct', count: 2 },
        { prefix: '日', count: 2 },
      ],
      singles: ['😀'],
      total: 7,
    })
    expect(await nameGroups(names, '日')).toEqual({ groups: [], singles: ['日曜', '日本'], total: 2 })
    expect(await nameGroups(names, 'none')).toEqual({ groups: [], singles: [], total: 0 })
  })

  it('leaves nobody out and nobody twice, and every group is smaller than the whole', async () => {
    const names = fc.uniqueArray(fc.string({ unit: fc.constantFrom('a', 'b', 'c', '1'), maxLength: 6 }), {
      minLength: 2,
    })
    await fc.assert(
      fc.asyncProperty(names, async (some) => {
        const { groups, singles, total } = await nameGroups(some, '')
        expect(groups.reduce((sum, { count }) => sum + count, singles.length)).toBe(total)
        for (const { prefix, count } of groups) {
          expect(some.filter((name) => name.startsWith(prefix))).toHaveLength(count)
          expect(count).toBeLessThan(total)
          const members = some.filter((name) => name.startsWith(prefix))
          expect(new Set(members.map((name) => name.slice(0, prefix.length + 1))).size).toBeGreaterThan(1)
        }
      }),
    )
  })
})
