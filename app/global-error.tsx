'use client'

import { LazyPageError } from '@/components/shell/lazy-page-error'
import './globals.css'

/** A failure of the document itself. */
export default function GlobalError({ error, reset }: { error: Error & { digest?: string }; reset: () => void }) {
  return (
    <html lang="en" data-theme="dark">
      <body>
        <main className="plain" id="main">
          <LazyPageError error={error} retry={reset} />
        </main>
      </body>
    </html>
  )
}
