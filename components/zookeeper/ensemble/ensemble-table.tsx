'use client'

import type { ReactNode } from 'react'
import { useLiveView } from '@/components/live/use-live-view'
import { useNumbers } from '@/components/live/use-numbers'
import { DataTable } from '@/components/ui/data-table'
import { EmptyState } from '@/components/ui/empty-state'
import { type EnsembleRow, ensembleRows } from '@/lib/rows/ensemble-row'
import { ENSEMBLE_COLUMNS, FEWER_COLUMNS } from './ensemble-columns'

const serverOf = (row: EnsembleRow) => row.server

/** The servers of the ensemble as they answer for themselves; `narrow` shows less of each. */
export function EnsembleTable({
  initial,
  narrow = false,
  end,
}: {
  initial: EnsembleRow[]
  narrow?: boolean
  end?: ReactNode
}) {
  useNumbers()
  const rows = useLiveView(ensembleRows, initial)
  return (
    <DataTable
      caption="Servers of the ensemble"
      param="servers"
      title="Ensemble"
      sub="each server asked every 5 s"
      end={end}
      columns={narrow ? FEWER_COLUMNS : ENSEMBLE_COLUMNS}
      rows={rows}
      getKey={serverOf}
      defaultSort="server"
      total={rows.length}
      empty={<EmptyState title="No server has been asked yet" detail="The first answers come within five seconds." />}
    />
  )
}
