import { describe, expect, it } from 'vitest'
import { groupKind, groupTypeWords } from './group-kind'

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

it('is said in a word', () => {
  const words = (type: string | null, protocolType: string) =>
    groupTypeWords({ kind: groupKind({ type, protocolType }), type, protocolType })
  expect(words('classic', 'consumer')).toBe('classic')
  expect(words('consumer', 'consumer')).toBe('consumer')
  expect(words(null, '')).toBe('simple')
  expect(words('classic', 'connect')).toBe('Connect')
  expect(words('share', 'share')).toBe('share')
  expect(words('classic', 'my-elections')).toBe('my-elections')
  expect(groupTypeWords({ kind: 'zookeeper', type: null, protocolType: '' })).toBe('ZooKeeper')
})
