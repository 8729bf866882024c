/** Closed list of what two sources can disagree about, or what waits for something that does not come. */
export const FINDING_KINDS = [
  'leader',
  'isr',
  'controller',
  'controller-session',
  'broker-registration',
  'broker-silent',
  'topic-unlisted',
  'orphan',
  'deletion-stuck',
  'reassignment-stuck',
] as const

export type FindingKind = (typeof FINDING_KINDS)[number]

/** What one source says, since when, and when it last said it. */
export interface FindingSource {
  /** `zookeeper`, `metadata`, `probes`, … */
  name: string
  value: string
  /** The znode that says so, without chroot; null where the brokers do. */
  znode: string | null
  /** Since when it says so, epoch ms; null where that is not known. */
  changedAt: number | null
  /** Epoch ms; null when it was never read completely. */
  readAt: number | null
}

/** Two truths about one thing, both kept. */
export interface Finding {
  kind: FindingKind
  /** `partition:t/0`, `topic:t`, `broker:2`, `group:g`, `controller`. */
  subject: string
  sentence: string
  /** Since when it cannot have been otherwise, epoch ms; null when it stood before we could know. */
  since: number | null
  sources: FindingSource[]
}
