import { Bytes } from '@/components/ui/bytes'
import { Panel } from '@/components/ui/panel'
import { Unknown } from '@/components/ui/unknown'
import { formatCount, formatExact } from '@/lib/format'
import type { PartitionCommit } from '@/lib/rows/topic-consumers'
import type { PartitionView } from '@/lib/views/partition'
import { GroupCommits } from './group-commits'
import { commitPlace, offsetScale } from './offset-scale'
import './offsets-ruler.css'

const BAR_HEIGHT = 12
/** Above the bar: room for a label, or for nothing. */
const LABELLED_Y = 26
const BARE_Y = 4
const BELOW = 50
/** Right of this the start's label would run into the end's and goes to the upper side. */
const CROWDED_PERCENT = 72

/** The log from offset 0 to its end, to scale: what is deleted, what is kept, which followers lack its tail, where groups read. */
export function OffsetsRuler({ view, commits }: { view: PartitionView; commits: readonly PartitionCommit[] }) {
  const { startOffset, endOffset, offsetReason, sizeBytes, sizeReason } = view.numbers
  const scale = offsetScale(startOffset, endOffset, view.replicas)
  const crowded = scale !== null && scale.startPercent > CROWDED_PERCENT
  const barY = scale !== null && (scale.behind.length > 0 || crowded) ? LABELLED_Y : BARE_Y
  const sub = scale ? `drawn to scale from offset 0 to log end, ${formatCount(scale.records)} records kept` : undefined
  return (
    <Panel
      title="Offsets"
      sub={sub}
      end={
        <span className="cap mut">
          leader's copy <Bytes value={sizeBytes} reason={sizeReason} />
        </span>
      }
    >
      {scale === null || startOffset === null || endOffset === null ? (
        <p className="pad mut small">
          Log start and log end: <Unknown reason={offsetReason} /> {offsetReason}
        </p>
      ) : (
        <div className="pad">
          <svg
            className="ruler"
            width="100%"
            height={barY + BELOW}
            role="img"
            aria-label={`Log start ${formatExact(startOffset)}, log end ${formatExact(endOffset)}, ${formatExact(scale.records)} records kept.`}
          >
            <rect className="ruler-deleted" y={barY} width="100%" height={BAR_HEIGHT} rx="2" />
            <rect
              className="ruler-kept"
              x={`${scale.startPercent}%`}
              y={barY}
              width={`${100 - scale.startPercent}%`}
              height={BAR_HEIGHT}
              rx="2"
            />
            {scale.behind.map(({ id, percent }) => (
              <rect
                key={id}
                className="ruler-mark"
                x={`${percent}%`}
                y={barY - 3}
                width="1.5"
                height={BAR_HEIGHT + 6}
              />
            ))}
            {commits.map((commit) => {
              const percent = commitPlace(commit, endOffset)
              return percent === null ? null : (
                <rect
                  key={commit.group}
                  className="ruler-commit"
                  x={`${percent}%`}
                  y={barY - 2}
                  width="2"
                  height={BAR_HEIGHT + 6}
                />
              )
            })}
            {scale.behind.slice(0, 1).map(({ id, percent, offset, behind }) => (
              <text key={id} x={`${percent}%`} y={barY - 9} textAnchor={percent > 50 ? 'end' : 'start'}>
                <tspan className="ruler-number">{formatExact(offset)}</tspan>
                {`  replica ${id}, ${formatCount(behind)} behind`}
              </text>
            ))}
            <Label
              percent={scale.startPercent}
              offset={startOffset}
              owner="log start"
              barY={barY}
              behind={scale.behind.length > 0}
            />
            <text x="100%" y={barY + 28} textAnchor="end" className="ruler-number">
              {formatExact(endOffset)}
            </text>
            <text x="100%" y={barY + 44} textAnchor="end">
              log end, next offset
            </text>
          </svg>
        </div>
      )}
      <GroupCommits commits={commits} />
    </Panel>
  )
}

function Label({
  percent,
  offset,
  owner,
  behind,
  barY,
}: {
  barY: number
  percent: number
  offset: string
  owner: string
  behind: boolean
}) {
  const x = `${percent}%`
  if (percent > CROWDED_PERCENT && !behind) {
    return (
      <text x={x} y={barY - 9} textAnchor="end">
        <tspan className="ruler-number">{formatExact(offset)}</tspan>
        {`  ${owner}`}
      </text>
    )
  }
  const anchor = percent > CROWDED_PERCENT ? 'end' : 'start'
  const shift = percent > CROWDED_PERCENT ? '82%' : x
  return (
    <>
      <text x={shift} y={barY + 28} textAnchor={anchor} className="ruler-number">
        {formatExact(offset)}
      </text>
      <text x={shift} y={barY + 44} textAnchor={anchor}>
        {owner}
      </text>
    </>
  )
}
