import { describe, expect, it } from 'vitest'
import { nearestKey } from './nearest-key'

describe('nearestKey', () => {
  it.each([
    ['brokesr', 'brokers'],
    ['zookeper', 'zookeeper'],
    ['Name', 'name'],
    ['zookeeper_auth', 'zookeeperAuth'],
  ])('takes %s for %s', (slip, meant) => {
    expect(nearestKey(slip, ['name', 'brokers', 'zookeeper', 'zookeeperAuth'])).toBe(meant)
  })

  it('knows none among none', () => {
    expect(nearestKey('brokers', [])).toBeNull()
  })
})
