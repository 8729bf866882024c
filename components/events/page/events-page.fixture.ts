import type { ClusterEvent } from '@/lib/events/event'

/** An event of the server's start `mabc`, one second after the one before. */
export function eventOf(number: number, more: Partial<ClusterEvent> = {}): ClusterEvent {
  return {
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
  }
}
