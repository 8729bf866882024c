import { describe, expect, it } from 'vitest'
import type { ClusterEvent, EventKind } from '@/lib/events/event'
import { eventsOfPartition } from './partition-events'

function event(id: string, at: number, kind: EventKind, subject: string): ClusterEvent {
  return { id, at, kind, subject, before: null, after: null, cause: null, source: 'zookeeper', seenLate: false }
}

describe('eventsOfPartition', () => {
  it('keeps what shaped the partition, oldest first and once', () => {
    const lost = event('e-3', 30, 'leader-lost', 'partition:a/1')
    const events = [
      event('e-5', 50, 'leader-lost', 'partition:a/11'),
      event('e-4', 40, 'broker-left', 'broker:9'),
      lost,
      event('e-2', 20, 'broker-left', 'broker:2'),
      event('e-1', 10, 'controller-lost', 'controller'),
      lost,
    ]
    expect(eventsOfPartition(events, 'a', 1, [1, 2]).map(({ id }) => id)).toEqual(['e-1', 'e-2', 'e-3'])
  })

  it('forgets an earlier topic of the same name', () => {
    const events = [
      event('e-3', 30, 'isr-shrank', 'partition:a/0'),
      event('e-2', 20, 'topic-created', 'topic:a'),
      event('e-1', 10, 'isr-shrank', 'partition:a/0'),
    ]
    expect(eventsOfPartition(events, 'a', 0, []).map(({ id }) => id)).toEqual(['e-3'])
  })
})
