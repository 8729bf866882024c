'use client'

import { LazyPageError } from '@/components/shell/lazy-page-error'

/** A failure of one page; the frame around it goes on. */
export default function ClusterError({ error, reset }: { error: Error & { digest?: string }; reset: () => void }) {
  return <LazyPageError error={error} retry={reset} />
}
