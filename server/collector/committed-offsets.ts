import { errorCode, errorMessage } from '@/lib/errors'
import type { ClusterModel } from '@/lib/model/cluster'
import type { GroupOffsets } from '@/lib/model/consumer-group'
import { compareNames } from '@/lib/rows/partition-row'
import type { KafkaClient } from '../kafka/client'
import { groupBy } from '../kafka/group-by'
import { isItemError } from '../kafka/item-error'
import { groupCoordinators, noCoordinator } from './group-coordinators'
import { itemReason } from './item-reason'

/** What all groups have committed, and who kept us waiting for it. */
export interface CommittedOffsets {
  /** One for each group that can commit; those that could not be read keep their last topics and say why. */
  groups: GroupOffsets[]
  /** Brokers that let the deadline pass, with the reason. */
  silent: ReadonlyMap<number, string>
}

/** Asks each coordinator for its groups at once: for all that are listed, or those of `only`. Errors: the signal's reason only. */
export async function readCommittedOffsets(
  kafka: Pick<KafkaClient, 'fetchOffsets'>,
  model: ClusterModel,
  signal: AbortSignal,
  only: ReadonlySet<string> | null = null,
): Promise<CommittedOffsets> {
  const coordinators = groupCoordinators(model)
  // Share groups keep their positions elsewhere.
  const asked =
    only === null ? model.groupListing.values() : [...only].flatMap((id) => model.groupListing.get(id) ?? [])
  const listed = [...asked].filter(({ type }) => type !== 'share')
  const groups: GroupOffsets[] = []
  const silent = new Map<number, string>()
  const failed = (id: string, error: string) => {
    groups.push({ id, topics: model.groupOffsets.get(id)?.topics ?? [], error })
  }
  await Promise.all(
    [...groupBy(listed, (group) => coordinators.of(group))].map(async ([coordinator, of]) => {
      const ids = of.map(({ id }) => id)
      if (coordinator === null) {
        for (const id of ids) failed(id, noCoordinator(id, coordinators.leaders?.length ?? 0))
        return
      }
      try {
        for (const [id, commits] of await kafka.fetchOffsets(coordinator, ids, { signal })) {
          if (isItemError(commits)) failed(id, itemReason(commits.error, `read the offsets of group ${id}`))
          else groups.push({ id, topics: inOrder(commits.topics), error: null })
        }
      } catch (error) {
        signal.throwIfAborted()
        const reason = errorMessage(error)
        if (errorCode(error) === 'timeout') silent.set(coordinator, reason)
        for (const id of ids) failed(id, reason)
      }
    }),
  )
  return { groups, silent }
}

type Commits = Exclude<
  Awaited<ReturnType<KafkaClient['fetchOffsets']>> extends Map<string, infer V> ? V : never,
  { error: unknown }
>

function inOrder(topics: Commits['topics']): GroupOffsets['topics'] {
  return topics
    .map(({ topic, partitions }) => ({
      topic,
      partitions: partitions
        .map(({ partition, offset, metadata, error }) => ({
          partition,
          offset: offset === null ? null : String(offset),
          metadata,
          error: error?.name ?? null,
        }))
        .sort((a, b) => a.partition - b.partition),
    }))
    .sort((a, b) => compareNames(a.topic, b.topic))
}
