'use client'

import { DataTable } from '@/components/ui/data-table'
import { EmptyState } from '@/components/ui/empty-state'
import type { EnsembleRow } from '@/lib/rows/ensemble-row'
import { MONITOR_COLUMNS } from './monitor-columns'

const serverOf = (row: EnsembleRow) => row.server

/** What each server tells by `mntr` or its AdminServer. */
export function MonitorTable({ rows }: { rows: EnsembleRow[] }) {
  return (
    <DataTable
      caption="Inside each server"
      param="inside"
      title="Inside each server"
      sub="by mntr where it is allowed, else by the AdminServer"
      columns={MONITOR_COLUMNS}
      rows={rows}
      getKey={serverOf}
      defaultSort="server"
      total={rows.length}
      empty={<EmptyState title="No server has been asked yet" detail="The first answers come within five seconds." />}
    />
  )
}
