'use client'
import Link2 from 'lucide-react/icons/link-2'
import Server from 'lucide-react/icons/server'
import Link from 'next/link'
import { useParams } from 'next/navigation'
import { useNow } from '@/components/live/use-now'
import { Panel } from '@/components/ui/panel'
import { ReplicaChips } from '@/components/ui/replica-chips'
import { Segmented } from '@/components/ui/segmented'
import { useUrlState } from '@/components/ui/url-state'
import { formatClock } from '@/lib/format'
import { partitionKey } from '@/lib/model/partition'
import { paths } from '@/lib/paths'
import { IsrLane } from './isr-lane'
import { axisTicks, type LaneRange, laneWindow, percentAt, shownMarks, windowName } from './lane-axis'
import { LaneBars, LaneLines } from './lane-plot'
import { LaneTable } from './lane-table'
import type { PartitionScene } from './partition-scene'
import type { Lane, SwimLanes } from './swim-lanes'
import './swim-lanes.css'

const LANE_HEIGHT = 30
const ISR_HEIGHT = 60
const AXIS_HEIGHT = 24
const HATCH = 'lane-hatch'

/** Who led, who fell out of the ISR, when and why: every replica, the controller and the sessions on one clock. */
export function SwimLanesPanel({ scene, lanes: all }: { scene: PartitionScene; lanes: SwimLanes }) {
  const now = useNow()
  const { cluster } = useParams<{ cluster: string }>()
  const { row } = scene.view
  const subject = `partition:${partitionKey(row.topic, row.partition)}`
  const { lanes, isr, marks: allMarks, firstChange } = all
  const [range, setRange] = useUrlState('range', firstChange === null ? '15m' : 'fit')
  const [view, setView] = useUrlState('lanes', 'drawing')
  const window = laneWindow(readRange(range), firstChange, now)
  const marks = shownMarks(window, allMarks)
  const ticks = axisTicks(window, marks)
  const clock = (at: number) => formatClock(at, { now })
  const items: { value: LaneRange; label: string }[] = [
    { value: '15m', label: '15\u00a0m' },
    { value: '1h', label: '1\u00a0h' },
  ]
  if (firstChange !== null) items.unshift({ value: 'fit', label: windowName(laneWindow('fit', firstChange, now)) })

  return (
    <Panel
      title="What happened"
      sub={`${clock(window.from).slice(0, -3)} to now, all lanes on one clock`}
      end={
        <>
          <span className="lane-legend">
            {LEGEND.map(({ tone, word }) => (
              <span key={tone}>
                <i data-tone={tone} />
                {word}
              </span>
            ))}
          </span>
          <Segmented label="Stretch of time" value={readRange(range)} items={items} onChange={setRange} />
          <Segmented label="Shown as" value={view === 'table' ? 'table' : 'drawing'} items={VIEWS} onChange={setView} />
          <Link className="link" href={paths.events(cluster, { subject })} prefetch={false}>
            All events
          </Link>
        </>
      }
    >
      {view === 'table' ? (
        <LaneTable lanes={lanes} isr={isr} />
      ) : (
        <div className="lanes" role="img" aria-label={summary(lanes, clock)}>
          <Hatches />
          {lanes.map((lane) => (
            <div key={lane.id} className="lane">
              <div className="lane-head">
                <LaneTitle lane={lane} scene={scene} />
              </div>
              <svg className="lane-plot" width="100%" height={LANE_HEIGHT} aria-hidden="true">
                <LaneLines window={window} ticks={ticks} marks={marks} height={LANE_HEIGHT} />
                <LaneBars bars={lane.bars} window={window} hatch={HATCH} />
              </svg>
            </div>
          ))}
          <div className="lane">
            <div className="lane-head">
              <b>ISR</b> size, min {row.minInsyncReplicas ?? 'unknown'}
            </div>
            <svg className="lane-plot" width="100%" height={ISR_HEIGHT} aria-hidden="true">
              <LaneLines window={window} ticks={ticks} marks={marks} height={ISR_HEIGHT} />
              <IsrLane isr={isr} window={window} total={row.replicas.length} min={row.minInsyncReplicas} />
            </svg>
          </div>
          <div className="lane">
            <div className="lane-head lane-zone">UTC</div>
            <svg className="lane-plot lane-axis" width="100%" height={AXIS_HEIGHT} aria-hidden="true">
              {ticks.map((at) => (
                <text key={at} x={percentAt(window, at)} y="16">
                  {clock(at).slice(0, window.to - window.from > 300_000 ? -3 : undefined)}
                </text>
              ))}
              {marks.map(({ at, state }) => (
                <text key={at} data-state={state} x={percentAt(window, at)} y="16">
                  {clock(at)}
                </text>
              ))}
              <text className="lane-now" x="100%" y="16">
                now
              </text>
            </svg>
          </div>
        </div>
      )}
    </Panel>
  )
}

const VIEWS = [
  { value: 'drawing', label: 'Lanes' },
  { value: 'table', label: 'Table' },
] as const

const LEGEND = [
  { tone: 'leader', word: 'leader' },
  { tone: 'in-sync', word: 'in sync' },
  { tone: 'out-of-sync', word: 'out of sync' },
  { tone: 'offline', word: 'offline' },
] as const

function readRange(text: string): LaneRange {
  return text === '15m' || text === '1h' ? text : 'fit'
}

function LaneTitle({ lane, scene }: { lane: Lane; scene: PartitionScene }) {
  const { row } = scene.view
  if (lane.kind === 'controller' || lane.broker === null) {
    return (
      <>
        <Server className="ic ic-s" />
        <b>Controller</b>
      </>
    )
  }
  if (lane.kind === 'session') {
    return (
      <>
        <Link2 className="ic ic-s" />
        <b>Session</b> broker {lane.broker}
      </>
    )
  }
  return (
    <>
      <ReplicaChips replicas={[lane.broker]} leader={row.leader} isr={row.isr} offline={row.offlineReplicas} />
      Replica
      {lane.broker === row.preferredLeader && <span className="tag">preferred</span>}
    </>
  )
}

/** "Replica 1: offline since 14:02:07; …" */
function summary(lanes: readonly Lane[], clock: (at: number) => string): string {
  const told = lanes.map((lane) => {
    const bar = lane.bars.at(-1)
    const name =
      lane.kind === 'controller'
        ? 'Controller'
        : `${lane.kind === 'session' ? 'Session of broker' : 'Replica'} ${lane.broker}`
    return bar && bar.from > 0 ? `${name}: ${bar.text} since ${clock(bar.from)}` : `${name}: not recorded`
  })
  return `${told.join('; ')}.`
}

/** The two hatchings, by pattern so that they follow the theme. */
function Hatches() {
  return (
    <svg width="0" height="0" className="lane-hatches" aria-hidden="true">
      <defs>
        {(['out-of-sync', 'unrecorded'] as const).map((tone) => (
          <pattern
            key={tone}
            id={`${HATCH}-${tone}`}
            data-tone={tone}
            width="9"
            height="9"
            patternUnits="userSpaceOnUse"
            patternTransform="rotate(45)"
          >
            <rect width="5" height="9" />
          </pattern>
        ))}
      </defs>
    </svg>
  )
}
