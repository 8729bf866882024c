'use client'
import { useRouter } from 'next/navigation'
import { type ReactNode, useMemo, useRef, useState } from 'react'
import { useModel } from '@/components/live/use-live-view'
import { Panel } from '@/components/ui/panel'
import { useUrlState } from '@/components/ui/url-state'
import { paths } from '@/lib/paths'
import { partitionRow } from '@/lib/rows/partition-row'
import type { Overview, Tank } from '@/lib/views/overview'
import { CellCard } from './cell-card'
import { CELL_LETTERS } from './cell-letter'
import { CellPointer } from './cell-pointer'
import './heat-map.css'
import { MapLegend } from './map-legend'
import { useMapWidth } from './map-width'
import { tankGrid } from './tank-grid'
import { TankHead } from './tank-head'
import { selectedRange, type TankSelection } from './tank-selection'
import { type CellCursor, type TankActions, TankWell } from './tank-well'
import { useThemePalette } from './theme-palette'

/** At most this many tanks in a row. */
const TANKS_IN_ROW = 6

/**
 * All partitions as cells, one tank for each home broker (first replica). Places never move with the state, so
 * they can be learnt. The table of the partitions page tells the same in text.
 */
export function HeatMap({
  cluster,
  overview,
  title,
  sub,
  controls,
  selection = null,
  onSelect,
}: {
  cluster: string
  overview: Pick<Overview, 'tanks' | 'legend'>
  title: ReactNode
  sub?: ReactNode
  controls?: ReactNode
  selection?: TankSelection | null
  /** Absent where nothing can be selected; null clears. */
  onSelect?: (selection: TankSelection | null) => void
}) {
  const { tanks, legend } = overview
  const router = useRouter()
  const model = useModel()
  const palette = useThemePalette()
  const [hide, setHide] = useUrlState('hide', '')
  const hidden = useMemo(() => new Set(CELL_LETTERS.filter((letter) => hide.includes(letter))), [hide])
  const [cursor, setCursor] = useState<CellCursor | null>(null)
  const columns = Math.min(TANKS_IN_ROW, Math.max(1, tanks.length))
  const container = useRef<HTMLDivElement>(null)
  const { width, phone } = useMapWidth(container, columns)
  const fullest = tanks.reduce((most, { cells }) => Math.max(most, cells.length), 0)
  const total = tanks.reduce((sum, { cells }) => sum + cells.length, 0)
  const grid = useMemo(() => tankGrid(width, fullest, total, phone), [width, fullest, total, phone])

  const keyOf = (broker: number, index: number) => tankOf(tanks, broker)?.keys[index]
  const actions: TankActions = {
    point: setCursor,
    open: (broker, index) => {
      const place = readKey(keyOf(broker, index))
      if (place) router.push(paths.partition(cluster, place.topic, place.partition))
    },
    clear: () => onSelect?.(null),
  }
  if (onSelect) {
    actions.select = (broker, anchor, index) => {
      const first = keyOf(broker, Math.min(anchor, index))
      const last = keyOf(broker, Math.max(anchor, index))
      if (first && last) onSelect({ broker, first, last })
    }
  }

  const place = cursor && readKey(keyOf(cursor.broker, cursor.index))
  const row = place && model && partitionRow(model, place.topic, place.partition)

  return (
    <Panel
      title={title}
      sub={sub}
      end={
        <>
          {controls}
          <MapLegend
            legend={legend}
            hidden={hidden}
            onToggle={(letter) => setHide(hide.includes(letter) ? hide.replace(letter, '') : `${hide}${letter}`)}
          />
        </>
      }
    >
      <div className="tanks" data-columns={columns} ref={container}>
        {tanks.map((tank) => (
          <section key={tank.broker} className="tank" data-broker={tank.broker}>
            <TankHead tank={tank} cluster={cluster} />
            <TankWell
              tank={tank}
              grid={grid}
              palette={palette}
              hidden={hidden}
              range={selectedRange(selection, tank)}
              cursor={cursor?.broker === tank.broker ? cursor.index : null}
              actions={actions}
            />
          </section>
        ))}
        {cursor && (
          <CellPointer cursor={cursor} grid={grid} container={container}>
            {row ? <CellCard row={row} href={paths.partition(cluster, row.topic, row.partition)} /> : null}
          </CellPointer>
        )}
      </div>
    </Panel>
  )
}

function tankOf(tanks: readonly Tank[], broker: number): Tank | undefined {
  return tanks.find((tank) => tank.broker === broker)
}

function readKey(key: string | undefined): { topic: string; partition: number } | null {
  const slash = key?.lastIndexOf('/') ?? -1
  if (key === undefined || slash < 0) return null
  return { topic: key.slice(0, slash), partition: Number(key.slice(slash + 1)) }
}
