import { describe, expect, it } from 'vitest'
import { fieldChanges } from './field-changes'

describe('fieldChanges', () => {
  it('names the fields of JSON that changed, came and went', () => {
    expect(
      fieldChanges('{"leader":2,"isr":[2, 6],"version":1,"old":"x"}', '{"isr":[6],"leader":6,"version":1,"new":true}'),
    ).toEqual([
      { field: 'isr', before: '[2,6]', after: '[6]' },
      { field: 'leader', before: '2', after: '6' },
      { field: 'new', before: null, after: 'true' },
      { field: 'old', before: '"x"', after: null },
    ])
  })

  it('sees a change in the last digit of a big number', () => {
    expect(fieldChanges('{"a":9007199254740992}', '{"a":9007199254740993}')).toHaveLength(1)
  })

  it('takes a hostile field name for what it is', () => {
    expect(fieldChanges('{"__proto__":1}', '{"__proto__":2}')).toEqual([
      { field: '__proto__', before: '1', after: '2' },
    ])
  })

  it('finds nothing where only the spaces differ', () => {
    expect(fieldChanges('{"a":1}', '{ "a": 1 }')).toEqual([])
    expect(fieldChanges('41', '41')).toEqual([])
  })

  it('compares whole values where one is no object', () => {
    expect(fieldChanges('41', '42')).toEqual([{ field: '', before: '41', after: '42' }])
    expect(fieldChanges(null, '{}')).toEqual([{ field: '', before: null, after: '{}' }])
    expect(fieldChanges('{}', null)).toEqual([{ field: '', before: '{}', after: null }])
  })
})
