import type { CellState } from '@/lib/rows/partition-status'
import type { Match } from './rank'

export type FindingGroup = 'Recent' | 'Partition' | 'Topic' | 'Group' | 'Broker' | 'Znode' | 'Page' | 'Action'

/** One row of the palette: where it leads or what it does, with the live state of what it names. */
export interface Finding {
  /** Unique among the rows, and what recents remember: `topic orders`. */
  id: string
  group: FindingGroup
  name: string
  mono: boolean
  ranges: Match['ranges']
  /** Null for znodes, pages and actions. */
  state: CellState | null
  /** Beside the name: "in sync, 12 partitions". */
  detail: string
  /** The page it opens; null for actions. */
  href: string | null
  /** The key that does the same. */
  shortcut: string | null
}
