import { type ClusterModel, SINGLE } from '../model/cluster'
import { oncePerModel } from '../model/once-per-model'
import { groupIds, groupSources } from './group-sources'
import { sourceReason } from './partition-numbers'

/** Which groups read which topic. */
export interface TopicGroups {
  /** Ids of the groups that committed to the topic or hold partitions of it, by topic name. */
  byTopic: ReadonlyMap<string, ReadonlySet<string>>
  /** Why nothing is known of the groups; null once they were read. */
  unread: string | null
  /** Why some groups may be missing; null when none is. */
  partly: string | null
}

/** Groups by topic, computed once per model. Without rows and lags: every list of topics asks for it. */
export const topicGroups: (model: ClusterModel) => TopicGroups = oncePerModel((model) => {
  const byTopic = new Map<string, Set<string>>()
  const add = (topic: string, id: string) => {
    const ids = byTopic.get(topic) ?? new Set<string>()
    byTopic.set(topic, ids.add(id))
  }
  for (const id of groupIds(model)) {
    const sources = groupSources(model, id)
    for (const { topic, partitions } of sources?.offsets?.topics ?? [])
      if (partitions.some(({ offset, error }) => offset !== null || error !== null)) add(topic, id)
    for (const { assigned } of sources?.description?.members ?? [])
      for (const { topic } of assigned ?? []) add(topic, id)
  }
  const listed = model.groupListing.size > 0 || model.source.get('groups')?.lastOkAt != null
  const offsetsRead = model.groupListing.size === 0 || model.groupOffsets.size > 0 || model.groupDescription.size > 0
  const gap = model.groupCoverage.get(SINGLE)?.gaps[0]
  return {
    byTopic,
    unread: listed && offsetsRead ? null : (sourceReason(model, 'groups') ?? 'the groups have not been read yet'),
    partly: gap ? `some groups cannot be listed: ${gap.reason}` : null,
  }
})
