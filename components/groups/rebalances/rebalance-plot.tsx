import { axisLabels } from '@/components/events/page/histogram-bars'
import { formatClock } from '@/lib/format'
import type { RebalanceBar } from './rebalance-bars'

const BAR_PX = 18
const TOP_PX = 4
const FOOT_PX = TOP_PX + BAR_PX
/** The least a part is wide, so that a rebalance of a second is seen in an hour. */
const LEAST_PX = 4
/** A time nearer to an edge than this share of the width would be cut. */
const EDGE = 0.05

/** Rebalances over time: when members joined and when partitions were dealt out. The list beside it is the same in words. */
export function RebalancePlot({
  bars,
  from,
  now,
  label,
  axis = true,
}: {
  bars: readonly RebalanceBar[]
  from: number
  now: number
  /** The drawing in one sentence. */
  label: string
  /** Whether times are written below it. */
  axis?: boolean
}) {
  const share = (ms: number) => `${(Math.max(0, ms) * 100) / (now - from)}%`
  return (
    <svg
      className="rb-plot"
      role="img"
      aria-label={label}
      width="100%"
      height={axis ? FOOT_PX + 20 : FOOT_PX + 1}
      data-bars={bars.length}
    >
      {axis &&
        axisLabels(from, now)
          .filter((at) => at - from > EDGE * (now - from) && now - at > EDGE * (now - from))
          .map((at) => (
            <text key={at} x={share(at - from)} y={FOOT_PX + 15} textAnchor="middle">
              {formatClock(at, { now }).replace(/:00$/, '')}
            </text>
          ))}
      {bars.map((bar) => (
        <Bar key={`${bar.row.generation} ${bar.row.at}`} bar={bar} from={from} now={now} share={share} />
      ))}
      <line className="base" x1="0" x2="100%" y1={FOOT_PX} y2={FOOT_PX} />
    </svg>
  )
}

/** Each part twice, by its time and at its least width: the wider one shows. */
function Bar({
  bar,
  from,
  now,
  share,
}: {
  bar: RebalanceBar
  from: number
  now: number
  share: (ms: number) => string
}) {
  const start = Math.max(bar.from, from)
  const left = { x: share(start - from), y: TOP_PX, height: BAR_PX }
  const parts = bar.joined === null ? 1 : 2
  const joining = (bar.joined ?? start) - start
  return (
    <g>
      <title>{barTitle(bar, now)}</title>
      <rect {...left} className="rb-assigning" width={share(bar.to - start)} />
      <rect {...left} className="rb-assigning" width={LEAST_PX * parts} />
      {parts === 2 && (
        <>
          <rect {...left} className={bar.isStartUnknown ? 'rb-unseen' : 'rb-joining'} width={share(joining)} />
          <rect {...left} className={bar.isStartUnknown ? 'rb-unseen' : 'rb-joining'} width={LEAST_PX} />
        </>
      )}
    </g>
  )
}

function barTitle({ row, from, to, isStartUnknown, isOpen }: RebalanceBar, now: number): string {
  const start = isStartUnknown ? 'start not known' : formatClock(from, { now, ms: true })
  const end = isOpen ? 'goes on' : formatClock(to, { now, ms: true })
  return `generation ${row.generation}: ${start} to ${end}`
}

/** What the colours of these bars mean. */
export function PlotLegend({ bars }: { bars: readonly RebalanceBar[] }) {
  const has = (test: (bar: RebalanceBar) => boolean) => bars.some(test)
  return (
    <p className="rb-legend">
      {has(({ joined, isStartUnknown }) => joined !== null && !isStartUnknown) && (
        <span>
          <i className="rb-joining" /> PreparingRebalance: members join
        </span>
      )}
      {has(({ joined, isStartUnknown }) => joined !== null && isStartUnknown) && (
        <span>
          <i className="rb-unseen" /> its start was not seen, not to scale
        </span>
      )}
      {has(({ row }) => row.type === 'classic') && (
        <span>
          <i className="rb-assigning" /> CompletingRebalance: partitions are assigned
        </span>
      )}
      {has(({ row }) => row.type === 'consumer') && (
        <span>
          <i className="rb-assigning" /> KIP-848: members take over one by one
        </span>
      )}
    </p>
  )
}

/** The drawing in one sentence; `span` is the time it shows, in words. */
export function plotSentence(bars: readonly RebalanceBar[], span: string): string {
  const [last] = bars.slice(-1)
  if (last === undefined) return `No rebalance in the last ${span}.`
  const count = bars.length === 1 ? '1 rebalance' : `${bars.length} rebalances`
  return `${count} in the last ${span}, the last at ${new Date(last.from).toISOString().slice(11, 19)} UTC, generation ${last.row.generation}.`
}
