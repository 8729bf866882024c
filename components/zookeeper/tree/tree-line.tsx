import ChevronDown from 'lucide-react/icons/chevron-down'
import ChevronRight from 'lucide-react/icons/chevron-right'
import { Glyph } from '@/components/ui/glyph'
import { formatClock, formatExact } from '@/lib/format'
import { Visible } from '../data/visible'
import { escapedText } from '../data/visible-text'
import type { TreeMark } from './tree-marks'
import type { GroupRow, TreeRow, ZnodeRow } from './tree-rows'
import { ZnodeTags } from './znode-tags'

const INDENT = 16
/** Names deeper than this stay readable in a narrow tree. */
const DEEPEST = 10
const TITLE_LENGTH = 400
/** How long a change is shown: longer than its fade, since the clock ticks once a second. */
const FLASH_MS = 2_000

/** One line of the tree; clicking it selects, clicking its arrow opens and closes. */
export function TreeLine({
  row,
  id,
  selected,
  cursor,
  loading,
  now,
  mark,
  onSelect,
  onToggle,
}: {
  row: TreeRow
  id: string
  selected: boolean
  /** The keyboard stands here. */
  cursor: boolean
  loading: boolean
  now: number
  mark: TreeMark
  onSelect: () => void
  onToggle: () => void
}) {
  const node = row.kind === 'znode' ? row : null
  const group = row.kind === 'group' ? row : null
  const opens = group !== null || (node !== null && node.goneAt === null && node.numChildren !== 0)
  const line = node ?? group
  const className = ['tree-line', cursor ? 'cur' : '', node?.goneAt == null ? '' : 'gone', row.kind]
    .filter(Boolean)
    .join(' ')
  return (
    // biome-ignore lint/a11y/useKeyWithClickEvents: the tree holds the focus and answers the keys
    // biome-ignore lint/a11y/useFocusableInteractive: the tree names the line with aria-activedescendant
    <div
      role="treeitem"
      id={id}
      className={className}
      aria-level={row.level}
      aria-setsize={line?.size}
      aria-posinset={line?.place}
      aria-expanded={opens ? line?.expanded : undefined}
      aria-selected={selected}
      title={node === null ? undefined : escapedText(node.path.slice(0, TITLE_LENGTH))}
      data-path={row.path}
      onClick={onSelect}
    >
      {node?.changedAt != null && now - node.changedAt < FLASH_MS ? <i key={node.changedAt} className="flash" /> : null}
      <svg className="indent" width={Math.min(row.level - 1, DEEPEST) * INDENT + 1} height="1" aria-hidden="true" />
      {/* biome-ignore lint/a11y/noStaticElementInteractions: the keys → and ← of the tree do the same */}
      {/* biome-ignore lint/a11y/useKeyWithClickEvents: the keys → and ← of the tree do the same */}
      <span
        className="twist"
        onClick={(event) => {
          if (!opens) return
          event.stopPropagation()
          onToggle()
        }}
      >
        {opens ? <Arrow expanded={line?.expanded === true} /> : null}
      </span>
      <Content row={row} now={now} mark={mark} loading={loading} />
    </div>
  )
}

function Content({ row, now, mark, loading }: { row: TreeRow; now: number; mark: TreeMark; loading: boolean }) {
  if (row.kind === 'znode') return <Name row={row} now={now} mark={mark} />
  if (row.kind === 'group') return <Group row={row} />
  return <Words row={row} loading={loading} />
}

function Group({ row }: { row: GroupRow }) {
  return (
    <>
      <span className="mono trunc" title="Children whose names begin so: there are too many to list at once">
        <Visible text={row.prefix.slice(0, TITLE_LENGTH)} />
        <span className="faint">…</span>
      </span>
      <span className="count">{formatExact(row.count)}</span>
    </>
  )
}

function Arrow({ expanded }: { expanded: boolean }) {
  return expanded ? <ChevronDown className="ic ic-xs" /> : <ChevronRight className="ic ic-xs" />
}

function Name({ row, now, mark }: { row: ZnodeRow; now: number; mark: TreeMark }) {
  return (
    <>
      <span className="mono trunc">
        <Visible text={row.name.slice(0, TITLE_LENGTH)} />
      </span>
      <ZnodeTags row={row} />
      {mark.state === null ? null : <Glyph state={mark.state} />}
      {row.goneAt === null ? null : <span className="t-offline small">gone {formatClock(row.goneAt, { now })}</span>}
      {mark.note === null || row.goneAt !== null ? null : <span className="mut small trunc">{mark.note}</span>}
      {row.numChildren ? <span className="count">{formatExact(row.numChildren)}</span> : null}
    </>
  )
}

function Words({ row, loading }: { row: Exclude<TreeRow, ZnodeRow | GroupRow>; loading: boolean }) {
  if (row.kind === 'more') {
    return (
      <span className="faint" title="Loads the next page; or type the beginning of a name into the filter">
        {loading ? 'reading…' : `${formatExact(row.remaining)} more, by prefix`}
      </span>
    )
  }
  return row.error === null ? (
    <span className="faint">reading…</span>
  ) : (
    <span className="t-unknown trunc" title={row.error}>
      {row.error}
    </span>
  )
}
