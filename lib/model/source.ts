/** `late`: older than twice its interval; `down`: the last attempts failed; `absent`: this cluster does not have it. */
export type SourceStatus = 'live' | 'late' | 'down' | 'absent'

/** How one source of facts is doing. Times are epoch milliseconds. Keyed by `name`: `zookeeper`, `metadata`, `offsets`, `broker:1`, … */
export interface Source {
  name: string
  status: SourceStatus
  /** When it entered this status. */
  since: number
  /** Last complete reading; null before the first. */
  lastOkAt: number | null
  /** How often it is read; null for a source that pushes. */
  intervalMs: number | null
  /** Why it is not live, for a person: what failed, at which address. */
  reason: string | null
}
