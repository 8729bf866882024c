import type { ClusterModel } from '../model/cluster'
import type { ClusterEvent } from './event'

/** An event before it has its id. */
export type EventDraft = Omit<ClusterEvent, 'id'>

/** What is known where a change is judged. */
export interface EventContext {
  before: ClusterModel
  after: ClusterModel
  at: number
  source: string
  seenLate: boolean
}

/** An event of this context; `at` is the context's unless the cluster's own clock says better. */
export function draft(
  context: EventContext,
  kind: EventDraft['kind'],
  subject: string,
  before: string | null,
  after: string | null,
  more: { at?: number; cause?: EventDraft['cause'] } = {},
): EventDraft {
  const { at, source, seenLate } = context
  return { at: more.at ?? at, kind, subject, before, after, cause: more.cause ?? null, source, seenLate }
}
