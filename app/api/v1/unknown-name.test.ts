import { describe, expect, it } from 'vitest'
import { emptyCluster } from '@/lib/model/cluster'
import { testCluster } from '@/lib/model/cluster.fixture'
import { unknownBroker, unknownPartition, unknownTopic } from './unknown-name'

const partition = { partition: 0, leader: 1, replicas: [1], isr: [1] }
const model = testCluster(
  [1, 2],
  ['orders', 'orders.v2', 'ordres', 'orders-dlq', '__proto__'].map((topic) => ({ ...partition, topic })),
)

describe('unknown names', () => {
  it('come with up to three of the nearest', () => {
    expect(unknownTopic(model, 'order', 'name')).toMatchObject({
      code: 'not-found',
      message: 'there is no topic "order"',
      hint: 'nearest: orders, orders.v2, orders-dlq',
      field: 'name',
    })
    expect(unknownTopic(model, 'zzzzzzzzz', 'name').hint).toBe('no topic has a name like it')
    expect(unknownBroker(model, 9, 'id')).toMatchObject({ code: 'not-found', hint: 'known: 1, 2' })
    expect(unknownPartition(model, 'orders', 7, 3)).toMatchObject({ field: 'partition', hint: 'it has 3, 0 to 2' })
  })

  it('are not said to be missing before anything was read', () => {
    expect(unknownTopic(emptyCluster(), 'orders', 'name')).toMatchObject({ code: 'unreachable' })
  })
})
