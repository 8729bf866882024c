import type { SessionsBody } from '@/lib/api/ensemble-sessions-answer'
import { type ClusterModel, SINGLE } from '@/lib/model/cluster'
import { compareNatural } from '@/lib/natural-order'

/** What went wrong with a reading of sessions, as the API says it. */
export interface SessionsFault {
  code: string
  message: string
  hint?: string
}

/** What the server read for the first paint: the sessions, or why there are none; and what they belong to. */
export interface FirstSessions {
  body: SessionsBody | null
  fault: SessionsFault | null
  version: string
}

/** A text that changes when a session of the cluster's own comes or goes. */
export function sessionsVersion({ registration, controller, ensembleSession }: ClusterModel): string {
  const brokers = [...registration.values()].map(({ id, sessionId }) => `${id} ${sessionId}`).sort(compareNatural)
  return [...brokers, controller.get(SINGLE)?.sessionId, ensembleSession.get(SINGLE)?.sessionId].join()
}
