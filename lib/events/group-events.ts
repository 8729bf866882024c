import { liveBrokers } from '../model/liveness'
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
