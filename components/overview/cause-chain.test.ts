import { describe, expect, it } from 'vitest'
import type { ClusterEvent, EventKind } from '@/lib/events/event'
import { causeChain } from './cause-chain'

let counter = 0
function event(kind: EventKind, at: number, subject: string, more: Partial<ClusterEvent> = {}): ClusterEvent {
  counter += 1
  return {
    id: `e-${counter}`,
    at,
    kind,
    subject,
    before: null,
    after: null,
    cause: null,
    source: 'zookeeper',
    seenLate: false,
    ...more,
  }
}

const gone = { kind: 'broker-down', certainty: 'inferred', sentence: 'broker 2 left' } as const
const T = 1_000_000

describe('causeChain', () => {
  it('folds bursts and tells them oldest first', () => {
    const chain = causeChain(
      [
        event('leader-changed', T + 900, 'partition:a/1', { cause: gone }),
        event('isr-shrank', T + 800, 'partition:a/1', { cause: gone }),
        event('leader-changed', T + 500, 'partition:a/0', { cause: gone }),
        event('controller-elected', T + 400, 'controller', { before: '2', after: '3' }),
        event('broker-left', T, 'broker:2'),
      ],
      T,
      'demo',
    )
    expect(chain.map(({ fact, rest, inferred }) => [fact, rest, inferred])).toEqual([
      ['Broker 2 left', '', false],
      ['Controller 2 → 3', '', false],
      ['2 leaders moved', 'broker 2 left', true],
      ['a-1 ISR shrank to nothing', 'broker 2 left', true],
    ])
    expect(chain[0]?.href).toBe('/clusters/demo/brokers/2')
    expect(chain[2]?.href).toBe('/clusters/demo/partitions?preset=all')
  })

  it('is hidden for one event, for none and while no time is known', () => {
    expect(causeChain([event('broker-left', T, 'broker:2')], T, 'demo')).toEqual([])
    expect(causeChain([], T, 'demo')).toEqual([])
    expect(
      causeChain([event('broker-left', T, 'broker:2'), event('leader-lost', T, 'partition:a/0')], null, 'demo'),
    ).toEqual([])
  })

  it('leaves out what is older than the state and what explains nothing', () => {
    const chain = causeChain(
      [
        event('leader-lost', T + 10, 'partition:a/0'),
        event('topic-created', T + 5, 'topic:x'),
        event('broker-left', T, 'broker:2'),
        event('broker-joined', T - 5, 'broker:2'),
        event('broker-left', T - 600_000, 'broker:9'),
      ],
      T,
      'demo',
    )
    expect(chain.map(({ fact }) => fact)).toEqual(['Broker 2 left', 'a-0 lost its leader'])
  })

  it('keeps the first and the last three of many', () => {
    const events = Array.from({ length: 8 }, (_, index) =>
      event('broker-bounced', T + index * 60_000, `broker:${index}`),
    )
    const chain = causeChain(events.toReversed(), T, 'demo')
    expect(chain.map(({ fact }) => fact.slice(7, 8))).toEqual(['0', '1', '2', '5', '6', '7'])
  })
})
