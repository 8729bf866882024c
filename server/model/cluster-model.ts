import { type ClusterModel, type EntityKind, emptyCluster } from '@/lib/model/cluster'
import { applyPatches, type Batch, effectivePatches, inSteps, type Patch } from '@/lib/model/patch'

/** What one batch did. `before` and `after` share everything the batch did not touch. */
export interface ModelChange {
  batch: Batch
  before: ClusterModel
  after: ClusterModel
}

/** How long a burst is gathered before it is applied; the first change after a quiet time is applied at once. */
const BATCH_MS = 50

/** What events are derived from: two readings of these within one batch are two changes, not one. */
const STEPWISE: ReadonlySet<EntityKind> = new Set([
  'partitionState',
  'assignment',
  'registration',
  'controller',
  'topicMetadata',
  'groupListing',
  'groupRebalances',
])

/** The one place where a cluster's model changes: collectors write patches, listeners get batches in order. */
export class LiveModel {
  private model = emptyCluster()
  private lastRevision = 0
  private pending: Patch[] = []
  private timer: NodeJS.Timeout | null = null
  private lastAppliedAt = 0
  private readonly listeners = new Set<(change: ModelChange) => void>()

  get current(): ClusterModel {
    return this.model
  }

  get revision(): number {
    return this.lastRevision
  }

  /** Queues readings; equal values cost nothing further. */
  write(patches: readonly Patch[]): void {
    if (patches.length === 0) return
    for (const patch of patches) this.pending.push(patch)
    if (this.timer) return
    const waitMs = Math.max(0, this.lastAppliedAt + BATCH_MS - Date.now())
    this.timer = setTimeout(() => this.flush(), waitMs)
  }

  /** Applies what is queued now; readers that must see their own write call it. */
  flush(): void {
    if (this.timer) clearTimeout(this.timer)
    this.timer = null
    const patches = effectivePatches(this.model, this.pending)
    this.pending = []
    for (const step of inSteps(patches, STEPWISE)) this.apply(step)
  }

  private apply(patches: Patch[]): void {
    const before = this.model
    this.lastAppliedAt = Date.now()
    this.lastRevision += 1
    this.model = applyPatches(before, patches)
    const change = {
      batch: { revision: this.lastRevision, at: this.lastAppliedAt, patches },
      before,
      after: this.model,
    }
    for (const listener of this.listeners) listener(change)
  }

  /** Listeners run in order of subscription and must not throw. Returns the unsubscribe function. */
  onChange(listener: (change: ModelChange) => void): () => void {
    this.listeners.add(listener)
    return () => this.listeners.delete(listener)
  }

  /** Drops queued patches and the timer. */
  close(): void {
    if (this.timer) clearTimeout(this.timer)
    this.timer = null
    this.pending = []
    this.listeners.clear()
  }
}
