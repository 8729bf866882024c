'use client'
import ArrowRight from 'lucide-react/icons/arrow-right'
import { ThroughputPanel } from '@/components/charts/throughput-panel'
import { EventsPanel } from '@/components/events/events-panel'
import { useLiveView } from '@/components/live/use-live-view'
import { useNow } from '@/components/live/use-now'
import { usePulse } from '@/components/live/use-pulse'
import { HeatMap } from '@/components/partitions/heat-map'
import { presetCommand } from '@/components/partitions/preset-command'
import { Button } from '@/components/ui/button'
import { CliButton } from '@/components/ui/cli-button'
import { VerdictHeader } from '@/components/ui/verdict-header'
import { formatCount } from '@/lib/format'
import { type PartitionPreset, paths } from '@/lib/paths'
import type { Overview } from '@/lib/views/overview'
import { recordedWindow } from './board-series'
import { CauseChainStrip } from './cause-chain-strip'
import './overview.css'
import { type OverviewScene, overviewScene } from './overview-scene'
import { PassingChecks } from './passing-checks'
import { ProblemBoard } from './problem-board'

/** Is it healthy, and if not, since when and what to open first. */
export function OverviewPage({ cluster, initial }: { cluster: string; initial: OverviewScene }) {
  const { overview: shown, bootstrap } = useLiveView(overviewScene, initial)
  const now = useNow()
  const pulse = usePulse()
  const { verdict, legend } = shown
  const atRisk = legend.offline + legend.underMinIsr + legend.lostLeaderCopy + legend.lostFollower
  const preset = worstPreset(legend)
  const counted = `${formatCount(shown.partitions)} ${shown.partitions === 1 ? 'partition' : 'partitions'}`
  const troubled = verdict.level === 'critical' || verdict.level === 'warning'
  return (
    <div className="overview">
      <VerdictHeader
        verdict={verdict}
        size="overview"
        actions={
          <>
            {atRisk > 0 && (
              <Button primary href={paths.partitions(cluster, { preset: 'at-risk' })}>
                {atRisk === 1 ? 'Open the partition' : `Open the ${formatCount(atRisk)} partitions`}
                <ArrowRight className="ic ic-s" />
              </Button>
            )}
            <CliButton command={presetCommand(preset, bootstrap)} />
          </>
        }
      />
      {troubled && <CauseChainStrip cluster={cluster} since={verdict.since} />}
      <ProblemBoard overview={shown} />
      <PassingChecks checks={shown.checks} />
      <HeatMap
        cluster={cluster}
        overview={shown}
        title={shown.unread === null ? counted : 'Partitions'}
        sub={shown.unread === null ? 'by home broker (first replica), one cell each' : `not read yet: ${shown.unread}`}
      />
      <div className="overview-last">
        <ThroughputPanel from={recordedWindow(pulse, now).from} mark={troubled ? verdict.since : null} />
        <EventsPanel cluster={cluster} />
      </div>
    </div>
  )
}

function worstPreset(legend: Overview['legend']): PartitionPreset {
  if (legend.offline > 0) return 'unavailable'
  if (legend.underMinIsr > 0) return 'under-min-isr'
  return legend.lostLeaderCopy + legend.lostFollower > 0 ? 'under-replicated' : 'all'
}
