import type { ZnodeAbsence, ZnodeStreamMessages, ZnodeTrace, ZnodeView } from '@/lib/views/znode'
import { dataText } from '../data/data-bytes'
import { type FieldChange, fieldChanges } from '../data/field-changes'
import { nameOf, parentPath } from '../tree/znode-ancestry'
import { type ToldLife, toldLives } from './told-lives'
import { type NewWatchEntry, toldEntry, type WatchEntry, type WatchKind } from './watch-entry'

/** As many of what was read of nodes, and as many again of what was only told. */
const ENTRIES_KEPT = 200
const PENDING_KEPT = 1_000
const VALUE_KEPT = 65_536
/** All values together, in characters, so that a tab left open on a big node stays small. */
const VALUES_KEPT = 8_000_000

const ONLY_TOLD: ReadonlySet<WatchKind> = new Set(['child', 'children', 'gap'])
const ENDED: ReadonlySet<WatchKind> = new Set(['deleted', 'glimpse'])

/** What was seen of nodes, newest first, and what watches told of the selected one that no reading has explained yet. */
export interface WatchLog {
  entries: readonly WatchEntry[]
  /** Oldest first. */
  pending: readonly ZnodeTrace[]
}

/** What the stream said of the selected node. */
export type Seen = { kind: 'node'; node: ZnodeView } | { kind: 'absent'; absence: ZnodeAbsence }

/** The log with what watches told; of the selected node it waits for the reading that follows. */
export function traced(log: WatchLog, { traces, untold }: ZnodeStreamMessages['trace'], selected: string): WatchLog {
  const entries: NewWatchEntry[] = []
  const pending: ZnodeTrace[] = []
  for (const trace of traces) {
    const { path, type, at } = trace
    // While one stream takes the place of another, both may tell the same.
    if (isKnown(log, trace)) continue
    if (type === 'children') {
      entries.push(toldEntry(path, 'children', at))
      continue
    }
    if (path === selected) pending.push(trace)
    const parent = parentPath(path)
    if (parent !== null) entries.push(toldEntry(parent, 'child', at, { child: { name: nameOf(path), change: type } }))
  }
  const lastAt = traces.at(-1)?.at
  if (untold > 0 && lastAt !== undefined) {
    entries.push(toldEntry(selected, 'gap', lastAt, { until: lastAt, reason: `${untold} more events came too fast` }))
  }
  return added(log, entries, [...log.pending, ...pending].slice(-PENDING_KEPT))
}

/**
 * The log with what was read now. `last` is what was seen of the node before; `at` (epoch ms) dates a deletion that
 * nobody told. The same log when it is nothing new.
 */
export function logged(log: WatchLog, seen: Seen, last: ZnodeView | ZnodeAbsence | null, at: number): WatchLog {
  const path = seen.kind === 'node' ? seen.node.path : seen.absence.path
  const own = log.pending.filter((trace) => trace.path === path)
  const before = log.entries.find((entry) => entry.path === path && !ONLY_TOLD.has(entry.kind)) ?? null
  const there = before === null || ENDED.has(before.kind) ? null : before
  const lives = toldLives(own, there !== null)
  if (seen.kind === 'absent') {
    const ends = lives.map((life) => endOf(path, life, at))
    return added(log, ends, [])
  }
  const { node } = seen
  if (there !== null && there.czxid === node.stat.czxid) return rewritten(log, { node, there, own, last, at })
  const wasAbsent = last !== null && !('stat' in last)
  const now = lives.at(-1)
  const told = now?.createdAt == null ? null : now
  if (told === null && before === null && !wasAbsent) return added(log, [reading(node, 'opened')], [])
  // A deletion told after the reading's life began is not explained by it.
  const left = told?.deletedAt == null ? [] : own.slice(own.findLastIndex(({ type }) => type === 'deleted'))
  const past = told === null ? lives : lives.slice(0, -1)
  const ends = past.filter(({ createdAt, deletedAt }) => createdAt !== null || deletedAt !== null)
  return added(log, [...ends.map((life) => endOf(path, life, at)), ...creation(node, told?.writes ?? [])], left)
}

/** The log with a stretch (epoch ms) in which nobody watched the node; only where something of it was seen before. */
export function interrupted(log: WatchLog, path: string, gap: { since: number; reason: string }, at: number): WatchLog {
  if (!log.entries.some((entry) => entry.path === path)) return log
  return added(log, [toldEntry(path, 'gap', gap.since, { until: at, reason: gap.reason })], log.pending)
}

