import { useNow } from '@/components/live/use-now'
import { Panel } from '@/components/ui/panel'
import { Unknown } from '@/components/ui/unknown'
import { formatClock, formatCount, formatPercent } from '@/lib/format'
import type { GroupMemberRow, GroupView } from '@/lib/views/group'
import { type GhostRow, type MatrixCell, type MemberMatrix, memberMatrix, spreadNote } from './member-matrix'

const ROW_PX = 20
/** Above this many columns the matrix keeps their width and scrolls. */
const FITTING = 60
const COLUMN_PX = 14
/** Between two topics, as a part of all columns. */
const GAP = 0.018

/** Members × partitions: who holds what, and where the lag is. The table below tells the same in words. */
export function MemberMatrixPanel({ view }: { view: GroupView }) {
  const now = useNow()
  const matrix = memberMatrix(view)
  if (matrix === null || matrix.columns === 0 || matrix.rows.length + matrix.ghosts.length === 0) return null
  const note = spreadNote(view)
  const last = view.rebalances?.last ?? null
  const leftAt = last === null ? 'left' : `left ${formatClock(last.startedAt ?? last.at, { now })}`
  const width = matrix.columns > FITTING ? matrix.columns * COLUMN_PX : '100%'
  const moves = new Set(matrix.rows.flatMap(({ cells }) => cells.map(({ move }) => move)))
  const most = matrix.rows.reduce((max, { member }) => Math.max(max, member.lagSharePercent ?? 0), 0)
  return (
    <Panel
      title="Members × partitions"
      sub={moves.has('moved') ? 'stronger = more lag, outline = moved in the last rebalance' : 'stronger = more lag'}
      end={<Legend most={matrix.most} moving={moves.has('gaining') || moves.has('losing')} />}
      footer={
        <>
          {matrix.blocks.slice(0, 6).map(({ topic, partitions }) => (
            <span key={topic} className="group-text mono" title={topic}>
              {topic} {partitions.length}
            </span>
          ))}
          {matrix.left > 0 && <span>{formatCount(matrix.left)} members with less lag are in the table only</span>}
          <span className="ml-auto">{note}</span>
        </>
      }
    >
      <div className="mx" role="img" aria-label={summary(matrix, note, leftAt)}>
        <div className="mx-row">
          <span className="mut">Member</span>
          <svg width={width} height={ROW_PX} className="mx-axis" aria-hidden="true">
            {matrix.blocks.flatMap(({ topic, partitions, from }, block) =>
              partitions.map((partition, index) =>
                index % stepOf(partitions.length) === 0 ? (
                  <text key={`${topic} ${partition}`} x={place(matrix, block, from + index, 0.5)} y="14">
                    {partition}
                  </text>
                ) : null,
              ),
            )}
          </svg>
          <span className="mx-share mut">
            <span>Part.</span>
            <span>Share</span>
          </span>
        </div>
        {matrix.rows.map(({ member, cells }) => (
          <div key={member.memberId} className="mx-row">
            <span className="mx-name">
              <span className="mono" title={member.memberId}>
                {member.instanceId ?? member.clientId}
              </span>
              <span className="faint">{member.host}</span>
            </span>
            <svg width={width} height={ROW_PX} aria-hidden="true">
              <Ground matrix={matrix} />
              <Cells matrix={matrix} cells={cells} />
            </svg>
            <Share member={member} most={most} />
          </div>
        ))}
        {matrix.ghosts.map((ghost) => (
          <Ghost key={ghost.memberId} ghost={ghost} matrix={matrix} width={width} left={leftAt} />
        ))}
        {matrix.unheld.length > 0 && (
          <div className="mx-row">
            <span className="mx-name t-urp">held by nobody</span>
            <svg width={width} height={ROW_PX} className="mx-unheld" aria-hidden="true">
              <Ground matrix={matrix} />
              <Cells matrix={matrix} cells={matrix.unheld} />
            </svg>
            <span className="mx-share">
              <span>{matrix.unheld.length}</span>
              <span />
            </span>
          </div>
        )}
      </div>
    </Panel>
  )
}

