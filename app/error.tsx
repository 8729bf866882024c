'use client'

import { LazyPageError } from '@/components/shell/lazy-page-error'

/** A failure outside any cluster's frame. */
export default function RootError({ error, reset }: { error: Error & { digest?: string }; reset: () => void }) {
  return (
    <main className="plain" id="main">
      <LazyPageError error={error} retry={reset} />
    </main>
  )
}
