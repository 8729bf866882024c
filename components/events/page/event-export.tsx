'use client'
import Download from 'lucide-react/icons/download'
import { lazy, Suspense } from 'react'
import { Popover } from '@/components/ui/popover'
import type { ClusterEvent } from '@/lib/events/event'

/** Fetched when it is opened. */
const EventExportMenu = lazy(() =>
  import('./event-export-menu').then((module) => ({ default: module.EventExportMenu })),
)

/** Takes the chosen events away as CSV or JSON. */
export function EventExport({ cluster, events }: { cluster: string; events: readonly ClusterEvent[] }) {
  return (
    <Popover
      triggerClass="btn quiet"
      label="Export"
      align="end"
      trigger={
        <>
          <Download className="ic ic-s" />
          <span className="word">CSV</span>
        </>
      }
    >
      {(close) => (
        <Suspense>
          <EventExportMenu cluster={cluster} events={events} close={close} />
        </Suspense>
      )}
    </Popover>
  )
}
