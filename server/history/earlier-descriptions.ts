import type { ClusterModel } from '@/lib/model/cluster'
import type { GroupDescription } from '@/lib/model/consumer-group'

/** As many as are added in half a minute. */
const MOST = 6
/** Clocks of brokers and our own may differ by this much. */
const CLOCKS_MS = 2_000
/** No description is older than this while its coordinator answers. */
const AGE_MS = 10_000

/** Groups as they were described lately: what each was before a rebalance whose forerunner was not read. */
export class EarlierDescriptions {
  /** Newest first. */
  #kept: { at: number; groups: ClusterModel['groupDescription'] }[] = []

  /** As they are described at a moment, epoch ms. */
  add(groups: ClusterModel['groupDescription'], at: number): void {
    this.#kept = [{ at, groups }, ...this.#kept].slice(0, MOST)
  }

  /** The group at rest, as described before `moment` and read after `since` (both epoch ms); null where it was not. */
  before(id: string, moment: number, since: number): GroupDescription | null {
    for (const { at, groups } of this.#kept) {
      const group = at <= moment - CLOCKS_MS && at >= since + AGE_MS ? groups.get(id) : undefined
      if (group?.error === null && (group.state === 'Stable' || group.state === 'Empty')) return group
    }
    return null
  }
}
