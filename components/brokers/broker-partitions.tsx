'use client'
import { useCallback, useMemo } from 'react'
import { nameFilter } from '@/components/topics/name-filter'
import { Chip } from '@/components/ui/chip'
import { DataTable } from '@/components/ui/data-table'
import { EmptyState } from '@/components/ui/empty-state'
import { FilterInput } from '@/components/ui/filter-input'
import { PartialBanner } from '@/components/ui/partial-banner'
import { useUrlState } from '@/components/ui/url-state'
import { paths } from '@/lib/paths'
import type { BrokerPageView } from './broker-page-view'
import { BROKER_PARTITION_COLUMNS } from './broker-partition-columns'
import type { BrokerPartition } from './broker-partitions-view'

const SHOWS = ['all', 'leads', 'follows', 'out-of-sync', 'offline', 'underMinIsr', 'losesLeader'] as const
type Show = (typeof SHOWS)[number]

const LOOKS: Record<Show, { label: string; keeps: (row: BrokerPartition) => boolean }> = {
  all: { label: 'All', keeps: () => true },
  leads: { label: 'Leads', keeps: (row) => row.leader !== null && row.role === 'leader' },
  follows: { label: 'Follows', keeps: (row) => row.role === 'in-sync' || row.role === 'out-of-sync' },
  'out-of-sync': { label: 'Out of sync', keeps: (row) => row.role === 'out-of-sync' || row.role === 'offline' },
  offline: { label: 'Would go offline', keeps: (row) => row.ifStops === 'offline' },
  underMinIsr: { label: 'Would refuse writes', keeps: (row) => row.ifStops === 'underMinIsr' },
  losesLeader: { label: 'Would change leader', keeps: (row) => row.ifStops === 'losesLeader' },
}

const keyOf = (row: BrokerPartition) => `${row.topic}/${row.partition}`

/** The partitions with a replica on one broker, by role or by what its end would mean for them. */
export function BrokerPartitions({ cluster, view }: { cluster: string; view: BrokerPageView }) {
  const [showText, setShow] = useUrlState('show', 'all')
  const [query, setQuery] = useUrlState('q', '')
  const show = SHOWS.find((one) => one === showText) ?? 'all'
  const filter = useMemo(() => nameFilter(query), [query])
  const rows = useMemo(
    () =>
      view.partitions.filter(
        (row) => LOOKS[show].keeps(row) && (filter.test(row.topic) || filter.test(`${row.topic}-${row.partition}`)),
      ),
    [view.partitions, show, filter],
  )
  const counts: Record<Show, number> = {
    all: view.row.replicas,
    leads: view.roles.leader,
    follows: view.roles['in-sync'] + view.roles['out-of-sync'],
    'out-of-sync': view.roles['out-of-sync'] + view.roles.offline,
    offline: view.blast.offline.count,
    underMinIsr: view.blast.underMinIsr.count,
    losesLeader: view.blast.losesLeader.count,
  }
  const complete = view.partitions.length === view.row.replicas
  const hrefOf = useCallback((row: BrokerPartition) => paths.partition(cluster, row.topic, row.partition), [cluster])
  return (
    <>
      <div className="flex flex-wrap items-center gap-2">
        {SHOWS.map((one) =>
          counts[one] > 0 || one === show || one === 'all' ? (
            <Chip key={one} pressed={one === show} count={counts[one]} onClick={() => setShow(one)}>
              {LOOKS[one].label}
            </Chip>
          ) : null,
        )}
      </div>
      {filter.error && <PartialBanner>{filter.error} Showing every partition.</PartialBanner>}
      <DataTable
        caption={`Partitions of broker ${view.row.id}`}
        title="Partitions"
        sub="with a replica on this broker"
        end={<FilterInput param="q" placeholder="Filter: text, glob* or /regex/" />}
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
