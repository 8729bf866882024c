import type { ClusterEvent } from '@/lib/events/event'
import { partitionKey } from '@/lib/model/partition'

/**
 * The events that shaped a partition: its own, those of its replicas' brokers and the controller's; oldest first,
 * each once. A topic deleted and made again under the same name starts anew.
 */
export function eventsOfPartition(
  events: readonly ClusterEvent[],
  topic: string,
  partition: number,
  replicas: readonly number[],
): ClusterEvent[] {
  const subjects = new Set([
    'controller',
    `partition:${partitionKey(topic, partition)}`,
    ...replicas.map((id) => `broker:${id}`),
  ])
  const created = `topic:${topic}`
  const birth = events.reduce(
    (latest, { kind, subject, at }) =>
      kind === 'topic-created' && subject === created ? Math.max(latest, at) : latest,
    0,
  )
  const byId = new Map<string, ClusterEvent>()
  for (const event of events) {
    if (!subjects.has(event.subject)) continue
    if (event.subject.startsWith('partition:') && event.at < birth) continue
    byId.set(event.id, event)
  }
  return [...byId.values()].sort((a, b) => a.at - b.at)
}