/** The same node as before, perhaps with another value or other rights. */
function rewritten(
  log: WatchLog,
  {
    node,
    there,
    own,
    last,
    at,
  }: {
    node: ZnodeView
    there: WatchEntry
    own: readonly ZnodeTrace[]
    last: ZnodeView | ZnodeAbsence | null
    at: number
  },
): WatchLog {
  const { stat } = node
  if (there.mzxid !== stat.mzxid) {
    const versions = Math.max(1, stat.version - (there.version ?? stat.version))
    const end = own.findIndex(({ type }) => type !== 'data')
    const used = Math.min(versions, end < 0 ? own.length : end)
    const missedAt = own.slice(0, used === versions ? used - 1 : used).map((trace) => trace.at)
    const value = reading(node, 'value')
    const changes = fieldChanges(there.value, value.value)
    return added(log, [{ ...value, missed: versions - 1, missedAt, changes }], own.slice(used))
  }
  if (last !== null && 'stat' in last && last.stat.aversion !== stat.aversion) {
    // A new ACL leaves no time behind.
    return added(log, [{ ...reading(node, 'acl'), at, changes: aclChanges(last, node) }], own)
  }
  return log
}

/** A node that came since it was looked at last: with its first value where that is the one that was read. */
function creation(node: ZnodeView, writes: readonly number[]): NewWatchEntry[] {
  const { path, stat } = node
  if (stat.version === 0) return [{ ...reading(node, 'created'), at: stat.ctime }]
  const created = toldEntry(path, 'created', stat.ctime, { czxid: stat.czxid, missed: 1 })
  const missedAt = writes.slice(0, Math.min(writes.length, stat.version) - 1)
  return [created, { ...reading(node, 'opened'), missed: stat.version - 1, missedAt }]
}

function endOf(path: string, { createdAt, writes, deletedAt }: ToldLife, at: number): NewWatchEntry {
  const unread = { missed: writes.length, missedAt: writes }
  if (createdAt === null) return toldEntry(path, 'deleted', deletedAt ?? at, unread)
  return toldEntry(path, 'glimpse', createdAt, { ...unread, missed: writes.length + 1, until: deletedAt })
}

function reading(node: ZnodeView, kind: WatchKind): NewWatchEntry {
  const { path, stat, data } = node
  const value = data === null || data.encoding === 'none' ? null : dataText(data).slice(0, VALUE_KEPT)
  const { version, czxid, mzxid, mtime, dataLength } = stat
  return toldEntry(path, kind, mtime, { version, czxid, mzxid, value, bytes: dataLength })
}

function aclChanges(before: ZnodeView, after: ZnodeView): FieldChange[] {
  const words = (node: ZnodeView) =>
    node.acl?.map(({ scheme, id, permissions }) => `${scheme}:${id} ${permissions.join(' ')}`).join(', ') ?? null
  return [{ field: 'ACL', before: words(before), after: words(after) }]
}

function isKnown({ entries, pending }: WatchLog, { path, type, at }: ZnodeTrace): boolean {
  return (
    pending.some((one) => one.at === at && one.path === path && one.type === type) ||
    entries.some((one) => {
      if (one.at !== at) return false
      if (type === 'children') return one.kind === 'children' && one.path === path
      return one.child?.change === type && one.child.name === nameOf(path) && one.path === parentPath(path)
    })
  )
}

/** `entries` oldest first. */
function added(log: WatchLog, entries: readonly NewWatchEntry[], pending: readonly ZnodeTrace[]): WatchLog {
  if (entries.length === 0 && pending.length === 0 && log.pending.length === 0) return log
  const from = (log.entries[0]?.id ?? 0) + 1
  const fresh = entries.map((entry, index): WatchEntry => ({ id: from + index, ...entry }))
  return { entries: fresh.length === 0 ? log.entries : bounded([...fresh.reverse(), ...log.entries]), pending }
}

function bounded(entries: readonly WatchEntry[]): WatchEntry[] {
  const count = { read: 0, told: 0 }
  const kept = entries.filter(({ kind }) => ++count[ONLY_TOLD.has(kind) ? 'told' : 'read'] <= ENTRIES_KEPT)
  let size = 0
  const end = kept.findIndex(({ value, changes }) => {
    size += value?.length ?? 0
    for (const { before, after } of changes) size += (before?.length ?? 0) + (after?.length ?? 0)
    return size > VALUES_KEPT
  })
  return end < 0 ? kept : kept.slice(0, Math.max(1, end))
}
