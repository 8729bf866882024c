import type { Rebalance } from '../model/rebalance'

/** Whether it is only a static member that came back in the same generation: part of a timeline, but no rebalance. */
export function isReplacement({ startedAt, completedAt, triggers }: Rebalance): boolean {
  return (
    startedAt === null &&
    completedAt !== null &&
    triggers.every(({ kind, certainty }) => kind === 'restarted' && certainty === 'observed')
  )
}
