import type { ClusterEvent } from '@/lib/events/event'

const LIMIT = 5_000

/** The derived events of one cluster in memory, bounded; oldest forgotten first. */
export class EventLog {
  private events: ClusterEvent[] = []

  add(events: readonly ClusterEvent[]): void {
    this.events.push(...events)
    if (this.events.length > LIMIT * 1.2) this.events = this.events.slice(-LIMIT)
  }

  /** Newest first. */
  latest(limit: number, matches: (event: ClusterEvent) => boolean = () => true): ClusterEvent[] {
    const found: ClusterEvent[] = []
    for (let index = this.events.length - 1; index >= 0 && found.length < limit; index -= 1) {
      const event = this.events[index]
      if (event && matches(event)) found.push(event)
    }
    return found
  }
}
