'use client'
import Link from 'next/link'
import { Sparkline } from '@/components/charts/sparkline'
import { useNow } from '@/components/live/use-now'
import { usePulse } from '@/components/live/use-pulse'
import { Count } from '@/components/ui/count'
import { Glyph } from '@/components/ui/glyph'
import { Since } from '@/components/ui/since'
import { formatCount, formatPercent } from '@/lib/format'
import type { BoardCell, Overview } from '@/lib/views/overview'
import { boardSeries, recordedWindow } from './board-series'
import './board.css'

/** Six counts, each with its start, its course and the worst names; a cell keeps its place when nothing is wrong. */
export function ProblemBoard({ overview }: { overview: Overview }) {
  return (
    <nav className="board" aria-label="Problems">
      {overview.board.map((cell) => (
        <Cell key={cell.kind} cell={cell} partitions={overview.partitions} unread={overview.unread} />
      ))}
    </nav>
  )
}

function Cell({ cell, partitions, unread }: { cell: BoardCell; partitions: number; unread: string | null }) {
  const now = useNow()
  const pulse = usePulse()
  const calm = cell.count === 0 || cell.count === null
  return (
    <Link href={cell.href} prefetch={false} data-calm={calm} data-kind={cell.kind}>
      <span className={`board-label t-${cell.glyph}`}>
        <Glyph state={cell.glyph} />
        {cell.label}
      </span>
      <span className="board-number">
        <Count value={cell.count} reason={unread} />
        <small>{share(cell, partitions)}</small>
      </span>
      <span className="board-since">
        {calm ? (
          <span className="mut">{cell.count === null ? 'not read yet' : 'none now'}</span>
        ) : (
          <Since at={cell.since} reason="since before we connected" />
        )}
      </span>
      <span className="board-spark">
        {cell.count !== null && (
          <Sparkline
            points={boardSeries(cell.kind, cell.count, pulse, now)}
            {...recordedWindow(pulse, now)}
            state={calm ? null : cell.glyph}
            mark={cell.since}
            label={`${cell.label}: ${formatCount(cell.count)} now`}
          />
        )}
      </span>
      <span className="board-who">
        {cell.who.map((line) => (
          <span key={line} title={line}>
            {line}
          </span>
        ))}
      </span>
    </Link>
  )
}

function share({ kind, count, of }: BoardCell, partitions: number): string {
  if (of !== null) return `of ${formatCount(of)}`
  return kind === 'not-preferred' && count !== null && count > 0 && partitions > 0
    ? formatPercent((count / partitions) * 100)
    : ''
}
