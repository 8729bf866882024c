'use client'
import { useNow } from '@/components/live/use-now'
import { Panel } from '@/components/ui/panel'
import { Since } from '@/components/ui/since'
import { formatClock } from '@/lib/format'
import type { GroupRow } from '@/lib/rows/group-row'

interface Box {
  state: string
  x: number
  y: number
  width: number
}

interface Machine {
  boxes: readonly Box[]
  arrows: readonly string[]
  ways: readonly { x: number; y: number; text: string }[]
  sentence: string
}

/** GroupState of the classic protocol: everyone stops, joins, syncs. */
const CLASSIC: Machine = {
  boxes: [
    { state: 'Empty', x: 6, y: 10, width: 90 },
    { state: 'PreparingRebalance', x: 150, y: 10, width: 140 },
    { state: 'CompletingRebalance', x: 344, y: 10, width: 144 },
    { state: 'Stable', x: 542, y: 10, width: 90 },
    { state: 'Dead', x: 6, y: 92, width: 90 },
  ],
  arrows: ['M96 24H148', 'M150 36H98', 'M290 29H342', 'M488 29H540', 'M587 48C587 104 220 104 220 50', 'M51 48V90'],
  ways: [
    { x: 122, y: 19, text: 'join' },
    { x: 316, y: 24, text: 'all joined' },
    { x: 514, y: 24, text: 'synced' },
    { x: 404, y: 72, text: 'joined, left, expired, subscription or partitions changed' },
    { x: 100, y: 76, text: 'deleted, expired' },
  ],
  sentence:
    'Empty to PreparingRebalance to CompletingRebalance to Stable; any change of members goes back to PreparingRebalance.',
}

/** ConsumerGroupState of KIP-848: the broker assigns, members move one by one. */
const CONSUMER: Machine = {
  boxes: [
    { state: 'Empty', x: 6, y: 10, width: 90 },
    { state: 'Assigning', x: 150, y: 10, width: 110 },
    { state: 'Reconciling', x: 320, y: 10, width: 120 },
    { state: 'Stable', x: 504, y: 10, width: 100 },
    { state: 'Dead', x: 6, y: 92, width: 90 },
  ],
  arrows: ['M96 24H148', 'M150 36H98', 'M260 29H318', 'M440 29H502', 'M554 48C554 104 205 104 205 50', 'M51 48V90'],
  ways: [
    { x: 122, y: 19, text: 'join' },
    { x: 289, y: 24, text: 'target' },
    { x: 471, y: 24, text: 'all there' },
    { x: 380, y: 74, text: 'group epoch rises' },
    { x: 100, y: 76, text: 'deleted, expired' },
  ],
  sentence: 'Empty to Assigning to Reconciling to Stable; a new group epoch goes back to Assigning.',
}

/** The states a group goes through in its protocol, with the present one lit and dated. */
export function GroupStateMachine({ row, newProtocol }: { row: GroupRow; newProtocol: boolean }) {
  const now = useNow()
  if (row.type === 'share' || row.type === 'streams' || row.protocolType === '') return null
  const { boxes, arrows, ways, sentence } = newProtocol ? CONSUMER : CLASSIC
  const since = row.since === null ? '' : formatClock(row.since, { now })
  const current = row.status === 'adrift' ? null : row.state
  return (
    <Panel
      title="State machine"
      sub={
        newProtocol
          ? 'KIP-848: the broker assigns, members move one by one'
          : 'classic protocol: members stop, join, sync'
      }
      end={
        <span className="small mut">
          {current === null ? (
            'where it is now is not known'
          ) : (
            <>
              <b className="strong">{current}</b> since{' '}
              {row.since === null ? 'before we connected' : <Since at={row.since} inSentence />}
            </>
          )}
        </span>
      }
    >
      <div className="pad">
        <svg
          className="machine"
          viewBox="0 0 640 132"
          width="100%"
          role="img"
          aria-label={`${sentence} Current state ${current ?? 'not known'}${since ? ` since ${since}` : ', since before we connected'}.`}
        >
          <defs>
            <marker id="group-tip" viewBox="0 0 8 8" refX="7" refY="4" markerWidth="7" markerHeight="7" orient="auto">
              <path className="machine-tip" d="M0 0.5L7.5 4 0 7.5z" />
            </marker>
          </defs>
          {arrows.map((d) => (
            <path key={d} className="machine-arrow" d={d} markerEnd="url(#group-tip)" />
          ))}
          {boxes.map(({ state, x, y, width }) => {
            const here = state === current
            const note = here ? since || 'before we connected' : ''
            return (
              <g key={state} className="machine-box" data-current={here}>
                <rect x={x} y={y} width={width} height="38" rx="5" />
                <text className="machine-name" x={x + width / 2} y={y + (note ? 16 : 23)}>
                  {state}
                </text>
                <text className="machine-note" x={x + width / 2} y={y + 30}>
                  {note}
                </text>
              </g>
            )
          })}
          {ways.map(({ x, y, text }) => (
            <text key={text} className="machine-way" x={x} y={y} textAnchor="middle">
              {text}
            </text>
          ))}
        </svg>
      </div>
    </Panel>
  )
}
