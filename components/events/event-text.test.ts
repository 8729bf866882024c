import { describe, expect, it } from 'vitest'
import { type ClusterEvent, EVENT_KINDS } from '@/lib/events/event'
import { eventSubject, subjectHref } from './event-subject'
import { eventText } from './event-text'

const event: ClusterEvent = {
  id: 'e-1',
  at: 0,
  kind: 'isr-shrank',
  subject: 'partition:orders/0',
  before: '[1,2,3]',
  after: '[1,3]',
  cause: { kind: 'broker-down', certainty: 'inferred', sentence: 'broker 2 is gone' },
  source: 'zookeeper',
  seenLate: true,
}

describe('eventText', () => {
  it('tells what happened, what it was, why, and how sure', () => {
    expect(eventText(event)).toEqual({
      fact: 'orders-0 ISR shrank to [1,3]',
      rest: 'was [1,2,3]; broker 2 is gone, inferred; seen late',
    })
    expect(
      eventText({ ...event, kind: 'leader-changed', before: '2', after: '1', cause: null, seenLate: false }),
    ).toEqual({ fact: 'orders-0 leader 2 → 1', rest: '' })
  })

  it('has words for every kind', () => {
    for (const kind of EVENT_KINDS) {
      expect(eventText({ ...event, kind, before: null, after: null }).fact).not.toMatch(/null|undefined/)
    }
  })
})

describe('eventSubject', () => {
  it('reads each form and leaves the rest as text', () => {
    expect(eventSubject('broker:2')).toEqual({ kind: 'broker', id: 2 })
    expect(eventSubject('topic:__proto__')).toEqual({ kind: 'topic', topic: '__proto__' })
    expect(eventSubject('partition:a.b/12')).toEqual({ kind: 'partition', topic: 'a.b', partition: 12 })
    expect(eventSubject('controller')).toEqual({ kind: 'controller' })
    for (const text of ['', 'broker:x', 'partition:a', 'znode:/g']) {
      expect(eventSubject(text)).toEqual({ kind: 'other', text })
    }
  })

  it('links to the page of the subject', () => {
    expect(subjectHref('demo', eventSubject('partition:a/1'))).toBe('/clusters/demo/topics/a/partitions/1')
    expect(subjectHref('demo', eventSubject('znode:/g'))).toBeNull()
  })
})
