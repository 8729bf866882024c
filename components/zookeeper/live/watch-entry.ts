import type { ZnodeTrace } from '@/lib/views/znode'
import type { FieldChange } from '../data/field-changes'

/**
 * What happened to a node. `opened`: the first value read, found there; `created`, `value`, `acl`, `deleted`: seen to come, be written, be
 * given other rights, go; `glimpse`: came and was gone before it could be read; `child`: a watch told of one of its
 * children; `children`: of their list; `gap`: not everything was told.
 */
export type WatchKind = 'opened' | 'created' | 'value' | 'acl' | 'deleted' | 'glimpse' | 'child' | 'children' | 'gap'

/** One thing seen of a node while it was open. */
export interface WatchEntry {
  /** Rising, unlike any other of the log. */
  id: number
  path: string
  kind: WatchKind
  /**
   * Epoch ms. What was read has ZooKeeper's own time, what only a watch told the time we heard of it; a deletion that
   * nobody told, the time we learned of it.
   */
  at: number
  /** Epoch ms: the end of a gap, or of a node that was not read; null where that was not told either. */
  until: number | null
  /** null where no value was read. */
  version: number | null
  czxid: string | null
  mzxid: string | null
  /** The data as text, cut at 64 K characters; null when there is none or it may not be read. */
  value: string | null
  bytes: number
  /** Versions between this entry and the one before that nobody showed us. */
  missed: number
  /** When watches told of those, oldest first, epoch ms; fewer than `missed` where not even that was told. */
  missedAt: number[]
  changes: FieldChange[]
  /** Of `child` only. */
  child: { name: string; change: ZnodeTrace['type'] } | null
  /** Of `gap` only. */
  reason: string | null
}

/** An entry before it stands in a log. */
export type NewWatchEntry = Omit<WatchEntry, 'id'>

/** An entry of something that was told and not read. */
export function toldEntry(path: string, kind: WatchKind, at: number, more: Partial<NewWatchEntry> = {}): NewWatchEntry {
  const unread = {
    version: null,
    czxid: null,
    mzxid: null,
    value: null,
    bytes: 0,
    missed: 0,
    missedAt: [],
    changes: [],
  }
  return { path, kind, at, until: null, ...unread, child: null, reason: null, ...more }
}
