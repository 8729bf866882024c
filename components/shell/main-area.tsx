'use client'

import type { ReactNode } from 'react'
import { useConnection } from '../live/use-connection'
import { ConnectionBanner } from './connection-banner'

/** The page's own part; turns faint while the server is unreachable. */
export function MainArea({ children }: { children: ReactNode }) {
  const { status } = useConnection()
  return (
    <main id="main" tabIndex={-1} data-connection={status}>
      <ConnectionBanner />
      {children}
    </main>
  )
}
