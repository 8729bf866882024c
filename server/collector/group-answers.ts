import { errorMessage } from '@/lib/errors'
import type { GroupDescription, GroupMember } from '@/lib/model/consumer-group'
import { decodeAssignment, ordered } from '@/lib/records/consumer-assignment'
import { decodeSubscription } from '@/lib/records/consumer-subscription'
import { compareNames } from '@/lib/rows/partition-row'
import type { KafkaClient } from '../kafka/client'
import { isItemError, type KafkaItemError } from '../kafka/item-error'
import { itemReason } from './item-reason'

/** A description without what only we can know: errors of other readings and when a member was first seen. */
export type DescribedGroup = Omit<GroupDescription, 'error' | 'members'> & { members: Omit<GroupMember, 'since'>[] }

/** What a broker said of one group it was asked to describe. */
export type GroupAnswer =
  | { kind: 'description'; group: DescribedGroup }
  /** It coordinates this group's partition and has no such group, or none of a type that can be described. */
  | { kind: 'none' }
  /** Another broker is its coordinator. */
  | { kind: 'elsewhere' }
  | { kind: 'refusal'; reason: string }

type Describer = Pick<KafkaClient, 'describeGroups' | 'describeConsumerGroups'>
type Classic = Awaited<ReturnType<KafkaClient['describeGroups']>> extends Map<string, infer V> ? V : never
type Consumer = Awaited<ReturnType<KafkaClient['describeConsumerGroups']>> extends Map<string, infer V> ? V : never

/**
 * Describes groups at one broker, each by the API of its type: the other one calls a living group dead. Every group asked
 * for has an answer; that of a type no API of ours describes (share, streams) is `none`. Errors: the signal's reason only.
 */
export async function groupAnswers(
  kafka: Describer,
  broker: number,
  groups: readonly { id: string; type: string | null }[],
  signal: AbortSignal,
): Promise<Map<string, GroupAnswer>> {
  const idsOf = (consumer: boolean) =>
    groups.filter(({ type }) => (type === 'consumer') === consumer).map(({ id }) => id)
  const answers = new Map<string, GroupAnswer>()
  const ask = async <T>(
    ids: string[],
    request: () => Promise<Map<string, T>>,
    read: (id: string, item: T) => GroupAnswer,
  ) => {
    try {
      for (const [id, item] of await request()) answers.set(id, read(id, item))
    } catch (error) {
      signal.throwIfAborted()
      for (const id of ids) answers.set(id, { kind: 'refusal', reason: errorMessage(error) })
    }
  }
  const [classic, consumer] = [idsOf(false), idsOf(true)]
  await Promise.all([
    ask(classic, () => kafka.describeGroups(broker, classic, { signal }), classicAnswer),
    ask(consumer, () => kafka.describeConsumerGroups(broker, consumer, { signal }), consumerAnswer),
  ])
  return answers
}

function errorAnswer(id: string, error: KafkaItemError): GroupAnswer {
  if (error.name === 'GROUP_ID_NOT_FOUND') return { kind: 'none' }
  if (error.name === 'NOT_COORDINATOR') return { kind: 'elsewhere' }
  return { kind: 'refusal', reason: itemReason(error, `describe group ${id}`) }
}

function classicAnswer(id: string, answer: Classic): GroupAnswer {
  if (isItemError(answer)) return errorAnswer(id, answer.error)
  const { state, protocolType, protocol, members } = answer
  if (state === 'Dead') return { kind: 'none' }
  // Outside Stable the broker leaves both out, and other protocols have encodings of their own.
  const readable = state === 'Stable' && protocolType === 'consumer'
  const list = members.map((member) => ({
    memberId: member.memberId,
    instanceId: member.instanceId,
    clientId: member.clientId,
    host: plainHost(member.host),
    assigned: readable ? decodeAssignment(member.assignment) : null,
    target: null,
    epoch: null,
    subscribed: readable ? decodeSubscription(member.metadata) : null,
  }))
  const epochs = { groupEpoch: null, assignmentEpoch: null }
  return {
    kind: 'description',
    group: { id, type: 'classic', state, protocol, ...epochs, members: list.sort(byClient) },
  }
}

function consumerAnswer(id: string, answer: Consumer): GroupAnswer {
  if (isItemError(answer)) return errorAnswer(id, answer.error)
  const { state, assignor, groupEpoch, assignmentEpoch, members } = answer
  if (state === 'Dead') return { kind: 'none' }
  const list = members.map((member) => ({
    memberId: member.memberId,
    instanceId: member.instanceId,
    clientId: member.clientId,
    host: plainHost(member.host),
    assigned: ordered(member.assigned),
    target: ordered(member.target),
    epoch: member.epoch,
    subscribed: member.subscribed.toSorted(compareNames),
  }))
  const group: DescribedGroup = {
    id,
    type: 'consumer',
    state,
    protocol: assignor,
    groupEpoch,
    assignmentEpoch,
    members: list.sort(byClient),
  }
  return { kind: 'description', group }
}

/** Java prints an address with a slash before it. */
function plainHost(host: string): string {
  return host.startsWith('/') ? host.slice(1) : host
}

function byClient(a: Omit<GroupMember, 'since'>, b: Omit<GroupMember, 'since'>): number {
  return compareNames(a.clientId, b.clientId) || compareNames(a.memberId, b.memberId)
}
