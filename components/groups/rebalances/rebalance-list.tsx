import { lazy, Suspense, useEffect, useRef } from 'react'
import { CauseTag, causeText, RebalanceMembers, RebalanceMoved, RebalanceStart, RebalanceTook } from './rebalance-cells'
import type { RebalanceRow } from './rebalance-row'
import { rebalanceKey } from './rebalance-row'

/** Fetched when a row is opened. */
const RebalanceDetails = lazy(() =>
  import('./rebalance-details').then((module) => ({ default: module.RebalanceDetails })),
)

/** One group's rebalances, newest first. `open`: the key of the row whose details show; null where none can be opened. */
export function RebalanceList({
  rows,
  now,
  open,
  onOpen,
}: {
  rows: readonly RebalanceRow[]
  now: number
  open: string | null
  onOpen: ((row: RebalanceRow | null) => void) | null
}) {
  return (
    // biome-ignore lint/a11y/noNoninteractiveTabindex: a scrolling region must be reachable by keyboard
    <section className="rb-scroll" aria-label="List of rebalances" tabIndex={0}>
      <table className="rb-list" aria-label="Rebalances">
        <thead>
          <tr>
            <th scope="col">
              Start <span className="u">UTC</span>
            </th>
            <th scope="col" className="n">
              Took
            </th>
            <th scope="col" className="n">
              Members
            </th>
            <th scope="col" className="n">
              Moved
            </th>
            <th scope="col">Cause</th>
            <th scope="col">
              <span className="sr">Certainty</span>
            </th>
          </tr>
        </thead>
        <tbody>
          {rows.map((row) => (
            <Row key={rebalanceKey(row)} row={row} now={now} open={open === rebalanceKey(row)} onOpen={onOpen} />
          ))}
        </tbody>
      </table>
    </section>
  )
}

function Row({
  row,
  now,
  open,
  onOpen,
}: {
  row: RebalanceRow
  now: number
  open: boolean
  onOpen: ((row: RebalanceRow | null) => void) | null
}) {
  const line = useRef<HTMLTableRowElement>(null)
  useEffect(() => {
    if (open) line.current?.scrollIntoView({ block: 'nearest' })
  }, [open])
  const start = <RebalanceStart row={row} now={now} />
  const cause = causeText(row)
  return (
    <>
      <tr ref={line} className={open ? 'cur' : undefined} data-generation={row.generation}>
        <td>
          {onOpen === null ? (
            start
          ) : (
            <button type="button" className="rb-open" aria-expanded={open} onClick={() => onOpen(open ? null : row)}>
              {start}
            </button>
          )}
        </td>
        <td className="n" data-label="took">
          <RebalanceTook row={row} />
        </td>
        <td className="n" data-label="members">
          <RebalanceMembers row={row} />
        </td>
        <td className="n" data-label="moved">
          <RebalanceMoved row={row} />
        </td>
        <td className="rb-cause" title={cause}>
          {cause}
        </td>
        <td>
          <CauseTag trigger={row.triggers[0]} />
        </td>
      </tr>
      {open && (
        <tr className="rb-more">
          <td colSpan={6}>
            <Suspense>
              <RebalanceDetails row={row} now={now} />
            </Suspense>
          </td>
        </tr>
      )}
    </>
  )
}
