import { describe, expect, it } from 'vitest'
import type { ClusterEvent } from '../events/event'
import { eventItem, eventMatches, eventsBody, eventsQuery } from './event-answer'

const event = (number: number, more: Partial<ClusterEvent> = {}): ClusterEvent => ({
  id: `mabc-${number}`,
  at: 1_000 * number,
  kind: 'leader-changed',
  subject: 'partition:orders/0',
  before: '1',
  after: '2',
  cause: { kind: 'offline', certainty: 'observed', sentence: 'broker 1 is gone' },
  source: 'zookeeper',
  seenLate: false,
  ...more,
})
const fault = (query: Record<string, string>) => eventsQuery.safeParse(query).error?.issues[0]

describe('eventsBody', () => {
  it('stands newest first, those of one moment last derived first, page after page', () => {
    const events = [event(1), event(3), event(2), event(10, { at: 3_000 })]
    const first = eventsBody('mabc', events, eventsQuery.parse({ limit: '2' }), null)
    for (const item of first.items) eventItem.parse(item)
    expect(first.items.map(({ id }) => id)).toEqual(['mabc-10', 'mabc-3'])
    const later = [...events, event(11, { at: 9_000 })]
    const second = eventsBody('mabc', later, eventsQuery.parse({ limit: '2', cursor: first.nextCursor ?? '' }), null)
    expect(second.items.map(({ id }) => id)).toEqual(['mabc-2', 'mabc-1'])
    expect(second.nextCursor).toBeNull()
  })
})

describe('eventMatches', () => {
  it('takes a topic with its partitions and no topic of a longer name', () => {
    const query = eventsQuery.parse({ subject: 'topic:orders' })
    expect(eventMatches(query, event(1))).toBe(true)
    expect(eventMatches(query, event(1, { subject: 'topic:orders' }))).toBe(true)
    expect(eventMatches(query, event(1, { subject: 'partition:orders.v2/0' }))).toBe(false)
    expect(eventMatches(query, event(1, { subject: 'topic:orders.v2' }))).toBe(false)
  })

  it('includes from and leaves out to', () => {
    const query = eventsQuery.parse({ from: '1970-01-01T00:00:01Z', to: '1970-01-01T01:00:02+01:00' })
    expect([1, 2].map((number) => eventMatches(query, event(number)))).toEqual([true, false])
  })

  it('takes several kinds', () => {
    const query = eventsQuery.parse({ kind: 'isr-shrank,leader-changed' })
    expect(eventMatches(query, event(1))).toBe(true)
    expect(eventMatches(query, event(1, { kind: 'topic-created' }))).toBe(false)
  })
})

describe('eventsQuery', () => {
  it('says what is wrong with a subject, a kind, a time', () => {
    for (const subject of ['', 'nonsense', 'broker:', 'broker:x', 'partition:orders', 'topic:orders\n'])
      expect(fault({ subject })?.path).toEqual(['subject'])
    expect(fault({ subject: 'topic:ümlaut' })?.message).toContain('position 1')
    expect(fault({ subject: 'partition:a/b/0' })?.message).toContain('position 2')
    for (const subject of ['controller', 'broker:0', 'topic:__proto__', 'partition:constructor/12'])
      expect(fault({ subject })).toBeUndefined()
    expect(fault({ kind: 'exploded' })?.message).toContain('broker-joined')
    expect(fault({ from: '2026-01-02T00:00:00Z', to: '2026-01-02T00:00:00Z' })?.path).toEqual(['from'])
  })
})