/** Where a member was that left with the last rebalance. */
function Ghost({
  ghost,
  matrix,
  width,
  left,
}: {
  ghost: GhostRow
  matrix: MemberMatrix
  width: number | string
  left: string
}) {
  return (
    <div className="mx-row">
      <span className="mx-name">
        <span className="mono mut" title={ghost.memberId}>
          {ghost.name}
        </span>
        <span className="t-urp nowrap">{left}</span>
      </span>
      <svg width={width} height={ROW_PX} className="mx-ghost" aria-hidden="true">
        <Ground matrix={matrix} />
        <Cells matrix={matrix} cells={ghost.cells ?? []} />
      </svg>
      <span className="mx-share mut">
        <span>{ghost.cells === null ? <Unknown reason="what it held is not known" /> : ghost.cells.length}</span>
        <span>held</span>
      </span>
    </div>
  )
}

/** The whole width in columns, gaps between topics included. */
function unitsOf({ columns, blocks }: MemberMatrix): number {
  return columns + (blocks.length - 1) * columns * GAP
}

/** Where a column begins (or, with `within`, a point in it), as a percentage of the width. */
function place(matrix: MemberMatrix, block: number, column: number, within = 0): string {
  return `${((column + block * matrix.columns * GAP + within) * 100) / unitsOf(matrix)}%`
}

function Ground({ matrix }: { matrix: MemberMatrix }) {
  const units = unitsOf(matrix)
  return matrix.blocks.map(({ topic, from, partitions }, block) => (
    <rect
      key={topic}
      className="mx-ground"
      x={place(matrix, block, from)}
      width={`${(partitions.length * 100) / units}%`}
      height={ROW_PX}
    />
  ))
}

function Cells({ matrix, cells }: { matrix: MemberMatrix; cells: readonly MatrixCell[] }) {
  const units = unitsOf(matrix)
  const blockOf = new Map(matrix.blocks.map(({ topic }, index) => [topic, index]))
  return cells.map(({ topic, partition, column, lag, level, move }) => (
    <rect
      key={column}
      className={`mx-cell lag-${level}${move === null ? '' : ` mx-${move}`}`}
      x={place(matrix, blockOf.get(topic) ?? 0, column)}
      width={`${100 / units}%`}
      height={ROW_PX}
    >
      <title>{`${topic}-${partition}: ${lag === null ? 'lag unknown' : `${formatCount(lag)} behind`}${move === null ? '' : `, ${move}`}`}</title>
    </rect>
  ))
}

function Share({ member, most }: { member: GroupMemberRow; most: number }) {
  const share = member.lagSharePercent
  return (
    <span className="mx-share">
      <span>{member.partitions ?? <Unknown reason={member.partitionsReason} />}</span>
      <span>{share === null ? <Unknown reason={member.lagReason ?? 'nothing lags'} /> : formatPercent(share)}</span>
      <svg width="100%" height="6" aria-hidden="true">
        <rect className="mx-bar" width={`${most === 0 ? 0 : ((share ?? 0) * 100) / most}%`} height="6" />
      </svg>
    </span>
  )
}

function Legend({ most, moving }: { most: string | null; moving: boolean }) {
  return (
    <span className="mx-legend">
      {moving && (
        <>
          <i className="mx-gaining" /> gaining <i className="mx-losing" /> losing
        </>
      )}
      lag
      <span>
        {([1, 2, 3, 4, 5] as const).map((level) => (
          <i key={level} className={`lag-${level}`} />
        ))}
      </span>
      {most === null ? 'unknown' : most === '0' ? 'none' : `0 – ${formatCount(most)}`}
    </span>
  )
}

/** At most about eight numbers stand over one topic. */
function stepOf(partitions: number): number {
  return [1, 2, 4, 5, 10, 20, 50, 100].find((step) => partitions / step <= 8) ?? 500
}

function summary({ rows, ghosts, columns, blocks, unheld }: MemberMatrix, note: string | null, left: string): string {
  const who = rows.length === 1 ? '1 member holds' : `${rows.length} members hold`
  const what = `${columns - unheld.length} of ${columns} partitions of ${blocks.length === 1 ? '1 topic' : `${blocks.length} topics`}`
  const nobody = unheld.length === 0 ? '' : `, ${unheld.length} held by nobody`
  const moved = rows.reduce((sum, { cells }) => sum + cells.filter(({ move }) => move === 'moved').length, 0)
  const came = moved === 0 ? '' : `, ${moved} moved in the last rebalance`
  const gone = ghosts.map(({ name }) => `, ${name} ${left}`).join('')
  return `${who} ${what}${nobody}${came}${gone}. ${note ?? ''}`.trim()
}
