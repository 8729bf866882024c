import type { EventCause } from './event'
import {
  failedDirectory,
  inferred,
  isMerged,
  type LeaderAndIsrChange,
  observed,
  writesBetween,
} from './leader-election'

/** Why the ISR shrank or grew. */
export function causeOfIsrChange(change: LeaderAndIsrChange): EventCause {
  const { before, after, live, deleting } = change
  const lost = before.isr.filter((id) => !after.isr.includes(id))
  const dead = lost.filter((id) => !live.has(id))
  // However many writes it took: the controller takes a topic apart replica by replica.
  if (deleting && dead.length === 0 && lost.length > 0 && after.leaderEpoch > before.leaderEpoch)
    return observed('deletion', 'the topic is being deleted')
  if (isMerged(change)) {
    const merged = `${writesBetween(change)} changes between two readings`
    if (dead.length > 0) return inferred('broker-down', `${names(dead)} gone; ${merged}`)
    if (lost.length > 0 && lost.every((id) => change.removing.includes(id)))
      return inferred('reassign', `${names(lost)} being removed; ${merged}`)
    return observed('unknown', `${merged}, so no single cause`)
  }
  if (lost.length === 0) return causeOfGrowth(change)
  if (dead.length > 0) return observed('broker-down', `${names(dead)} gone`)
  if (lost.every((id) => change.removing.includes(id))) return observed('reassign', `${names(lost)} being removed`)
  const directories = lost.map((id) => failedDirectory(change, id))
  const directory = directories.find((cause) => cause !== null)
  if (directory) return directory
  const returned = lost.filter((id) => change.returned(id))
  if (returned.length > 0) return observed('broker-down', `${names(returned)} restarted`)
  return causeOfLiveLoss(change, lost)
}

function causeOfGrowth({ before, after, adding }: LeaderAndIsrChange): EventCause {
  const gained = after.isr.filter((id) => !before.isr.includes(id))
  if (gained.every((id) => adding.includes(id)))
    return observed('reassign', `the new copy on ${names(gained)} has caught up`)
  return observed('caught-up', `${names(gained)} caught up`)
}

/** Brokers of the cluster left: a leader drops who is slow and keeps the epoch, the controller raises it. */
function causeOfLiveLoss(change: LeaderAndIsrChange, lost: readonly number[]): EventCause {
  const { before, after } = change
  if (before.leader !== null && lost.includes(before.leader))
    return inferred('unknown', `${names(lost)} left as leader, as in a controlled shutdown`)
  const silent = lost.filter((id) => change.silent.has(id))
  const mute = silent.length > 0 ? `; ${names(silent)} not answering` : ''
  if (before.version === null) return inferred('slow-replica', `${names(lost)} fell behind${mute}`)
  if (before.leaderEpoch === after.leaderEpoch) return observed('slow-replica', `${names(lost)} fell behind${mute}`)
  return inferred('unknown', `the controller took ${names(lost)} out, as in a controlled shutdown`)
}

function names(ids: readonly number[]): string {
  return `${ids.length === 1 ? 'broker' : 'brokers'} ${ids.join(', ')}`
}
