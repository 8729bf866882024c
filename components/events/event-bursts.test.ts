import { describe, expect, it } from 'vitest'
import type { ClusterEvent, EventKind } from '@/lib/events/event'
import { burstText, eventBursts } from './event-bursts'

let counter = 0
function event(kind: EventKind, at: number, subject: string, cause: string | null = null): ClusterEvent {
  counter += 1
  return {
    id: `e-${counter}`,
    at,
    kind,
    subject,
    before: null,
    after: null,
    cause: cause === null ? null : { kind: 'broker-down', certainty: 'observed', sentence: cause },
    source: 'zookeeper',
    seenLate: false,
  }
}

describe('eventBursts', () => {
  it('folds one kind with one cause that came in one go, newest burst first', () => {
    const bursts = eventBursts([
      event('isr-shrank', 90_000, 'partition:a/2', 'broker 2 gone'),
      event('isr-shrank', 20_010, 'partition:a/1', 'broker 2 gone'),
      event('leader-changed', 20_005, 'partition:a/0'),
      event('isr-shrank', 20_000, 'partition:a/0', 'broker 2 gone'),
      event('isr-shrank', 20_000, 'partition:b/0', 'slow'),
    ])
    expect(bursts.map((burst) => [burst.first.kind, burst.events.length])).toEqual([
      ['isr-shrank', 1],
      ['leader-changed', 1],
      ['isr-shrank', 1],
      ['isr-shrank', 2],
    ])
    expect(bursts.map(burstText).filter(Boolean)).toEqual([
      { fact: '2 ISRs shrank', rest: 'broker 2 gone', preset: 'under-replicated' },
    ])
  })

  it('names some of a burst without a common cause', () => {
    const [burst] = eventBursts(['c', 'b', 'a'].map((name) => event('topic-created', 5, `topic:${name}`)))
    expect(burst && burstText(burst)).toEqual({ fact: '3 topics created', rest: 'a, b + 1 more', preset: null })
  })

  it('never folds what has no plural', () => {
    const events = [event('config-changed', 2, 'topic:a'), event('config-changed', 1, 'topic:a')]
    expect(eventBursts(events)).toHaveLength(2)
  })
})
