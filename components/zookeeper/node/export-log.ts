import { saveFile } from '@/components/ui/save-file'
import type { WatchEntry } from '../live/watch-log'
import { nameOf } from '../tree/znode-ancestry'

/** Saves what was seen of a node as a JSON file, times in ISO 8601. */
export function exportLog(path: string, entries: readonly WatchEntry[]): void {
  const body = entries.map((entry) => ({ ...entry, at: new Date(entry.at).toISOString() }))
  const name = nameOf(path)
    .replace(/[^A-Za-z0-9._-]+/g, '-')
    .slice(0, 80)
  saveFile(`${name}-watch-log.json`, 'application/json', JSON.stringify(body, null, 2))
}
