'use client'
import { useCallback, useMemo } from 'react'
import { Chip } from '@/components/ui/chip'
import { DataTable } from '@/components/ui/data-table'
import { EmptyState } from '@/components/ui/empty-state'
import { FilterInput } from '@/components/ui/filter-input'
import { PartialBanner } from '@/components/ui/partial-banner'
import { useUrlState } from '@/components/ui/url-state'
import { nameFilter } from '@/lib/names/name-filter'
import { paths } from '@/lib/paths'
import type { BrokerPageView } from './broker-page-view'
import { BROKER_PARTITION_COLUMNS } from './broker-partition-columns'
import type { BrokerPartition } from './broker-partitions-view'
import { BROKER_SHOWS, type BrokerShow, readBrokerShow, showPartitions } from './broker-shows'

const LABELS: Record<BrokerShow, string> = {
  all: 'All',
  leads: 'Leads',
  follows: 'Follows',
  'out-of-sync': 'Out of sync',
  offline: 'Would go offline',
  underMinIsr: 'Would refuse writes',
  losesLeader: 'Would change leader',
}

const keyOf = (row: BrokerPartition) => `${row.topic}/${row.partition}`

/** The partitions with a replica on one broker, by role or by what its end would mean for them. */
export function BrokerPartitions({ cluster, view }: { cluster: string; view: BrokerPageView }) {
  const [showText, setShow] = useUrlState('show', 'all')
  const [query, setQuery] = useUrlState('q', '')
  const show = readBrokerShow(showText)
  const filter = useMemo(() => nameFilter(query), [query])
  const rows = useMemo(
    () =>
      showPartitions(view.partitions, show).filter(
        (row) => filter.test(row.topic) || filter.test(`${row.topic}-${row.partition}`),
      ),
    [view.partitions, show, filter],
  )
  const complete = view.partitions.length === view.row.replicas
  const hrefOf = useCallback((row: BrokerPartition) => paths.partition(cluster, row.topic, row.partition), [cluster])
  return (
    <>
      <div className="flex flex-wrap items-center gap-2">
        {BROKER_SHOWS.map((one) =>
          view.counts[one] > 0 || one === show || one === 'all' ? (
            <Chip key={one} pressed={one === show} count={view.counts[one]} onClick={() => setShow(one)}>
              {LABELS[one]}
            </Chip>
          ) : null,
        )}
      </div>
      {filter.error && <PartialBanner>{filter.error}. Showing every partition.</PartialBanner>}
      <DataTable
        caption={`Partitions of broker ${view.row.id}`}
        title="Partitions"
        sub="with a replica on this broker"
        end={<FilterInput param="q" placeholder="Topic, glob* or /regex/" />}
        columns={BROKER_PARTITION_COLUMNS}
        rows={rows}
        total={view.row.replicas}
        getKey={keyOf}
        defaultSort="role"
        rowHref={hrefOf}
        footer={complete ? null : <span>the first {view.partitions.length}, the rest is on its way</span>}
        empty={
          <EmptyState
            title={view.row.replicas === 0 ? 'No partition has a replica here' : 'No partition matches'}
            detail={
              view.row.replicas === 0
                ? 'Nothing would be lost with this broker.'
                : `${view.row.replicas} partitions have a replica on it.`
            }
            action={
              view.row.replicas > 0 && (
                <Chip
                  pressed={false}
                  onClick={() => {
                    setShow('all')
                    setQuery('')
                  }}
                >
                  Show all
                </Chip>
              )
            }
          />
        }
      />
    </>
  )
}
