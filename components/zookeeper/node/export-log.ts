import type { WatchEntry } from '../live/watch-log'
import { nameOf } from '../tree/znode-ancestry'

/** Saves what was seen of a node as a JSON file, times in ISO 8601. */
export function exportLog(path: string, entries: readonly WatchEntry[]): void {
  const body = entries.map((entry) => ({ ...entry, at: new Date(entry.at).toISOString() }))
  const url = URL.createObjectURL(new Blob([JSON.stringify(body, null, 2)], { type: 'application/json' }))
  const link = document.createElement('a')
  link.href = url
  link.download = `${nameOf(path)
    .replace(/[^A-Za-z0-9._-]+/g, '-')
    .slice(0, 80)}-watch-log.json`
  link.click()
  URL.revokeObjectURL(url)
}
