import type { BrokerRouter } from '../broker-router'
import { itemError, type KafkaItemError, leftOut } from '../item-error'
import { APIS } from '../wire/apis'
import type { DescribeGroupsResponse } from '../wire/schemas/describe-groups.gen'
import { type CallOptions, LIST_TIMEOUT_MS, waitOf } from './call-options'

/**
 * Classic groups as their coordinator describes them, in one request; every group asked for has an entry. A group the
 * coordinator does not have is `Dead` below v6 (Kafka 3.9 and before) and GROUP_ID_NOT_FOUND from v6; so is one of
 * another type. Source: DescribeGroups (key 15, `DescribeGroupsResponse`). Errors: `not-found`, `unreachable`, `timeout`.
 */
export async function describeGroups(
  router: BrokerRouter,
  coordinator: number,
  ids: string[],
  options?: CallOptions,
): Promise<Map<string, ClassicGroup | { error: KafkaItemError }>> {
  const described = new Map<string, ClassicGroup | { error: KafkaItemError }>()
  if (ids.length === 0) return described
  for (const id of ids) described.set(id, { error: leftOut('group') })
  const draft = { groups: ids, includeAuthorizedOperations: false }
  const answer = await router.one(coordinator, APIS.describeGroups, draft, waitOf(options, LIST_TIMEOUT_MS))
  for (const group of answer.groups) {
    const error = itemError(group.errorCode, group.errorMessage)
    described.set(group.groupId, error ? { error } : parseGroup(group))
  }
  return described
}

/** A group of the classic protocol. */
export interface ClassicGroup {
  /** `Stable`, `PreparingRebalance`, `CompletingRebalance`, `Empty`, `Dead`. */
  state: string
  /** `consumer`, `connect`, …; empty for a group that only commits offsets. */
  protocolType: string
  /** What the members agreed on, such as an assignor; null outside Stable. */
  protocol: string | null
  members: ClassicMember[]
}

export interface ClassicMember {
  memberId: string
  /** Null for a dynamic member. */
  instanceId: string | null
  clientId: string
  /** As the broker says it, with Java's slash: `/10.0.0.7`. */
  host: string
  /** The subscription in the words of the protocol type; empty outside Stable. */
  metadata: Uint8Array
  /** The assignment in the words of the protocol type; empty outside Stable. */
  assignment: Uint8Array
}

function parseGroup(group: DescribeGroupsResponse['groups'][number]): ClassicGroup {
  return {
    state: group.groupState,
    protocolType: group.protocolType,
    protocol: group.protocolData || null,
    members: group.members.map((member) => ({
      memberId: member.memberId,
      instanceId: member.groupInstanceId,
      clientId: member.clientId,
      host: member.clientHost,
      metadata: member.memberMetadata,
      assignment: member.memberAssignment,
    })),
  }
}
