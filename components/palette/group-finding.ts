import { formatCount } from '@/lib/format'
import type { ClusterModel } from '@/lib/model/cluster'
import { paths } from '@/lib/paths'
import { groupRow } from '@/lib/rows/group-row'
import { groupStateWord } from '../groups/group-state'
import type { Finding } from './finding'
import type { Match } from './rank'

/** A row shows no more of an id than this. */
const LONGEST = 200

/** A group with its state of now; null when no broker lists it. */
export function groupFinding(
  model: ClusterModel,
  cluster: string,
  id: string,
  ranges: Match['ranges'],
): Finding | null {
  const row = groupRow(model, id)
  if (!row) return null
  // Members and lag are known on pages that show numbers only.
  const members =
    row.members === null ? '' : `, ${formatCount(row.members)} ${row.members === 1 ? 'member' : 'members'}`
  const lag = row.lag === null ? '' : `, ${formatCount(row.lag)} behind`
  return {
    id: `group ${id}`,
    group: 'Group',
    name: id === '' ? '(empty id)' : id.slice(0, LONGEST),
    mono: true,
    ranges: ranges.filter(([, to]) => to <= LONGEST),
    state: row.glyph,
    detail: groupStateWord(row).toLowerCase() + members + lag,
    href: paths.group(cluster, id),
    shortcut: null,
  }
}
