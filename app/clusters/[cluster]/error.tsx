'use client'

import { PageError } from '@/components/shell/page-error'

/** A failure of one page; the frame around it goes on. */
export default function ClusterError({ error, reset }: { error: Error & { digest?: string }; reset: () => void }) {
  return <PageError error={error} retry={reset} />
}
