import { type Tile, Tiles } from '@/components/configs/tiles'
import { useNow } from '@/components/live/use-now'
import { Count } from '@/components/ui/count'
import { Percent } from '@/components/ui/percent'
import { Unknown } from '@/components/ui/unknown'
import { formatClock, formatCount, formatDuration, formatExact } from '@/lib/format'
import type { GroupProgress } from '@/lib/model/group-progress'
import type { GroupView } from '@/lib/views/group'
import { GroupFacts } from './group-facts'
import { NOT_READ, RebalanceCount } from './group-rebalance-count'
import { NOT_RECORDED } from './group-verdict'
import { LagChange } from './lag-change'
import { lagAtMost } from './lag-note'
import { TIME_LAG_SOURCE, TimeLag } from './time-lag'

/** The numbers of one group, and the facts about it. */
export function GroupTiles({ view }: { view: GroupView }) {
  const { row, partitions } = view
  const { progress } = row
  const now = useNow()
  const partial = row.lag !== null && row.lagKnown.partitions < row.lagKnown.of
  return (
    <>
      <Tiles
        items={[
          {
            label: 'Lag',
            value: (
              <>
                {partial && '≥\u00a0'}
                <Count value={row.lag} reason={row.lagReason} />
              </>
            ),
            unit: row.lag === null ? undefined : row.lag === '1' ? 'record' : 'records',
            note: row.lagReason ?? lagAtMost(partitions),
          },
          timeLagTile(progress),
          {
            label: 'Change',
            value: (
              <LagChange
                perMinute={progress?.lagPerMinute ?? null}
                reason={progress === null ? NOT_RECORDED : progress.lagPerMinuteReason}
                keepsUp={progress?.verdict === 'OK'}
              />
            ),
            unit: progress?.lagPerMinute == null ? undefined : 'a minute',
            note: changeNote(progress),
          },
          clearsTile(progress),
          membersTile(view),
          rebalancesTile(view, now),
          retentionTile(progress),
        ]}
      />
      <GroupFacts view={view} />
    </>
  )
}

function timeLagTile(progress: GroupProgress | null): Tile {
  const { timeLagMs: ms, timeLagSource: source, timeLagReason: reason } = progress ?? NOTHING
  return {
    label: 'Time lag',
    value: <TimeLag ms={ms} source={source} reason={reason} />,
    note: ms === null || source === null ? reason : ms === 0 ? 'nothing waits' : TIME_LAG_SOURCE[source],
  }
}

const NOTHING = { timeLagMs: null, timeLagSource: null, timeLagReason: NOT_RECORDED }

function changeNote(progress: GroupProgress | null): string {
  if (progress === null) return NOT_RECORDED
  const { lagPerMinute, lagPerMinuteReason } = progress
  if (lagPerMinute === null) return lagPerMinuteReason ?? 'not known'
  const how = Math.round(lagPerMinute) === 0 ? 'steady' : lagPerMinute > 0 ? 'growing' : 'shrinking'
  return `${how}, over three minutes`
}

function clearsTile(progress: GroupProgress | null): Tile {
  const label = 'Clears in'
  if (progress === null) return { label, value: <Unknown reason={NOT_RECORDED} />, note: NOT_RECORDED }
  const { etaMs, etaReason, slowest, verdict } = progress
  const name = slowest && `${slowest.topic}-${slowest.partition}`
  if (etaMs === 0) return { label, value: <span className="mut">0</span>, note: 'nothing to catch up with' }
  if (etaMs !== null) return { label, value: formatDuration(etaMs), note: `slowest: ${name}` }
  if (verdict === 'OK') return { label, value: <Unknown reason={etaReason} />, note: 'it keeps up' }
  if (!slowest?.never) return { label, value: <Unknown reason={etaReason} />, note: etaReason }
  const never = (
    <span className="up" title={etaReason ?? undefined}>
      never
    </span>
  )
  return { label, value: never, note: `slowest: ${name}` }
}

function membersTile({ row, members }: GroupView): Tile {
  const idle = members?.filter((member) => member.partitions === 0).length ?? 0
  return {
    label: 'Members',
    value: <Count value={row.members} reason={row.membersReason} />,
    unit: idle > 0 ? `${idle} idle` : undefined,
    note:
      row.membersReason ??
      (idle > 0 ? 'more members than partitions' : row.members === 0 ? 'nobody reads' : 'all hold partitions'),
  }
}

function rebalancesTile({ row: { rebalances } }: GroupView, now: number): Tile {
  const last = rebalances?.last ?? null
  return {
    label: 'Rebalances',
    value: <RebalanceCount rebalances={rebalances} />,
    unit: rebalances?.lastHour == null ? undefined : 'in 1 h',
    note:
      last === null
        ? (rebalances?.reason ?? NOT_READ)
        : `last ${formatClock(last.at, { now })}, ${formatDuration(now - last.at)} ago`,
  }
}

function retentionTile(progress: GroupProgress | null): Tile {
  if (progress === null)
    return { label: 'Retention used', value: <Unknown reason={NOT_RECORDED} />, note: NOT_RECORDED }
  const { loss, retention, retentionReason, timeLagSource } = progress
  if (loss?.lost != null) {
    return {
      label: 'Data loss',
      value: <span className="t-offline">{formatCount(loss.lost)}</span>,
      unit: loss.lost === '1' ? 'record lost' : 'records lost',
      note: `${formatExact(loss.lost)} of ${loss.topic}-${loss.partition} were deleted unread`,
    }
  }
  const soon = loss?.inMs != null
  const clock = soon ? `loss in about ${formatDuration(loss.inMs ?? 0)}: ${loss.topic}-${loss.partition}` : null
  if (retention === null) {
    return { label: 'Retention used', value: <Unknown reason={retentionReason} />, note: clock ?? retentionReason }
  }
  return {
    label: 'Retention used',
    value: (
      <span className={retention.usedPercent >= NEARLY ? 'up' : undefined}>
        {timeLagSource === 'at-least' && '≥\u00a0'}
        <Percent value={retention.usedPercent} />
      </span>
    ),
    unit: `of ${formatDuration(retention.keptMs)}`,
    note: clock ?? 'no loss in sight',
  }
}

/** Percent of its retention beyond which a group's oldest unread record is worth a second look. */
const NEARLY = 50
