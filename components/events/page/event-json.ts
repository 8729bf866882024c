import type { ClusterEvent } from '@/lib/events/event'

/** One event as the API gives it. */
export function eventJson(event: ClusterEvent): object {
  return { ...event, at: new Date(event.at).toISOString() }
}
