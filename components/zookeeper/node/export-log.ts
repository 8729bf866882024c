import { saveFile } from '@/components/ui/save-file'
import type { ClusterEvent } from '@/lib/events/event'
import type { WatchEntry } from '../live/watch-entry'
import { nameOf } from '../tree/znode-ancestry'
import { watchCause } from './watch-cause'

/** Saves what was seen of a node as a JSON file, newest first, times in ISO 8601, with why where the events tell. */
export function exportLog(
  cluster: string,
  path: string,
  entries: readonly WatchEntry[],
  events: readonly ClusterEvent[],
): void {
  const body = {
    cluster,
    path,
    exportedAt: iso(Date.now()),
    entries: entries.map((entry) => ({
      ...entry,
      at: iso(entry.at),
      until: entry.until === null ? null : iso(entry.until),
      missedAt: entry.missedAt.map(iso),
      cause: watchCause(events, path, entry.at),
    })),
  }
  const name = nameOf(path)
    .replace(/[^A-Za-z0-9._-]+/g, '-')
    .slice(0, 80)
  saveFile(`${name}-watch-log.json`, 'application/json', JSON.stringify(body, null, 2))
}

function iso(at: number): string {
  return new Date(at).toISOString()
}
