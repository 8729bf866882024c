import type { RebalanceMember, RebalanceTrigger, RebalanceTriggerKind } from '../model/rebalance'
import { groupName } from '../rows/group-name'

/** What is needed of a member to name it. */
export type NamedMember = Pick<RebalanceMember, 'memberId' | 'instanceId' | 'clientId'>

/** What clients append to their client id to make a member id. */
const UUID_TAIL = /-?[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}$/
/** Kafka's own ids, as members of KIP-848 have them: 16 bytes in base64. */
const KAFKA_UUID = /^[\w-]{22}$/
const TAIL = 4

/** A member as a person knows it: its instance id, else its client id, with the end of its member id where that is not unique. */
export function memberName(memberId: string, members: readonly NamedMember[]): string {
  const own = members.find((member) => member.memberId === memberId)
  if (own?.instanceId != null) return groupName(own.instanceId)
  const tail = `…${memberId.slice(-TAIL)}`
  if (own !== undefined && own.clientId !== '') {
    const alike = members.filter(({ clientId }) => clientId === own.clientId).length > 1
    return alike ? `${groupName(own.clientId)} ${tail}` : groupName(own.clientId)
  }
  const client = KAFKA_UUID.test(memberId) ? '' : memberId.replace(UUID_TAIL, '')
  return client === '' ? `member ${tail}` : groupName(client)
}

const TRIGGER_WORDS: Record<RebalanceTriggerKind, (member: string | null) => string> = {
  joined: (member) => `${member ?? 'a member'} joined`,
  left: (member) => `${member ?? 'a member'} left`,
  'session-timeout': (member) => `${member ?? 'a member'} dropped out: session timeout`,
  'max-poll': (member) => `${member ?? 'a member'} dropped out: max.poll.interval.ms exceeded`,
  restarted: (member) => `${member ?? 'a member'} restarted`,
  'subscription-changed': (member) => `${member ?? 'a member'} changed its subscription`,
  'partitions-changed': () => 'the partitions of its topics changed',
  'leader-rejoined': (member) => `its leader${member === null ? '' : `, ${member},`} joined again`,
  'cooperative-follow-up': () => 'second round: members take what others gave up',
  unknown: (member) => (member === null ? 'cause not known' : `${member} went, cause not known`),
}

/** Why a group rebalanced, in a few words: "fraud-2 dropped out: session timeout". */
export function triggerWords(
  { kind, memberId }: Pick<RebalanceTrigger, 'kind' | 'memberId'>,
  members: readonly NamedMember[],
): string {
  return TRIGGER_WORDS[kind](memberId === null ? null : memberName(memberId, members))
}
