import { type FirstSessions, sessionsVersion } from '@/components/zookeeper/ensemble/sessions-version'
import { sessionsBody } from '@/lib/api/ensemble-sessions-answer'
import { errorCode, errorMessage } from '@/lib/errors'
import type { ClusterModel } from '@/lib/model/cluster'
import type { SessionsView } from '@/lib/rows/ensemble-session'

/** The part of the reader of sessions that is used. */
interface SessionReader {
  read(search: 'known'): Promise<SessionsView>
}

/** What the page of sessions begins with; never rejects, for what went wrong is shown in the page. */
export async function firstSessions(sessions: SessionReader, model: ClusterModel): Promise<FirstSessions> {
  const version = sessionsVersion(model)
  try {
    return { body: sessionsBody(await sessions.read('known')), fault: null, version }
  } catch (error) {
    return { body: null, fault: { code: errorCode(error), message: errorMessage(error) }, version }
  }
}
