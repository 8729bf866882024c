'use client'

import { PageError } from '@/components/shell/page-error'

/** A failure outside any cluster's frame. */
export default function RootError({ error, reset }: { error: Error & { digest?: string }; reset: () => void }) {
  return (
    <main className="plain" id="main">
      <PageError error={error} retry={reset} />
    </main>
  )
}
