import type { BrokerRouter } from '../broker-router'
import { itemError, type KafkaItemError } from '../item-error'
import { APIS } from '../wire/apis'
import { type CallOptions, LIST_TIMEOUT_MS, waitOf } from './call-options'

/**
 * The groups one broker coordinates, all or those in some states (then `unsupported` by brokers before Kafka 2.6). Creates nothing: a cluster without groups stays without `__consumer_offsets`.
 * Source: ListGroups (key 16, `ListGroupsResponse`). Errors: `not-found`, `unreachable`, `timeout`.
 */
export async function listGroups(
  router: BrokerRouter,
  brokerId: number,
  options?: CallOptions & { states?: string[] },
): Promise<BrokerGroups> {
  const draft = { statesFilter: options?.states ?? [] }
  const { errorCode, groups } = await router.one(brokerId, APIS.listGroups, draft, waitOf(options, LIST_TIMEOUT_MS))
  return {
    groups: groups.map(({ groupId, protocolType, groupState, groupType }) => ({
      id: groupId,
      protocolType,
      // Old versions lack the two words; no broker that has them leaves them empty.
      type: groupType || null,
      state: groupState || null,
    })),
    error: itemError(errorCode),
  }
}

/** What one broker listed. */
export interface BrokerGroups {
  /** Those we may describe only; in no order. */
  groups: ListedGroup[]
  /** Why groups may be missing, such as COORDINATOR_LOAD_IN_PROGRESS. */
  error: KafkaItemError | null
}

/** One group as listed. */
export interface ListedGroup {
  id: string
  /** Empty for a group that only commits offsets. */
  protocolType: string
  /** `classic`, `consumer`, `share`, `streams`; null below ListGroups v5 (Kafka 3.8). */
  type: string | null
  /** Null below ListGroups v4 (Kafka 2.6). */
  state: string | null
}
