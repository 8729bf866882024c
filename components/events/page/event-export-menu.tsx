'use client'
import type { ClusterEvent } from '@/lib/events/event'
import { formatExact } from '@/lib/format'
import { toCsv } from '@/lib/table-state'
import { eventJson } from './event-json'

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

function save(name: string, type: string, text: string): void {
  const url = URL.createObjectURL(new Blob([text], { type }))
  const link = document.createElement('a')
  link.href = url
  link.download = name
  link.click()
  URL.revokeObjectURL(url)
}

/** The choice between CSV and JSON of the chosen events. */
export function EventExportMenu({
  cluster,
  events,
  close,
}: {
  cluster: string
  events: readonly ClusterEvent[]
  close: () => void
}) {
  const name = `${cluster}-events`
  return (
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
  )
}
