import type { Retention } from '@/lib/lag/data-loss'
import type { ClusterModel } from '@/lib/model/cluster'

/** How long a topic keeps its records, as its settings say. */
export function topicRetention({ topicSettings }: ClusterModel, topic: string): Retention {
  const settings = topicSettings.get(topic)
  const retentionMs = settings?.retentionMs == null ? null : BigInt(settings.retentionMs)
  return {
    retentionMs: retentionMs === null || retentionMs < 0n ? null : retentionMs,
    deletes: settings?.cleanupPolicy?.includes('delete') ?? true,
  }
}
