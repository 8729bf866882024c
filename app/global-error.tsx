'use client'

import { PageError } from '@/components/shell/page-error'
import './globals.css'

/** A failure of the document itself. */
export default function GlobalError({ error, reset }: { error: Error & { digest?: string }; reset: () => void }) {
  return (
    <html lang="en" data-theme="dark">
      <body>
        <main className="plain" id="main">
          <PageError error={error} retry={reset} />
        </main>
      </body>
    </html>
  )
}
