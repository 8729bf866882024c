'use client'

import { Button } from './button'
import { CopyButton } from './copy-button'
import { Glyph } from './glyph'

/** What failed, why, what to do, once more, and the facts to hand on. */
export function ErrorState({
  error,
  retry,
}: {
  error: { code: string; message: string; hint?: string }
  retry?: () => void
}) {
  return (
    <div className="empty" role="alert">
      <p className="st t-offline">
        <Glyph state="offline" />
        <b>{error.message}</b>
      </p>
      {error.hint ? <p className="mut small">{error.hint}</p> : null}
      <div className="row">
        {retry ? <Button onClick={retry}>Retry</Button> : null}
        <CopyButton text={JSON.stringify(error, null, 2)} label="Copy diagnostics" />
      </div>
    </div>
  )
}
