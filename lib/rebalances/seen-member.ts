import type { TopicPartitions } from '../model/consumer-group'

/** A member as the records of one moment show it. */
export interface SeenMember {
  memberId: string
  instanceId: string | null
  clientId: string
  /** Address without Kafka's leading slash. */
  host: string
  /** Null where the records do not say. */
  sessionTimeoutMs: number | null
  /** Java consumers: `max.poll.interval.ms`. Null where the records do not say. */
  rebalanceTimeoutMs: number | null
  /** Topics it subscribed to, ascending; null where not known. */
  topics: string[] | null
  /** What it holds, ascending; null where not known. */
  held: TopicPartitions[] | null
  /** By "topic/partition": since when it holds it, epoch ms; a partition that is missing was held from before we read. */
  heldSince: ReadonlyMap<string, number>
  /** When it last took part in a rebalance, epoch ms: it lived then. Null where that was not read. */
  aliveAt: number | null
}

/** "topic/partition" of everything it holds. */
export function partitionKeys(held: readonly TopicPartitions[] | null): string[] {
  return (held ?? []).flatMap(({ topic, partitions }) => partitions.map((partition) => `${topic}/${partition}`))
}

/** Since when it holds each partition, at a moment (epoch ms) at which it holds these and held those before. */
export function heldSince(
  held: readonly TopicPartitions[] | null,
  before: SeenMember | undefined,
  at: number,
): ReadonlyMap<string, number> {
  const since = new Map<string, number>()
  const known = new Set(partitionKeys(before?.held ?? null))
  for (const key of partitionKeys(held)) {
    const earlier = before?.heldSince.get(key)
    if (earlier !== undefined) since.set(key, earlier)
    else if (!known.has(key)) since.set(key, at)
  }
  return since
}

/** Java prints an address with a slash before it. */
export function plainHost(host: string): string {
  return host.startsWith('/') ? host.slice(1) : host
}
