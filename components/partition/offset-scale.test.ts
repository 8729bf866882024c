import { describe, expect, it } from 'vitest'
import { commitPlace, offsetScale } from './offset-scale'

describe('offsetScale', () => {
  it('places the log start and the followers behind, furthest first', () => {
    const scale = offsetScale('250', '1000', [
      { id: 1, offsetLag: '0' },
      { id: 2, offsetLag: '100' },
      { id: 3, offsetLag: '500' },
      { id: 4, offsetLag: null },
    ])
    expect(scale).toEqual({
      records: '750',
      startPercent: 25,
      behind: [
        { id: 3, offset: '500', behind: '500', percent: 50 },
        { id: 2, offset: '900', behind: '100', percent: 90 },
      ],
    })
  })

  it('keeps every digit of large offsets', () => {
    expect(offsetScale('9007199254740993', '9223372036854775807', [])?.records).toBe('9214364837600034814')
  })

  it('has no scale without both ends, and a calm one for an empty log', () => {
    expect(offsetScale(null, '5', [])).toBeNull()
    expect(offsetScale('0', null, [])).toBeNull()
    expect(offsetScale('0', '0', [])).toEqual({ records: '0', startPercent: 0, behind: [] })
  })
})

describe('commitPlace', () => {
  it('puts a group to scale, and nowhere while its place is not known', () => {
    expect(commitPlace({ committed: '9007199254740993' }, '18014398509481986')).toBe(50)
    expect(commitPlace({ committed: '7' }, null)).toBeNull()
    expect(commitPlace({ committed: '7' }, '6')).toBeNull()
    expect(commitPlace({ committed: '0' }, '0')).toBeNull()
  })
})
