import { describe, expect, it } from 'vitest'
import type { Tank } from '@/lib/views/overview'
import { formatSelection, parseSelection, selectedKeys } from './tank-selection'

const tank: Tank = {
  broker: 2,
  leaders: 0,
  rack: null,
  isController: false,
  gone: false,
  goneSince: null,
  keys: ['a/0', 'a/1', '__proto__/0', 'z.z/10'],
  cells: 'oooo',
}

describe('a selection of cells', () => {
  it('travels through the URL', () => {
    const selection = { broker: 2, first: 'a/1', last: '__proto__/0' }
    expect(formatSelection(selection)).toBe('2~a/1~__proto__/0')
    expect(parseSelection('2~a/1~__proto__/0')).toEqual(selection)
  })

  it('refuses what is none', () => {
    for (const text of ['', '2', '2~a~b', '-1~a/0~a/1', '2~a/0~a/1~a/2', 'x~a/0~a/1', '2~a/x~a/1']) {
      expect(parseSelection(text)).toBeNull()
    }
  })

  it('names the partitions between its ends, in either direction', () => {
    expect([...(selectedKeys({ broker: 2, first: '__proto__/0', last: 'a/1' }, [tank]) ?? [])]).toEqual([
      'a/1',
      '__proto__/0',
    ])
  })

  it('is nothing when the broker or an end is not there', () => {
    expect(selectedKeys({ broker: 3, first: 'a/0', last: 'a/1' }, [tank])).toBeNull()
    expect(selectedKeys({ broker: 2, first: 'a/0', last: 'b/1' }, [tank])).toBeNull()
    expect(selectedKeys(null, [tank])).toBeNull()
  })
})
