import type { ClusterEvent } from './events/event'
import type { EntityKind } from './model/cluster'
import type { Batch, PutPatch } from './model/patch'
import type { PulseSample } from './time-series'

/** `state`: what must be on screen at once; `numbers`: what moves all the time, sent only to views that show it. */
export type Channel = 'state' | 'numbers'

/** The channel each kind of entity travels on. */
export const CHANNEL_OF: Record<EntityKind, Channel> = {
  identity: 'state',
  facts: 'state',
  source: 'state',
  registration: 'state',
  advertised: 'state',
  probe: 'state',
  software: 'state',
  departure: 'state',
  controller: 'state',
  quorum: 'state',
  electionRequest: 'state',
  logDirectoryNotice: 'state',
  assignment: 'state',
  partitionState: 'state',
  topicMetadata: 'state',
  topicSettings: 'state',
  deletion: 'state',
  leftover: 'state',
  reassignment: 'state',
  groupListing: 'state',
  groupCoverage: 'state',
  zookeeperGroup: 'state',
  ensembleServer: 'state',
  ensembleSession: 'state',
  latency: 'numbers',
  disk: 'numbers',
  offsets: 'numbers',
  sizes: 'numbers',
  groupDescription: 'numbers',
  groupOffsets: 'numbers',
  groupProgress: 'numbers',
  groupRebalances: 'numbers',
  zookeeperOffsets: 'numbers',
  ensembleNumbers: 'numbers',
  ensembleMonitor: 'numbers',
}

/**
 * Answer of `GET /api/v1/clusters/{c}/snapshot?channels=`: puts that rebuild the model from nothing.
 * The stream continues behind it: `GET …/stream?since={epoch}.{revision}&channels=`.
 */
export interface Snapshot {
  /** This server's start, so that a revision of an earlier process is never mistaken for one of ours. */
  epoch: string
  revision: number
  /** ISO 8601. */
  asOf: string
  patches: PutPatch[]
  /** Newest first, at most 200. */
  events: ClusterEvent[]
  /** The last hour, oldest first. */
  pulse: PulseSample[]
}

/** Payloads of the stream by event name; the SSE id is always `epoch.revision`. */
export interface StreamMessages {
  /** Patches of one revision, those of the client's channels only. */
  patch: Batch
  /** Derived events, in order. */
  event: ClusterEvent[]
  samples: PulseSample
  /** The ring no longer holds what was asked for: fetch a snapshot. */
  resync: { reason: string }
}

/** A position in a stream. */
export interface StreamPosition {
  epoch: string
  revision: number
}

/** `epoch.revision`. */
export function formatPosition({ epoch, revision }: StreamPosition): string {
  return `${epoch}.${revision}`
}

/** The position, or null when the text is none. */
export function parsePosition(text: string): StreamPosition | null {
  const match = /^([a-z0-9]{1,32})\.(\d{1,15})$/.exec(text)
  return match?.[1] && match[2] ? { epoch: match[1], revision: Number(match[2]) } : null
}
