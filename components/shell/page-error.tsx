'use client'

import { errorCode, errorMessage } from '@/lib/errors'
import { ErrorState } from '../ui/error-state'

/** A page that failed: what happened, once more, and the facts to hand on. `digest` finds the log line on the server. */
export function PageError({ error, retry }: { error: Error & { digest?: string }; retry: () => void }) {
  const hint = error.digest ? `The server's log has it under ${error.digest}.` : undefined
  return (
    <>
      <h1 className="sr">This page failed</h1>
      <ErrorState
        error={{
          code: errorCode(error),
          message: `This page failed: ${errorMessage(error)}`,
          ...(hint ? { hint } : {}),
        }}
        retry={retry}
      />
    </>
  )
}
