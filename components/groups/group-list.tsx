'use client'
import X from 'lucide-react/icons/x'
import { useCallback, useMemo } from 'react'
import { kafkaCommand } from '@/components/configs/cli-command'
import { useLiveView } from '@/components/live/use-live-view'
import { useNumbers } from '@/components/live/use-numbers'
import { Button } from '@/components/ui/button'
import { Chip } from '@/components/ui/chip'
import { CliButton } from '@/components/ui/cli-button'
import { DataTable } from '@/components/ui/data-table'
import { EmptyState } from '@/components/ui/empty-state'
import { FilterInput } from '@/components/ui/filter-input'
import { Glyph } from '@/components/ui/glyph'
import { PartialBanner } from '@/components/ui/partial-banner'
import { useUrlState } from '@/components/ui/url-state'
import { VerdictHeader } from '@/components/ui/verdict-header'
import { nameFilter } from '@/lib/names/name-filter'
import { paths } from '@/lib/paths'
import type { GroupRow } from '@/lib/rows/group-row'
import { GROUP_CELL, GROUP_STATUS_WORD, GROUP_STATUSES } from '@/lib/rows/group-status'
import { GROUP_COLUMNS } from './group-columns'
import { type GroupListView, groupListView } from './group-list-view'
import { readGroupStatus, selectGroups } from './group-selection'

const idOf = (row: GroupRow) => row.id
const isStale = (row: GroupRow) => row.status === 'adrift'

/** All groups: who needs somebody, the filters, the table. `initial` holds the first screen only. */
export function GroupList({ cluster, initial }: { cluster: string; initial: GroupListView }) {
  useNumbers()
  const view = useLiveView(groupListView, initial)
  const [stateText, setState] = useUrlState('state', 'all')
  const [type, setType] = useUrlState('type', '')
  const [topic, setTopic] = useUrlState('topic', '')
  const [query, setQuery] = useUrlState('q', '')
  const status = readGroupStatus(stateText)
  const filter = useMemo(() => nameFilter(query), [query])
  const rows = useMemo(
    () => selectGroups(view.rows, { status, type, topic, matches: filter.test }),
    [view.rows, status, type, topic, filter],
  )
  const complete = view.rows.length === view.total
  const hrefOf = useCallback((row: GroupRow) => paths.group(cluster, row.id), [cluster])
  return (
    <>
      <VerdictHeader
        verdict={view.verdict}
        actions={
          <>
            <Button href={paths.rebalances(cluster)}>Rebalances</Button>
            <CliButton command={kafkaCommand('kafka-consumer-groups', view.bootstrap, '--describe', '--all-groups')} />
          </>
        }
      />
      <div className="flex flex-wrap items-center gap-2">
        <Chip pressed={status === 'all'} count={view.total} onClick={() => setState('all')}>
          All
        </Chip>
        {GROUP_STATUSES.map((name) => {
          const count = view.counts.statuses[name] ?? 0
          return count > 0 || name === status ? (
            <Chip key={name} pressed={name === status} count={count} onClick={() => setState(name)}>
              <Glyph state={GROUP_CELL[name]} />
              {GROUP_STATUS_WORD[name]}
            </Chip>
          ) : null
        })}
        <span className="ml-auto flex flex-wrap items-center gap-2">
          {topic !== '' && (
            <Chip pressed onClick={() => setTopic('')}>
              Topic {topic} <X className="ic ic-xs" />
              <span className="sr">, show groups of every topic</span>
            </Chip>
          )}
          {(view.counts.types.length > 1 || type !== '') &&
            view.counts.types.map(([name, count]) => (
              <Chip key={name} pressed={name === type} count={count} onClick={() => setType(name === type ? '' : name)}>
                {name}
              </Chip>
            ))}
        </span>
      </div>
      {filter.error && <PartialBanner>{filter.error}. Showing every group.</PartialBanner>}
      {view.gaps.map((gap) => (
        <PartialBanner key={gap}>
          <b>Partial.</b> {gap}. What is shown of them is what was last read.
        </PartialBanner>
      ))}
      <DataTable
        caption="Groups"
        title="Groups"
        sub="by verdict, then time lag"
        end={<FilterInput param="q" placeholder="Group, glob* or /regex/" />}
        total={view.total}
        columns={GROUP_COLUMNS}
        rows={rows}
        getKey={idOf}
        defaultSort="verdict"
        rowHref={hrefOf}
        isGhost={isStale}
        footer={
          complete ? (
            <span>a consumer that uses assign() and commits nothing is invisible to Kafka</span>
          ) : (
            <span>the first {view.rows.length}, the rest is on its way</span>
          )
        }
        empty={
          <NoGroups
            view={view}
            onClear={() => {
              setState('all')
              setType('')
              setTopic('')
              setQuery('')
            }}
          />
        }
      />
    </>
  )
}

function NoGroups({ view, onClear }: { view: GroupListView; onClear: () => void }) {
  if (view.unread !== null) return <EmptyState title="The groups are not known yet" detail={`${view.unread}.`} />
  if (view.total === 0) {
    const detail = 'Consumers that use assign() or commit elsewhere are invisible to Kafka. The list fills by itself.'
    return <EmptyState title="No groups" detail={detail} />
  }
  return (
    <EmptyState
      title="No group matches"
      detail={`${view.total} groups exist.`}
      action={
        <Chip pressed={false} onClick={onClear}>
          Clear filters
        </Chip>
      }
    />
  )
}
