'use client'
import { saveFile } from '@/components/ui/save-file'
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
            saveFile(`${name}.csv`, 'text/csv', csv(events))
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
            saveFile(`${name}.json`, 'application/json', JSON.stringify(events.map(eventJson), null, 2))
            close()
          }}
        >
          {`JSON of ${formatExact(events.length)} events`}
        </button>
      </li>
    </ul>
  )
}
