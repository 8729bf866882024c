'use client'
import { useCallback, useMemo } from 'react'
import { kafkaCommand } from '@/components/configs/cli-command'
import { useLiveView } from '@/components/live/use-live-view'
import { useNumbers } from '@/components/live/use-numbers'
import { Chip } from '@/components/ui/chip'
import { CliButton } from '@/components/ui/cli-button'
import { DataTable } from '@/components/ui/data-table'
import { EmptyState } from '@/components/ui/empty-state'
import { FilterInput } from '@/components/ui/filter-input'
import { PartialBanner } from '@/components/ui/partial-banner'
import { useUrlState } from '@/components/ui/url-state'
import { VerdictHeader } from '@/components/ui/verdict-header'
import { nameFilter } from '@/lib/names/name-filter'
import { paths } from '@/lib/paths'
import { TOPIC_COLUMNS } from './topic-columns'
import { type ListedTopic, type TopicListView, topicListView } from './topic-list-view'
import { readStatusFilter, selectTopics, TOPIC_STATUS_FILTERS, type TopicStatusFilter } from './topic-selection'

const FILTER_WORDS: Record<TopicStatusFilter, string> = {
  all: 'All',
  'at-risk': 'At risk',
  offline: 'Offline',
  'under-min-isr': 'Under min ISR',
  'under-replicated': 'Under-replicated',
  deleting: 'Deleting',
}

const nameOf = (row: ListedTopic) => row.name

/** All topics: what is at risk, the filters, the table. `initial` holds the first screen only. */
export function TopicList({ cluster, initial }: { cluster: string; initial: TopicListView }) {
  useNumbers()
  const view = useLiveView(topicListView, initial)
  const [statusText, setStatus] = useUrlState('status', 'all')
  const [internalText, setInternal] = useUrlState('internal', '1')
  const [query, setQuery] = useUrlState('q', '')
  const status = readStatusFilter(statusText)
  const internal = internalText !== '0'
  const filter = useMemo(() => nameFilter(query), [query])
  const rows = useMemo(
    () => selectTopics(view.rows, { status, internal, matches: filter.test }),
    [view.rows, status, internal, filter],
  )
  const counts = internal ? view.counts.withInternal : view.counts.withoutInternal
  const internalCount = view.counts.withInternal.all - view.counts.withoutInternal.all
  const complete = view.rows.length === view.counts.withInternal.all
  const hrefOf = useCallback((row: ListedTopic) => paths.topic(cluster, row.name), [cluster])
  return (
    <>
      <VerdictHeader
        verdict={view.verdict}
        actions={<CliButton command={kafkaCommand('kafka-topics', view.bootstrap, '--describe')} />}
      />
      <div className="flex flex-wrap items-center gap-2">
        {TOPIC_STATUS_FILTERS.map((name) =>
          counts[name] > 0 || name === status || name === 'all' || name === 'at-risk' ? (
            <Chip key={name} pressed={name === status} count={counts[name]} onClick={() => setStatus(name)}>
              {FILTER_WORDS[name]}
            </Chip>
          ) : null,
        )}
        {internalCount > 0 && (
          <Chip pressed={internal} count={internalCount} onClick={() => setInternal(internal ? '0' : '1')}>
            Internal
          </Chip>
        )}
      </div>
      {filter.error && <PartialBanner>{filter.error}. Showing every topic.</PartialBanner>}
      <DataTable
        caption="Topics"
        title="Topics"
        sub="worst first, then by name"
        end={<FilterInput param="q" placeholder="Topic, glob* or /regex/" />}
        total={view.counts.withInternal.all}
        columns={TOPIC_COLUMNS}
        rows={rows}
        getKey={nameOf}
        defaultSort="status"
        rowHref={hrefOf}
        footer={complete ? null : <span>the first {view.rows.length}, the rest is on its way</span>}
        empty={
          <EmptyState
            title={view.counts.withInternal.all === 0 ? 'This cluster has no topics' : 'No topic matches'}
            detail={
              view.counts.withInternal.all === 0
                ? 'The list fills by itself as soon as one is created.'
                : `${view.counts.withInternal.all} topics exist${internal ? '' : `, ${internalCount} internal ones hidden`}.`
            }
            action={
              view.counts.withInternal.all > 0 && (
                <Chip
                  pressed={false}
                  onClick={() => {
                    setStatus('all')
                    setQuery('')
                    setInternal('1')
                  }}
                >
                  Clear filters
                </Chip>
              )
            }
          />
        }
      />
    </>
  )
}
