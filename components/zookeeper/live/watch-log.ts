import type { ZnodeAbsence, ZnodeView } from '@/lib/views/znode'
import { dataText } from '../data/data-bytes'
import { type FieldChange, fieldChanges } from '../data/field-changes'

/** One thing seen of a node while it was open. */
export interface WatchEntry {
  path: string
  /** `opened`: the value found at first; `value`: written; `acl`: only its rights changed. */
  kind: 'opened' | 'created' | 'value' | 'acl' | 'deleted'
  /** Epoch ms: when ZooKeeper wrote it; for a deletion when we learned of it. */
  at: number
  /** null for a deletion. */
  version: number | null
  mzxid: string | null
  /** The data as text, cut at 64 K characters; null when there is none or it may not be read. */
  value: string | null
  bytes: number
  /** Versions between this entry and the one before that nobody showed us. */
  missed: number
  changes: FieldChange[]
}

const ENTRIES_KEPT = 200
const VALUE_KEPT = 65_536
/** All values together, in characters, so that a tab left open on a big node stays small. */
const VALUES_KEPT = 8_000_000

/** The log with what was seen now, newest first; the same log when it is nothing new. */
export function logged(
  log: readonly WatchEntry[],
  seen: Seen,
  last: ZnodeView | null,
  at: number,
): readonly WatchEntry[] {
  const entry = seen.kind === 'absent' ? deletion(seen.absence, log, at) : reading(seen.node, log, last)
  return entry === null ? log : bounded([entry, ...log])
}

/** What the stream said of the selected node. */
export type Seen = { kind: 'node'; node: ZnodeView } | { kind: 'absent'; absence: ZnodeAbsence }

function deletion({ path }: ZnodeAbsence, log: readonly WatchEntry[], at: number): WatchEntry | null {
  const before = log.find((entry) => entry.path === path)
  // Never there while we looked, or known to be gone.
  if (before === undefined || before.kind === 'deleted') return null
  return { path, kind: 'deleted', at, version: null, mzxid: null, value: null, bytes: 0, missed: 0, changes: [] }
}

function reading(node: ZnodeView, log: readonly WatchEntry[], last: ZnodeView | null): WatchEntry | null {
  const { path, stat } = node
  const before = log.find((entry) => entry.path === path)
  const value = node.data === null || node.data.encoding === 'none' ? null : dataText(node.data).slice(0, VALUE_KEPT)
  const entry = { path, at: stat.mtime, version: stat.version, mzxid: stat.mzxid, value, bytes: stat.dataLength }
  if (before === undefined) return { ...entry, kind: 'opened', missed: 0, changes: [] }
  if (before.kind === 'deleted' || (last !== null && last.stat.czxid !== stat.czxid)) {
    return { ...entry, kind: 'created', missed: stat.version, changes: [] }
  }
  if (before.mzxid !== stat.mzxid) {
    const missed = Math.max(0, stat.version - (before.version ?? stat.version) - 1)
    return { ...entry, kind: 'value', missed, changes: fieldChanges(before.value, value) }
  }
  if (last !== null && last.stat.aversion !== stat.aversion) {
    return { ...entry, kind: 'acl', missed: 0, changes: aclChanges(last, node) }
  }
  return null
}

function aclChanges(before: ZnodeView, after: ZnodeView): FieldChange[] {
  const words = (node: ZnodeView) =>
    node.acl?.map(({ scheme, id, permissions }) => `${scheme}:${id} ${permissions.join(' ')}`).join(', ') ?? null
  return [{ field: 'ACL', before: words(before), after: words(after) }]
}

function bounded(log: WatchEntry[]): WatchEntry[] {
  let size = 0
  const kept = log.slice(0, ENTRIES_KEPT)
  const end = kept.findIndex(({ value, changes }) => {
    size += value?.length ?? 0
    for (const { before, after } of changes) size += (before?.length ?? 0) + (after?.length ?? 0)
    return size > VALUES_KEPT
  })
  return end < 0 ? kept : kept.slice(0, Math.max(1, end))
}
