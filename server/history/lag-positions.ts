import type { LagHistoryCost } from '@/lib/history/lag-history'
import { RecordedGroup } from './recorded-group'
import { RecordedLog } from './recorded-log'
import { RecordedPosition } from './recorded-position'

/** Rings of an hour, ten commits, recent ends, in bytes: 10,000 positions in as many logs were measured at 114 MB. */
const LOG_BYTES = 6_000
const POSITION_BYTES = 5_500
const GROUP_BYTES = 4_000
const MAX_BYTES = 128 * 1024 * 1024
/** Commits of a group may be read before it is listed for the first time. */
const UNLISTED_MS = 60_000

/** Groups, their positions and the logs these lie in; no more than fit into the memory set aside. */
export class LagPositions {
  readonly groups = new Map<string, RecordedGroup>()
  /** By "topic/partition"; those that some group has committed to. */
  readonly logs = new Map<string, RecordedLog>()
  #positions = 0

  cost(): LagHistoryCost {
    const bytes = this.logs.size * LOG_BYTES + this.#positions * POSITION_BYTES + this.groups.size * GROUP_BYTES
    return {
      groups: this.groups.size,
      positions: this.#positions,
      partitions: this.logs.size,
      bytes,
      maxBytes: MAX_BYTES,
    }
  }

  groupOf(id: string, at: number): RecordedGroup {
    const known = this.groups.get(id)
    if (known) return known
    const group = new RecordedGroup(id, at)
    this.groups.set(id, group)
    return group
  }

  /** Null when there is no room for one more. */
  positionOf(group: RecordedGroup, topic: string, partition: number, at: number): RecordedPosition | null {
    const key = `${topic}/${partition}`
    const known = group.positions.get(key)
    if (known) return known
    if (this.cost().bytes + POSITION_BYTES + LOG_BYTES > MAX_BYTES) {
      group.leftOut += 1
      return null
    }
    const log = this.logs.get(key) ?? new RecordedLog(topic, partition)
    this.logs.set(key, log)
    const position = new RecordedPosition(log, at)
    group.positions.set(key, position)
    this.#positions += 1
    return position
  }

  drop(group: RecordedGroup, key: string): void {
    const position = group.positions.get(key)
    if (!position) return
    group.positions.delete(key)
    this.#positions -= 1
    position.log.users -= 1
    if (position.log.users === 0) this.logs.delete(key)
  }

  /** Forgets groups that are not listed any more, and names them. */
  forget(listed: ReadonlySet<string>, at: number): string[] {
    const gone: string[] = []
    for (const group of this.groups.values()) {
      if (listed.has(group.id)) group.listed = true
      else if (group.listed || at - group.since > UNLISTED_MS) gone.push(group.id)
    }
    for (const id of gone) {
      const group = this.groups.get(id)
      if (group) for (const key of [...group.positions.keys()]) this.drop(group, key)
      this.groups.delete(id)
    }
    return gone
  }
}
