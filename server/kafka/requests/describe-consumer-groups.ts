import type { BrokerRouter } from '../broker-router'
import { itemError, type KafkaItemError, leftOut } from '../item-error'
import { APIS } from '../wire/apis'
import type { ConsumerGroupDescribeResponse } from '../wire/schemas/consumer-group-describe.gen'
import { type CallOptions, LIST_TIMEOUT_MS, waitOf } from './call-options'

/**
 * Groups of the KIP-848 protocol as their coordinator describes them, in one request; every group asked for has an
 * entry. Ask only for groups listed as `consumer`: a broker can advertise the API and yet answer UNSUPPORTED_VERSION.
 * Source: ConsumerGroupDescribe (key 69, `ConsumerGroupDescribeResponse`).
 * Errors: `not-found`, `unreachable`, `timeout`, `unsupported` (before Kafka 3.7).
 */
export async function describeConsumerGroups(
  router: BrokerRouter,
  coordinator: number,
  ids: string[],
  options?: CallOptions,
): Promise<Map<string, ConsumerGroup | { error: KafkaItemError }>> {
  const described = new Map<string, ConsumerGroup | { error: KafkaItemError }>()
  if (ids.length === 0) return described
  for (const id of ids) described.set(id, { error: leftOut('group') })
  const draft = { groupIds: ids, includeAuthorizedOperations: false }
  const answer = await router.one(coordinator, APIS.consumerGroupDescribe, draft, waitOf(options, LIST_TIMEOUT_MS))
  for (const group of answer.groups) {
    const error = itemError(group.errorCode, group.errorMessage)
    described.set(group.groupId, error ? { error } : parseGroup(group))
  }
  return described
}

/** A group of the KIP-848 protocol; members that still speak the classic one are among its members. */
export interface ConsumerGroup {
  /** `Empty`, `Assigning`, `Reconciling`, `Stable`, `Dead`. */
  state: string
  groupEpoch: number
  assignmentEpoch: number
  /** The assignor on the broker's side. */
  assignor: string | null
  members: ConsumerGroupMember[]
}

export interface ConsumerGroupMember {
  memberId: string
  instanceId: string | null
  clientId: string
  /** As the broker says it, with Java's slash: `/10.0.0.7`. */
  host: string
  epoch: number
  subscribed: string[]
  assigned: { topic: string; partitions: number[] }[]
  /** What it shall hold when the group has reconciled. */
  target: { topic: string; partitions: number[] }[]
}

type Answered = ConsumerGroupDescribeResponse['groups'][number]

function parseGroup(group: Answered): ConsumerGroup {
  return {
    state: group.groupState,
    groupEpoch: group.groupEpoch,
    assignmentEpoch: group.assignmentEpoch,
    assignor: group.assignorName || null,
    members: group.members.map((member) => ({
      memberId: member.memberId,
      instanceId: member.instanceId,
      clientId: member.clientId,
      host: member.clientHost,
      epoch: member.memberEpoch,
      subscribed: member.subscribedTopicNames,
      assigned: topicPartitions(member.assignment),
      target: topicPartitions(member.targetAssignment),
    })),
  }
}

function topicPartitions(assignment: Answered['members'][number]['assignment']): ConsumerGroupMember['assigned'] {
  return assignment.topicPartitions.map(({ topicName, partitions }) => ({ topic: topicName, partitions }))
}
