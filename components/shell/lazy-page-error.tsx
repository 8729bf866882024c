'use client'

import { lazy, Suspense } from 'react'

const PageError = lazy(() => import('./page-error').then((module) => ({ default: module.PageError })))

/** The error page, fetched when a page fails: every page would carry its code otherwise. */
export function LazyPageError(props: { error: Error & { digest?: string }; retry: () => void }) {
  return (
    <Suspense fallback={<h1>This page failed</h1>}>
      <PageError {...props} />
    </Suspense>
  )
}
