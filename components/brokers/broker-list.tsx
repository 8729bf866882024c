'use client'
import { useCallback, useMemo } from 'react'
import { kafkaCommand } from '@/components/configs/cli-command'
import { useLiveView } from '@/components/live/use-live-view'
import { useNumbers } from '@/components/live/use-numbers'
import { Chip } from '@/components/ui/chip'
import { CliButton } from '@/components/ui/cli-button'
import { DataTable } from '@/components/ui/data-table'
import { EmptyState } from '@/components/ui/empty-state'
import { useUrlState } from '@/components/ui/url-state'
import { VerdictHeader } from '@/components/ui/verdict-header'
import { paths } from '@/lib/paths'
import type { BrokerRow } from '@/lib/rows/broker-row'
import { BROKER_COLUMNS } from './broker-columns'
import { BrokerEvents } from './broker-events'
import { type BrokerListView, brokerListView } from './broker-list-view'
import './brokers.css'

const keyOf = (row: BrokerRow) => String(row.id)
const isGhost = (row: BrokerRow) => row.state === 'gone' || row.state === 'missing'

/** All brokers, those that left included; by rack where racks are set. */
export function BrokerList({ cluster, initial }: { cluster: string; initial: BrokerListView }) {
  useNumbers()
  const view = useLiveView(brokerListView, initial)
  const [rack, setRack] = useUrlState('rack', '')
  const rows = useMemo(
    () => (rack === '' ? view.rows : view.rows.filter((row) => row.rack === rack)),
    [view.rows, rack],
  )
  const hrefOf = useCallback((row: BrokerRow) => paths.broker(cluster, row.id), [cluster])
  return (
    <>
      <VerdictHeader
        verdict={view.verdict}
        actions={<CliButton command={kafkaCommand('kafka-broker-api-versions', view.bootstrap)} />}
      />
      {view.racks.length > 0 && (
        <div className="flex flex-wrap items-center gap-2">
          <Chip pressed={rack === ''} count={view.rows.length} onClick={() => setRack('')}>
            All racks
          </Chip>
          {view.racks.map((name) => (
            <Chip
              key={name}
              pressed={rack === name}
              count={view.rows.filter((row) => row.rack === name).length}
              onClick={() => setRack(name)}
            >
              {name}
            </Chip>
          ))}
        </div>
      )}
      <DataTable
        caption="Brokers"
        title="Brokers"
        sub="skew is the distance from the mean of the live brokers"
        columns={BROKER_COLUMNS}
        rows={rows}
        total={view.rows.length}
        getKey={keyOf}
        defaultSort="id"
        rowHref={hrefOf}
        isGhost={isGhost}
        empty={
          view.rows.length === 0 ? (
            <EmptyState title="No broker is known" detail="None has registered or answered since Vivarium connected." />
          ) : (
            <EmptyState
              title={`No broker in rack ${rack}`}
              detail={`${view.rows.length} brokers exist.`}
              action={
                <Chip pressed={false} onClick={() => setRack('')}>
                  All racks
                </Chip>
              }
            />
          )
        }
      />
      <BrokerEvents cluster={cluster} />
    </>
  )
}
