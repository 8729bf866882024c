import type { GroupMetadataValue } from './offsets-topic-schemas.gen'

/** A completed rebalance of a classic group. Source: `GroupMetadataValue`. */
export interface ClassicGeneration {
  /** `consumer` for consumers; empty for a group that only commits. */
  protocolType: string
  generation: number
  /** The assignor all members share; null without members. */
  protocol: string | null
  /** Member id. */
  leader: string | null
  /** Since when the group is in the state it is in, epoch ms; null below version 2. */
  stateSince: number | null
  members: ClassicMember[]
}

/** A member of a classic group; subscription and assignment are bytes of the protocol's own encoding. */
export interface ClassicMember {
  memberId: string
  /** Null unless the member is static. */
  instanceId: string | null
  clientId: string
  /** As the coordinator writes it, "/10.0.0.7". */
  clientHost: string
  /** Null below version 1. */
  rebalanceTimeoutMs: number | null
  sessionTimeoutMs: number
  /** Of the `consumer` protocol type: for `decodeSubscription`. */
  subscription: Uint8Array
  /** Of the `consumer` protocol type: for `decodeAssignment`. */
  assignment: Uint8Array
}

/** A generation in the product's words: what stands for "none" becomes null. */
export function generationOf(value: GroupMetadataValue): ClassicGeneration {
  const { protocolType, generation, protocol, leader } = value
  return {
    protocolType,
    generation,
    protocol,
    leader,
    stateSince: value.currentStateTimestamp < 0n ? null : Number(value.currentStateTimestamp),
    members: value.members.map((member) => ({
      memberId: member.memberId,
      instanceId: member.groupInstanceId,
      clientId: member.clientId,
      clientHost: member.clientHost,
      rebalanceTimeoutMs: member.rebalanceTimeout < 0 ? null : member.rebalanceTimeout,
      sessionTimeoutMs: member.sessionTimeout,
      subscription: member.subscription,
      assignment: member.assignment,
    })),
  }
}
