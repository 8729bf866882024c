import { liveBrokers } from '../model/liveness'
import { counted } from '../rebalances/evidence'
import { triggerWords } from '../rebalances/trigger-words'
import { draft, type EventContext, type EventDraft } from './event-context'

/**
 * A group entered another state or has another coordinator; a new or vanished group is neither. Polls see what lasts:
 * states a group passed through between two of them are not told.
 */
export function groupEvents(id: string, context: EventContext): EventDraft[] {
  const old = context.before.groupListing.get(id)
  const now = context.after.groupListing.get(id)
  if (!old || !now) return []
  const subject = `group:${id}`
  const events: EventDraft[] = []
  if (old.coordinator !== now.coordinator) {
    const cause = liveBrokers(context.after).has(old.coordinator)
      ? null
      : { kind: 'broker-down', certainty: 'observed' as const, sentence: `broker ${old.coordinator} is gone` }
    events.push(
      draft(context, 'coordinator-moved', subject, String(old.coordinator), String(now.coordinator), { cause }),
    )
  }
  // A state the broker does not tell is not one that changed.
  if (old.state !== null && now.state !== null && old.state !== now.state)
    events.push(draft(context, 'group-state-changed', subject, old.state, now.state))
  return events
}

/** A group rebalanced while we watched; a rebalance of which more becomes known is no second one. */
export function rebalanceEvents(id: string, context: EventContext): EventDraft[] {
  const old = context.before.groupRebalances.get(id)?.last
  const now = context.after.groupRebalances.get(id)?.last
  if (!now || now.fromPast || (old?.generation === now.generation && old.at === now.at)) return []
  const { membersBefore, membersAfter, trigger, triggers, partitionsMoved } = now
  const moved = partitionsMoved ? [`${counted(partitionsMoved, 'partition')} moved`] : []
  const others = triggers > 1 ? [`${triggers - 1} more of its members came, went or changed`] : []
  const sentence = [`${triggerWords(trigger, [])}: ${trigger.evidence}`, ...others, ...moved].join('; ')
  const cause = { kind: trigger.kind, certainty: trigger.certainty, sentence }
  return [
    draft(context, 'group-rebalanced', `group:${id}`, members(membersBefore), members(membersAfter), {
      at: now.at,
      cause,
    }),
  ]
}

function members(count: number | null): string | null {
  return count === null ? null : counted(count, 'member')
}
