import { OpenTransactions } from './open-transactions'

/** A partition of `__consumer_offsets` while it is followed: who leads it, how far we are, and how it goes. */
export class FollowedPartition {
  readonly partition: number
  leader: number | null = null
  leaderEpoch: number | null = null
  /** Next offset to fetch; null until it is known where to begin. */
  position: bigint | null = null
  /** Next offset to hand on: behind `position` while records are decoded. */
  delivered: bigint | null = null
  /** Of the last batch fetched. */
  lastEpoch: number | null = null
  /** High watermark as last told. */
  end: bigint | null = null
  /** End of the past that is read first. */
  target = 0n
  caughtUp = false
  /** When it was last sent records, so that no partition starves behind others. */
  served = 0
  /** `performance.now()` before which it is not asked for. */
  restUntil = 0
  readonly transactions = new OpenTransactions()
  readonly unknownTypes = new Map<number, number>()
  unreadable = 0
  unreadableReason: string | null = null
  #failures = 0
  #trouble: { state: Trouble; reason: string } | null = null
  /** Tells that its state or reason is another. */
  readonly stateChanged: () => void

  constructor(partition: number, stateChanged: () => void) {
    this.partition = partition
    this.stateChanged = stateChanged
  }

  /** Nothing is wrong with it that another look at its leader could tell. */
  get settled(): boolean {
    return this.#trouble === null ? this.position !== null : this.#trouble.state === 'denied'
  }

  /** Begins to read; what comes before `target` is the past. */
  begin(position: bigint, target: bigint): void {
    this.position = position
    this.delivered = position
    this.end = target
    this.target = target
    this.stateChanged()
  }

  /** All before `next` has been handed on; true when that ends the past. */
  reached(next: bigint): boolean {
    this.delivered = next
    if (this.caughtUp || next < this.target) return false
    this.caughtUp = true
    this.stateChanged()
    return true
  }

  /** Goes on elsewhere. The epoch of what was read says nothing of the new place. */
  jump(position: bigint): void {
    // A log that was cut ends its past there.
    if (this.position !== null && position < this.position && position < this.target) this.target = position
    this.position = position
    this.lastEpoch = null
  }

  /** It was answered for. */
  fine(): void {
    this.#failures = 0
    this.restUntil = 0
    if (!this.#trouble) return
    this.#trouble = null
    this.stateChanged()
  }

  /** It could not be read, and is left alone for `restMs`, longer each time unless it is denied. */
  failed(state: Trouble, reason: string, restMs: number): void {
    this.restUntil = performance.now() + Math.min(restMs * 2 ** this.#failures, Math.max(restMs, LONGEST_REST_MS))
    this.#failures = Math.min(this.#failures + 1, 10)
    if (this.#trouble?.state === state && this.#trouble.reason === reason) return
    this.#trouble = { state, reason }
    this.stateChanged()
  }

  /** May be asked for again at once: something changed. */
  retry(): void {
    this.restUntil = 0
    this.#failures = 0
  }

  status(): PartitionStatus {
    const state = this.position === null ? 'starting' : this.caughtUp ? 'following' : 'backfilling'
    return {
      partition: this.partition,
      state: this.#trouble?.state ?? state,
      reason: this.#trouble?.reason ?? null,
      leader: this.leader,
      position: this.delivered,
      end: this.end,
      uncommitted: this.transactions.size,
      unreadable: this.unreadable,
      unreadableReason: this.unreadableReason,
      unknownTypes: Object.fromEntries(this.unknownTypes),
    }
  }
}

/** What keeps a partition from being read; each comes with a reason. */
type Trouble = 'interrupted' | 'offline' | 'denied' | 'failed'

/** How one partition of `__consumer_offsets` is followed. */
export interface PartitionStatus {
  partition: number
  /**
   * `starting`: where to begin is not known yet. `backfilling`: reads the past. `following`: told of each new record.
   * `interrupted`: its leader does not answer, or is no leader any more. `offline`: it has no leader. `denied`: we may
   * not read it. `failed`: the broker refuses for another reason.
   */
  state: 'starting' | 'backfilling' | 'following' | Trouble
  /** Null while all is well. */
  reason: string | null
  leader: number | null
  /** Next offset to hand on; null while starting. */
  position: bigint | null
  /** High watermark as last told. */
  end: bigint | null
  /** Records that wait for the end of their transaction. */
  uncommitted: number
  /** Batches and records passed over, since they could not be read. */
  unreadable: number
  /** Why the latest of them could not. */
  unreadableReason: string | null
  /** Records by the number of a kind that is not known here. */
  unknownTypes: Record<number, number>
}

const LONGEST_REST_MS = 5000
