'use client'
import { useNow } from '@/components/live/use-now'
import { Panel } from '@/components/ui/panel'
import { formatClock, formatDuration } from '@/lib/format'
import type { PartitionLifecycle } from '@/lib/rows/partition-status'
import type { PartitionScene } from './partition-scene'
import { ReplicaStates } from './replica-states'
import type { SwimLanes } from './swim-lanes'
import './state-machine.css'

interface Box {
  state: PartitionLifecycle
  name: string
  x: number
  y: number
  width: number
}

const BOXES: readonly Box[] = [
  { state: 'nonexistent', name: 'NonExistent', x: 6, y: 10, width: 96 },
  { state: 'new', name: 'New', x: 132, y: 10, width: 82 },
  { state: 'online', name: 'Online', x: 244, y: 10, width: 122 },
  { state: 'offline', name: 'Offline', x: 244, y: 92, width: 122 },
]
const ARROWS = ['M102 29H130', 'M214 29H242', 'M290 48V90', 'M326 90V48', 'M242 109C150 109 60 108 54 52']

/** Kafka's own state machine of a partition with the present state lit and the known dates, then each replica's state. */
export function StateMachine({ scene, lanes }: { scene: PartitionScene; lanes: SwimLanes }) {
  const now = useNow()
  const { row } = scene.view
  const clock = (at: number) => formatClock(at, { now })
  const created = scene.createdAt === null ? '' : clock(scene.createdAt)
  const { leaderless } = lanes
  const notes: Record<PartitionLifecycle, string> = {
    nonexistent: created && `until ${created}`,
    new: created,
    online: row.leader === null ? '' : `leader ${row.leader}${row.since === null ? '' : `, ${clock(row.since)}`}`,
    offline: leaderless ? `${formatDuration(leaderless.to - leaderless.from)}, ${clock(leaderless.from)}` : '',
    unknown: '',
  }
  if (row.state === 'offline' && row.since !== null) notes.offline = `since ${clock(row.since)}`
  const current = BOXES.find(({ state }) => state === row.state)?.name ?? 'unknown'
  return (
    <Panel title="State machine" sub="partition, as the controller sees it">
      <div className="pad">
        <svg
          className="machine"
          viewBox="0 0 372 132"
          width="100%"
          role="img"
          aria-label={`NonExistent to New to Online; Online and Offline exchange. Current state ${current}${row.since === null ? '' : ` since ${clock(row.since)}`}.`}
        >
          <defs>
            <marker id="machine-tip" viewBox="0 0 8 8" refX="7" refY="4" markerWidth="7" markerHeight="7" orient="auto">
              <path className="machine-tip" d="M0 0.5L7.5 4 0 7.5z" />
            </marker>
          </defs>
          {ARROWS.map((d) => (
            <path key={d} className="machine-arrow" d={d} markerEnd="url(#machine-tip)" />
          ))}
          {BOXES.map(({ state, name, x, y, width }) => (
            <g key={state} className="machine-box" data-current={state === row.state}>
              <rect x={x} y={y} width={width} height="38" rx="5" />
              <text className="machine-name" x={x + width / 2} y={y + (notes[state] ? 16 : 23)}>
                {name}
              </text>
              <text className="machine-note" x={x + width / 2} y={y + 30}>
                {notes[state]}
              </text>
            </g>
          ))}
          <text className="machine-way" x="284" y="73" textAnchor="end">
            leader lost
          </text>
          <text className="machine-way" x="332" y="73">
            elected
          </text>
          <text className="machine-way" x="150" y="100" textAnchor="middle">
            deleted
          </text>
        </svg>
        <ReplicaStates scene={scene} lanes={lanes} />
      </div>
    </Panel>
  )
}
