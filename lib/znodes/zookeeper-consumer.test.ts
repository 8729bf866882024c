import { describe, expect, it } from 'vitest'
import { errorCode } from '../errors'
import { znodeOf } from './znode.fixture'
import { parseConsumerOffset, parsePartitionOwner, parseZookeeperConsumer, zookeeperOffset } from './zookeeper-consumer'

/** Recorded from the console consumer of Kafka 1.1. */
const BY_PATTERN = '{"version":1,"subscription":{"orders":1},"pattern":"white_list","timestamp":"1795268180762"}'

describe('parseZookeeperConsumer', () => {
  const id = 'my_group_my-host.example-1795268180762-1a2b3c4d'
  const read = (name: string, data: string | null) =>
    parseZookeeperConsumer('my_group', name, znodeOf('/x', data, { ctime: 5, ephemeralOwner: '0x9' }))

  it('reads what an old consumer registers, its host by its id', () => {
    expect(read(id, BY_PATTERN)).toEqual({
      id,
      host: 'my-host.example',
      subscription: ['orders'],
      pattern: 'white_list',
      since: 5,
      sessionId: '0x9',
    })
  })

  it('knows no host for an id of somebody’s choice, and no subscription in data it does not understand', () => {
    expect(read('my_group_worker-1', BY_PATTERN)).toMatchObject({ host: null })
    expect(read('elsewhere', BY_PATTERN)).toMatchObject({ host: null })
    for (const data of [null, '', '[]', '{"subscription":3}'])
      expect(read(id, data)).toMatchObject({ host: 'my-host.example', subscription: null, pattern: null, since: 5 })
  })
})

it('takes the number of the thread from an owner', () => {
  expect(parsePartitionOwner(znodeOf('/x', 'old_host-1795268180762-1a2b3c4d-0'))).toBe(
    'old_host-1795268180762-1a2b3c4d',
  )
  expect(() => parsePartitionOwner(znodeOf('/x', null))).toThrow('no owner')
})

describe('offsets', () => {
  it('are decimal text of 64 bits', () => {
    expect(parseConsumerOffset(znodeOf('/x', '9223372036854775807'))).toBe('9223372036854775807')
    for (const data of [null, '', 'x', '1.5']) {
      try {
        parseConsumerOffset(znodeOf('/x', data))
        expect.fail('read')
      } catch (error) {
        expect(errorCode(error)).toBe('invalid')
      }
    }
  })

  it('stand with the moment of their commit, or with why there is none', () => {
    const at = { mtime: 7 }
    expect(zookeeperOffset(3, znodeOf('/x', '12', at))).toEqual({
      partition: 3,
      offset: '12',
      committedAt: 7,
      error: null,
    })
    expect(zookeeperOffset(3, znodeOf('/x', '-1', at))).toMatchObject({ offset: null, error: 'its znode says -1' })
    expect(zookeeperOffset(3, znodeOf('/x', 'x', at))).toMatchObject({
      offset: null,
      error: 'its znode holds no offset',
    })
  })
})
