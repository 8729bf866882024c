'use client'
import Moon from 'lucide-react/icons/moon'
import Link from 'next/link'
import { useCallback, useMemo } from 'react'
import { ClockProvider } from '@/components/live/clock'
import { useNow } from '@/components/live/use-now'
import { Mark } from '@/components/shell/mark'
import { toggleTheme } from '@/components/shell/theme'
import { Chip } from '@/components/ui/chip'
import { DataTable } from '@/components/ui/data-table'
import { EmptyState } from '@/components/ui/empty-state'
import { FilterInput } from '@/components/ui/filter-input'
import { PartialBanner } from '@/components/ui/partial-banner'
import { useUrlState } from '@/components/ui/url-state'
import { useKey } from '@/components/ui/use-key'
import { VerdictHeader } from '@/components/ui/verdict-header'
import type { ClusterItem } from '@/lib/api/cluster-answer'
import { formatClock } from '@/lib/format'
import { paths } from '@/lib/paths'
import { AsOf } from './cluster-age'
import { CLUSTER_COLUMNS } from './cluster-columns'
import { byNeed, clustersVerdict, NEED_WORD, NEEDS, needOf } from './cluster-need'
import './clusters.css'
import { type Clusters, useClusters } from './use-clusters'

const idOf = (item: ClusterItem) => item.id
const hrefOf = (item: ClusterItem) => paths.overview(item.id)
const isUnreachable = (item: ClusterItem) => item.faults.length > 0

/** Which of my clusters needs me? `initial` is what the server knows at `asOf`. */
export function ClustersPage({ initial }: { initial: Clusters }) {
  return (
    <ClockProvider now={initial.asOf}>
      <div className="cl-page">
        <a className="skip" href="#main">
          Skip to content
        </a>
        <TopBar />
        <ClusterTable initial={initial} />
      </div>
    </ClockProvider>
  )
}

function TopBar() {
  useKey((key) => {
    if (key !== 't') return false
    toggleTheme()
    return true
  })
  return (
    <header className="top">
      <Link className="cl-brand" href={paths.clusters()} prefetch={false}>
        <Mark />
        Vivarium
      </Link>
      <button type="button" className="icb" aria-label="Theme" title="Theme (t)" onClick={toggleTheme}>
        <Moon className="ic" />
      </button>
    </header>
  )
}

function ClusterTable({ initial }: { initial: Clusters }) {
  const { items, asOf, asking } = useClusters(initial)
  const now = useNow()
  const [query, setQuery] = useUrlState('q', '')
  const [environment, setEnvironment] = useUrlState('f.env', '')
  const [need, setNeed] = useUrlState('f.verdict', '')
  const environments = useMemo(
    () => [...new Set(items.flatMap((item) => item.environment ?? []))].sort((a, b) => (a < b ? -1 : 1)),
    [items],
  )
  const rows = useMemo(() => {
    const words = query.toLowerCase()
    return items
      .filter(
        (item) =>
          (need === '' || needOf(item) === need) &&
          (environment === '' || item.environment === environment) &&
          `${item.name} ${item.id}`.toLowerCase().includes(words),
      )
      .sort(byNeed)
  }, [items, query, environment, need])
  const clear = useCallback(() => {
    for (const set of [setQuery, setEnvironment, setNeed]) set('')
  }, [setQuery, setEnvironment, setNeed])
  return (
    <main id="main" tabIndex={-1} data-connection={asking.status}>
      <VerdictHeader verdict={clustersVerdict(items)} />
      {asking.status === 'lost' ? (
        <PartialBanner>
          <b>The server does not answer.</b> This is as of {formatClock(asOf, { now })}: {asking.reason}.
        </PartialBanner>
      ) : null}
      <div className="row">
        <Chip pressed={need === ''} count={items.length} onClick={() => setNeed('')}>
          All
        </Chip>
        {NEEDS.map((one) => {
          const count = items.filter((item) => needOf(item) === one).length
          return count > 0 || need === one ? (
            <Chip key={one} pressed={need === one} count={count} onClick={() => setNeed(need === one ? '' : one)}>
              {NEED_WORD[one]}
            </Chip>
          ) : null
        })}
        {environments.length > 1 || environment !== ''
          ? environments.map((one) => (
              <Chip
                key={one}
                pressed={environment === one}
                count={items.filter((item) => item.environment === one).length}
                onClick={() => setEnvironment(environment === one ? '' : one)}
              >
                {one}
              </Chip>
            ))
          : null}
      </div>
      <AsOf value={asOf}>
        <DataTable
          caption="Clusters"
          title="Clusters"
          sub="who needs somebody first"
          end={<FilterInput param="q" placeholder="Filter clusters" />}
          total={items.length}
          columns={CLUSTER_COLUMNS}
          rows={rows}
          getKey={idOf}
          defaultSort="verdict"
          rowHref={hrefOf}
          isGhost={isUnreachable}
          empty={
            <EmptyState
              title="No cluster matches"
              detail={`${items.length} are configured.`}
              action={<Chip onClick={clear}>Clear filters</Chip>}
            />
          }
        />
      </AsOf>
    </main>
  )
}
