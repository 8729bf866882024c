'use client'
import Download from 'lucide-react/icons/download'
import { Popover } from '@/components/ui/popover'
import type { ClusterEvent } from '@/lib/events/event'
import { formatExact } from '@/lib/format'
import { toCsv } from '@/lib/table-state'

const HEADER = ['at', 'kind', 'subject', 'before', 'after', 'cause', 'certainty', 'why', 'source', 'seenLate', 'id']

function csv(events: readonly ClusterEvent[]): string {
  return toCsv(
    HEADER,
    events.map((event) => [
      new Date(event.at).toISOString(),
      event.kind,
      event.subject,
      event.before ?? '',
      event.after ?? '',
      event.cause?.kind ?? '',
      event.cause?.certainty ?? '',
      event.cause?.sentence ?? '',
      event.source,
      String(event.seenLate),
      event.id,
    ]),
  )
}

/** One event as the API gives it. */
export function eventJson(event: ClusterEvent): object {
  return { ...event, at: new Date(event.at).toISOString() }
}

function save(name: string, type: string, text: string): void {
  const url = URL.createObjectURL(new Blob([text], { type }))
  const link = document.createElement('a')
  link.href = url
  link.download = name
  link.click()
  URL.revokeObjectURL(url)
}

/** Takes the chosen events away as CSV or JSON. */
export function EventExport({ cluster, events }: { cluster: string; events: readonly ClusterEvent[] }) {
  const name = `${cluster}-events`
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
        <ul className="menu">
          <li>
            <button
              type="button"
              onClick={() => {
                save(`${name}.csv`, 'text/csv', csv(events))
                close()
              }}
            >
              {`CSV of ${formatExact(events.length)} events`}
            </button>
          </li>
          <li>
            <button
              type="button"
              onClick={() => {
                save(`${name}.json`, 'application/json', JSON.stringify(events.map(eventJson), null, 2))
                close()
              }}
            >
              {`JSON of ${formatExact(events.length)} events`}
            </button>
          </li>
        </ul>
      )}
    </Popover>
  )
}
