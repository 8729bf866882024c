'use client'
import { useCallback, useMemo } from 'react'
import { useLiveView } from '@/components/live/use-live-view'
import { useNumbers } from '@/components/live/use-numbers'
import { Chip } from '@/components/ui/chip'
import { CliButton } from '@/components/ui/cli-button'
import { DataTable } from '@/components/ui/data-table'
import { FilterInput } from '@/components/ui/filter-input'
import { PartialBanner } from '@/components/ui/partial-banner'
import { Segmented } from '@/components/ui/segmented'
import { useUrlState } from '@/components/ui/url-state'
import { VerdictHeader } from '@/components/ui/verdict-header'
import { formatCount, formatExact } from '@/lib/format'
import { partitionKey } from '@/lib/model/partition'
import { paths } from '@/lib/paths'
import type { NumberedPartition } from '@/lib/rows/partition-numbers'
import { PARTITION_PRESETS } from '@/lib/rows/partition-presets'
import { BrokerFilter } from './broker-filter'
import { HeatMap } from './heat-map'
import { NoPartitions } from './no-partitions'
import { PARTITION_COLUMNS } from './partition-columns'
import { type PartitionListView, partitionListView } from './partition-list-view'
import { readPreset, selectPartitions } from './partition-selection'
import './partitions.css'
import { presetCommand } from './preset-command'
import { PRESET_WORD } from './preset-word'
import { formatSelection, parseSelection } from './tank-selection'

const VIEWS = [
  { value: 'map', label: 'Map + table' },
  { value: 'table', label: 'Table' },
] as const

const keyOf = (row: NumberedPartition) => partitionKey(row.topic, row.partition)

/** All partitions, those at risk first: presets, the map, and its twin the table. `initial` holds the first screen only. */
export function PartitionList({ cluster, initial }: { cluster: string; initial: PartitionListView }) {
  useNumbers()
  const view = useLiveView(partitionListView, initial)
  const [presetText, setPreset] = useUrlState('preset', '')
  const [broker, setBroker] = useUrlState('broker', '')
  const [q, setQuery] = useUrlState('q', '')
  const [sel, setSelection] = useUrlState('sel', '')
  const [shape, setShape] = useUrlState('view', 'map')
  const { counts, map } = view
  const preset = readPreset(presetText, counts)
  const selection = useMemo(() => parseSelection(sel), [sel])
  const { rows, error } = useMemo(
    () => selectPartitions(view.rows, { preset: presetText, broker, q, sel }, counts, map.tanks),
    [view.rows, presetText, broker, q, sel, counts, map.tanks],
  )
  const hrefOf = useCallback((row: NumberedPartition) => paths.partition(cluster, row.topic, row.partition), [cluster])
  // Counts are whole from the first paint on, rows only when the model is here.
  const complete = view.rows.length === counts.all
  const shownCount = complete || broker || q || sel ? rows.length : counts[preset]
  const narrowed = Boolean(broker || q || sel)
  return (
    <>
      <VerdictHeader verdict={view.verdict} actions={<CliButton command={presetCommand(preset, view.bootstrap)} />} />
      <div className="presets">
        {PARTITION_PRESETS.map((name) => (
          <Chip
            key={name}
            pressed={!selection && name === preset}
            count={counts[name]}
            onClick={() => {
              setSelection('')
              setPreset(name)
            }}
          >
            {PRESET_WORD[name].chip}
          </Chip>
        ))}
      </div>
      {shape !== 'table' && (
        <HeatMap
          cluster={cluster}
          overview={map}
          title="Map"
          sub="by home broker (first replica); drag to select"
          controls={
            selection && (
              <Chip pressed count={rows.length} onClick={() => setSelection('')}>
                Selected, clear
              </Chip>
            )
          }
          selection={selection}
          onSelect={(next) => setSelection(next ? formatSelection(next) : '')}
        />
      )}
      {error && <PartialBanner>{error} The filter is off.</PartialBanner>}
      <DataTable
        caption="Partitions"
        title={`${formatCount(shownCount)} ${shownCount === 1 ? 'partition' : 'partitions'}`}
        sub={selection ? 'selected in the map' : PRESET_WORD[preset].sub}
        end={
          <>
            <BrokerFilter tanks={map.tanks} value={broker} onChange={setBroker} />
            <FilterInput param="q" placeholder="Filter topic or glob" />
            <Segmented label="Shown as" value={shape === 'table' ? 'table' : 'map'} items={VIEWS} onChange={setShape} />
          </>
        }
        total={counts.all}
        columns={PARTITION_COLUMNS}
        rows={rows}
        getKey={keyOf}
        defaultSort="state"
        rowHref={hrefOf}
        footer={complete ? null : <span>the first {formatExact(view.rows.length)}, the rest is on its way</span>}
        empty={
          <NoPartitions
            preset={preset}
            counts={counts}
            narrowed={narrowed}
            onShowAll={() => {
              setBroker('')
              setQuery('')
              setSelection('')
              setPreset('all')
            }}
          />
        }
      />
    </>
  )
}
