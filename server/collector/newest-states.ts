import type { Patch } from '@/lib/model/patch'

/**
 * Lets through only what is newer than what was already read: a topic and one of its partitions are read side by side,
 * and the reading that began first may end last. The ensemble counts all writes in one sequence, so mzxids compare.
 */
export class NewestStates {
  private readonly seen = new Map<string, bigint>()

  /** The patches without states older than one that came before. */
  of(patches: readonly Patch[]): Patch[] {
    return patches.filter((patch) => {
      if (patch.kind !== 'partitionState') return true
      if (patch.op === 'remove') {
        this.seen.delete(patch.key)
        return true
      }
      const mzxid = BigInt(patch.value.mzxid)
      if (mzxid < (this.seen.get(patch.key) ?? 0n)) return false
      this.seen.set(patch.key, mzxid)
      return true
    })
  }

  /** A whole reading begins: whatever it finds counts, be it from a restored backup. */
  clear(): void {
    this.seen.clear()
  }
}
