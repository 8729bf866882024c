import { describe, expect, it } from 'vitest'
import { parseDescription } from './kafka-tools'

describe('parseDescription', () => {
  it('reads partitions with and without leader, and leaves the topic lines out', () => {
    const printed = [
      'Topic: orders\tTopicId: t5bYVbKsRDKyUVT1v1YTgA\tPartitionCount: 2\tReplicationFactor: 3\tConfigs: cleanup.policy=compact',
      '\tTopic: orders\tPartition: 0\tLeader: 1\tReplicas: 1,2,3\tIsr: 1,3\tElr: \tLastKnownElr: ',
      '\tTopic: orders\tPartition: 1\tLeader: none\tReplicas: 2\tIsr: \tElr: N/A\tLastKnownElr: N/A',
      '',
    ].join('\n')
    expect(parseDescription(printed)).toEqual([
      { topic: 'orders', partition: 0, leader: 1, replicas: [1, 2, 3], isr: [1, 3] },
      { topic: 'orders', partition: 1, leader: null, replicas: [2], isr: [] },
    ])
  })
})
