import { errorMessage } from '@/lib/errors'
import type { ConfigAnswer } from '@/lib/views/config-entry'

/** The answer when it comes, and a failure as an answer that says why: a slow broker must not fail the page around it. */
export function answerOf(reading: Promise<ConfigAnswer>): Promise<ConfigAnswer> {
  return reading.catch((error: unknown) => ({ entries: null, error: errorMessage(error) }))
}
