import type { EventCause } from './event'

/** Leader and ISR of one partition at one version of their record. */
export interface LeaderAndIsr {
  leader: number | null
  isr: readonly number[]
  leaderEpoch: number
  /** Epoch of the controller that wrote it; null where the source does not tell. */
  controllerEpoch: number | null
  /** Rises by one with every write; null where the source does not tell, as in the brokers' metadata. */
  version: number | null
}

/** One partition before and after a write, with what was true around it. */
export interface LeaderAndIsrChange {
  before: LeaderAndIsr
  after: LeaderAndIsr
  /** Assignment order. */
  replicas: readonly number[]
  /** Copies being added or removed when the change was read, or just before. */
  adding: readonly number[]
  removing: readonly number[]
  /** Brokers in the cluster when the change was read. */
  live: ReadonlySet<number>
  /** Whether a broker registered anew after the state before was written. */
  returned: (broker: number) => boolean
  /** The topic stands in /admin/delete_topics. */
  deleting: boolean
  /** Brokers that announced a failed log directory shortly before; `null` in it: one that could not be read. */
  failedDirectories: ReadonlySet<number | null>
  /** The election of the preferred leader was asked for in /admin/preferred_replica_election. */
  electionAsked: boolean
  /** Whether the moment fits the controller's own periodic election of preferred leaders; null where its rhythm is not known. */
  electionDue: boolean | null
  /** Brokers that do not answer our probe, though they are in the cluster. */
  silent: ReadonlySet<number>
}

/** How many writes lie between the two; null where the source does not count them. */
export function writesBetween({ before, after }: LeaderAndIsrChange): number | null {
  return before.version === null || after.version === null ? null : after.version - before.version
}

/** Whether several writes were read as one, and are not the two of a controller's failover: then no single cause can be told. */
export function isMerged(change: LeaderAndIsrChange): boolean {
  return (writesBetween(change) ?? 1) > 1 && !isFailover(change)
}

/** A controller that takes over writes the offline partitions of its dead predecessor twice. */
function isFailover(change: LeaderAndIsrChange): boolean {
  const { before, after, live } = change
  return (
    writesBetween(change) === 2 &&
    after.leaderEpoch - before.leaderEpoch === 2 &&
    after.controllerEpoch !== before.controllerEpoch &&
    before.leader !== null &&
    !live.has(before.leader)
  )
}

/**
 * Whether somebody other than Kafka wrote the record: every election raises the leader epoch, and everything else changes
 * the ISR. Brokers stop to change the ISR of such a partition for minutes.
 */
export function isRewritten({ before, after }: LeaderAndIsrChange): boolean {
  if (before.version === null || after.version !== before.version + 1) return false
  if (before.leaderEpoch !== after.leaderEpoch) return after.leaderEpoch < before.leaderEpoch
  if (before.leader !== after.leader) return true
  return before.controllerEpoch === after.controllerEpoch && sameIds(before.isr, after.isr)
}

function sameIds(a: readonly number[], b: readonly number[]): boolean {
  return a.length === b.length && a.every((id) => b.includes(id))
}

/**
 * Why the leader moved or vanished, by what Kafka's controller writes in each of its election strategies
 * (`Election` in Kafka's controller). Observed where no other strategy writes this, inferred elsewhere.
 */
export function causeOfLeaderChange(change: LeaderAndIsrChange): EventCause {
  const { before, after, deleting, live } = change
  const leaderLives = before.leader !== null && live.has(before.leader)
  if (deleting && after.leader === null && leaderLives) return observed('deletion', 'the topic is being deleted')
  if (isMerged(change)) return causeOfMergedMove(change)
  if (after.leader === null) return causeOfLoss(change)
  if (before.leader === null || before.isr.every((id) => !live.has(id))) {
    if (!before.isr.includes(after.leader) && after.isr.length === 1)
      return observed('unclean', `broker ${after.leader} was not in sync: records may be lost`)
  }
  if (before.leader === null) {
    const how = change.returned(after.leader) ? 'is back' : 'takes over'
    return observed('offline', `broker ${after.leader}, in sync, ${how}`)
  }
  return causeOfMove(change, before.leader, after.leader)
}

/** A reassignment ends with writes milliseconds apart: its mark on the assignment tells what they were part of. */
function causeOfMergedMove(change: LeaderAndIsrChange): EventCause {
  const { before, after, removing, live } = change
  const merged = `${writesBetween(change)} changes between two readings`
  const old = before.leader
  const moved = old !== null && removing.includes(old) && live.has(old)
  if (moved && after.leader !== null && before.controllerEpoch === after.controllerEpoch)
    return inferred('reassign', `broker ${old} is being removed from the replicas; ${merged}`)
  return observed('merged', merged)
}

function causeOfLoss(change: LeaderAndIsrChange): EventCause {
  const { before, after, live } = change
  const old = before.leader
  if (old === null) return inferred('unknown', 'no in-sync replica is left')
  if (!live.has(old)) {
    // A controller that takes over first writes that there is no leader, then elects one.
    const next = after.isr.some((id) => live.has(id)) ? '; an election follows' : ' and no in-sync replica is left'
    return observed('broker-down', `broker ${old} is gone${next}`)
  }
  const directory = failedDirectory(change, old)
  if (directory) return { ...directory, kind: 'unknown' }
  if (change.returned(old)) return observed('broker-down', `broker ${old} restarted`)
  return inferred('unknown', 'no in-sync replica is left')
}

function causeOfMove(change: LeaderAndIsrChange, old: number, next: number): EventCause {
  const { before, after, replicas, removing, live } = change
  const sameIsr = sameIds(before.isr, after.isr)
  if (removing.includes(old) && sameIsr) return observed('reassign', `broker ${old} is being removed from the replicas`)
  if (!live.has(old)) return observed('offline', `broker ${old} is gone`)
  if (!after.isr.includes(old)) {
    const directory = failedDirectory(change, old)
    if (directory) return { ...directory, kind: 'offline' }
    if (change.returned(old)) return observed('offline', `broker ${old} restarted`)
    return inferred('controlled-shutdown', `broker ${old} handed over and left the ISR, as in a controlled shutdown`)
  }
  const preferred = replicas.find((id) => !removing.includes(id))
  if (!sameIsr || next !== preferred) return inferred('unknown', 'no rule of Kafka’s controller explains it')
  const back = `broker ${next} is the preferred leader and was in sync`
  if (change.electionAsked) return observed('preferred-replica', `${back}; asked for through ZooKeeper`)
  if (change.electionDue === null) return inferred('preferred-replica', back)
  const trigger = change.electionDue ? 'the controller’s periodic election' : 'asked for by an administrator'
  return inferred('preferred-replica', `${back}; ${trigger}`)
}

/** The failed log directory that explains what happened to this broker's copy; null when none was announced. */
export function failedDirectory({ failedDirectories }: LeaderAndIsrChange, broker: number): EventCause | null {
  if (failedDirectories.has(broker)) return observed('log-directory', `a log directory of broker ${broker} failed`)
  if (failedDirectories.has(null)) return inferred('log-directory', `a log directory failed, of broker ${broker}`)
  return null
}

/** A cause the data prove. */
export function observed(kind: string, sentence: string): EventCause {
  return { kind, certainty: 'observed', sentence }
}

/** A cause that fits the data best. */
export function inferred(kind: string, sentence: string): EventCause {
  return { kind, certainty: 'inferred', sentence }
}
