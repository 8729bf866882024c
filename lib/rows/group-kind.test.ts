import { describe, expect, it } from 'vitest'
import { groupKind } from './group-kind'

describe('groupKind', () => {
  it.each([
    ['classic', 'consumer', 'consumer'],
    ['consumer', 'consumer', 'consumer'],
    [null, 'consumer', 'consumer'],
    ['classic', '', 'simple'],
    [null, '', 'simple'],
    ['classic', 'connect', 'connect'],
    ['classic', 'sr', 'schema-registry'],
    ['share', 'share', 'share'],
    ['streams', 'streams', 'streams'],
    [null, 'streams', 'streams'],
    ['classic', 'my-elections', 'other'],
  ])('type %s with protocol type %j is %s', (type, protocolType, kind) => {
    expect(groupKind({ type, protocolType })).toBe(kind)
  })
})
