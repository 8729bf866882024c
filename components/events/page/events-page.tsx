'use client'
import { lazy, Suspense, useMemo, useState } from 'react'
import { useModel } from '@/components/live/use-live-view'
import { useNow } from '@/components/live/use-now'
import { Chip } from '@/components/ui/chip'
import { EmptyState } from '@/components/ui/empty-state'
import { FilterInput } from '@/components/ui/filter-input'
import { Panel } from '@/components/ui/panel'
import { PartialBanner } from '@/components/ui/partial-banner'
import { Segmented } from '@/components/ui/segmented'
import { useUrlState } from '@/components/ui/url-state'
import { VerdictHeader } from '@/components/ui/verdict-header'
import { formatClock, formatExact } from '@/lib/format'
import type { ClusterModel } from '@/lib/model/cluster'
import { hasZooKeeper } from '@/lib/model/liveness'
import { EventExport } from './event-export'
import { EventFacets } from './event-facets'
import { readEventFilter } from './event-filter'
import { EventHistogram } from './event-histogram'
import { eventJson } from './event-json'
import { EventRow } from './event-row'
import { EventRows } from './event-rows'
import './events-page.css'
import { type EventsScene, eventsScene } from './events-scene'
import { eventsVerdict } from './events-verdict'
import { TimeWindowFields } from './time-window-fields'
import { useEventLog } from './use-event-log'

/** Fetched when an event is opened. */
const EventDetails = lazy(() => import('./event-details').then((module) => ({ default: module.EventDetails })))

const VIEWS = [
  { value: 'list', label: 'List' },
  { value: 'json', label: 'JSON' },
] as const

/** How fine the times are that move on: the histogram's end, and a window such as "the last hour". */
const TICK_MS = 5_000

/** Everything that happened, newest first: when, what, why. `initial` holds the first screen, `startedAt` is when recording began. */
export function EventsPage({
  cluster,
  initial,
  startedAt,
}: {
  cluster: string
  initial: EventsScene
  startedAt: number
}) {
  const log = useEventLog(cluster, initial.rows)
  const now = useNow()
  const tick = Math.ceil(now / TICK_MS) * TICK_MS
  const [q, setQ] = useUrlState('q', '')
  const [groups, setGroups] = useUrlState('f.kind', '')
  const [about, setAbout] = useUrlState('f.about', '')
  const [subject, setSubject] = useUrlState('subject', '')
  const [from, setFrom] = useUrlState('from', '')
  const [to, setTo] = useUrlState('to', '')
  const [selected, setSelected] = useUrlState('ev', '')
  const [viewText, setView] = useUrlState('view', 'list')
  const view = viewText === 'json' ? 'json' : 'list'
  const filter = useMemo(
    () => readEventFilter({ q, groups, about, subject, from, to }, tick),
    [q, groups, about, subject, from, to, tick],
  )
  // Where the rest cannot be fetched, what is here is all there is.
  const known = log.complete || log.error !== null
  const scene = useMemo(
    () => (known ? eventsScene(log.events, filter, { startedAt, now: tick }) : null),
    [known, log.events, filter, startedAt, tick],
  )
  // While the log is on its way the server's picture stands, unless somebody chose something else meanwhile.
  const asked = [q, groups, about, subject, from, to].join('\n')
  const [firstAsked] = useState(asked)
  const shown = scene ?? (firstAsked === asked ? initial : eventsScene(log.events, filter, { startedAt, now: tick }))
  const outage = useOutage(now)
  const setWindow = (low: string, high: string) => {
    setFrom(low)
    setTo(high)
  }
  const clear = () => {
    for (const set of [setQ, setGroups, setAbout, setSubject, setFrom, setTo]) set('')
  }
  return (
    <>
      <VerdictHeader verdict={eventsVerdict(shown, cluster, startedAt)} />
      {outage ? (
        <PartialBanner>
          <b>Not recording</b> since {formatClock(outage.from, { now })}: {outage.reason}. What changes meanwhile is
          found when it can be read again, and marked as seen late.
        </PartialBanner>
      ) : null}
      {log.error ? (
        <PartialBanner>
          <b>Only {formatExact(log.events.length)} events are here</b>, older ones could not be fetched: {log.error}.{' '}
          <Chip onClick={log.retry}>Try again</Chip>
        </PartialBanner>
      ) : null}
      <SelectedNote id={selected} log={log} rows={shown.rows} onClear={clear} onForget={() => setSelected('')} />
      <Panel title="When" sub="UTC" end={<TimeWindowFields from={from} to={to} now={now} onWindow={setWindow} />}>
        <EventHistogram
          data={shown.histogram}
          gaps={outage ? [...shown.gaps, outage] : shown.gaps}
          now={now}
          onWindow={(low, high) => setWindow(new Date(low).toISOString(), new Date(high).toISOString())}
        />
      </Panel>
      {shown.total > 0 || filter.subject !== null ? (
        <EventFacets
          scene={shown}
          filter={filter}
          onGroups={(chosen) => setGroups(chosen.join(','))}
          onAbout={(chosen) => setAbout(chosen.join(','))}
          onSubject={() => setSubject('')}
        />
      ) : null}
      <Panel
        title="Events"
        sub="newest first"
        end={
          <>
            <FilterInput param="q" placeholder="Filter events" />
            <Segmented label="View" value={view} items={VIEWS} onChange={setView} />
            <EventExport cluster={cluster} events={shown.rows} />
          </>
        }
        footer={
          <span>
            {shown.count === shown.total
              ? formatExact(shown.total)
              : `${formatExact(shown.count)} of ${formatExact(shown.total)}`}
            {log.complete || log.error ? '' : ', the rest is on its way'}
          </span>
        }
      >
        {shown.count === 0 ? (
          <Nothing total={shown.total} startedAt={startedAt} now={now} onClear={clear} />
        ) : (
          <EventRows
            key={`${view}${asked}`}
            events={shown.rows}
            reveal={selected}
            label="Events"
            row={(event) =>
              view === 'json' ? (
                <code className="ev-json">{JSON.stringify(eventJson(event))}</code>
              ) : (
                <EventRow
                  event={event}
                  cluster={cluster}
                  now={now}
                  selected={event.id === selected}
                  onSelect={setSelected}
                >
                  {event.id === selected ? (
                    <Suspense>
                      <EventDetails event={event} cluster={cluster} />
                    </Suspense>
                  ) : null}
                </EventRow>
              )
            }
          />
        )}
      </Panel>
    </>
  )
}

/** The time nothing can be seen right now, with its reason; null while the cluster's master source is read. */
function useOutage(now: number): { from: number; to: number; reason: string } | null {
  const model = useModel()
  const source = model ? masterSource(model) : undefined
  if (source?.status !== 'down' || source.lastOkAt === null) return null
  return { from: source.lastOkAt, to: now, reason: source.reason ?? 'it does not answer' }
}

function masterSource(model: ClusterModel) {
  return model.source.get(hasZooKeeper(model) ? 'zookeeper' : 'metadata')
}

/** Says why the event a link names is not among the rows. */
function SelectedNote({
  id,
  log,
  rows,
  onClear,
  onForget,
}: {
  id: string
  log: ReturnType<typeof useEventLog>
  rows: EventsScene['rows']
  onClear: () => void
  onForget: () => void
}) {
  if (id === '' || rows.some((event) => event.id === id)) return null
  if (log.events.some((event) => event.id === id))
    return (
      <PartialBanner>
        <b>The event of this link is hidden by the filters.</b> <Chip onClick={onClear}>Clear filters</Chip>
      </PartialBanner>
    )
  if (!log.complete) return null
  return (
    <PartialBanner>
      <b>The event of this link is no longer kept.</b> The newest 5,000 events since the server’s start are.{' '}
      <Chip onClick={onForget}>Show all</Chip>
    </PartialBanner>
  )
}

function Nothing({
  total,
  startedAt,
  now,
  onClear,
}: {
  total: number
  startedAt: number
  now: number
  onClear: () => void
}) {
  if (total === 0)
    return (
      <EmptyState
        title={`Nothing since we connected at ${formatClock(startedAt, { now })}`}
        detail="Changes appear here as they happen."
      />
    )
  return (
    <EmptyState
      title="No event matches"
      detail={`${formatExact(total)} events are kept.`}
      action={<Chip onClick={onClear}>Clear filters</Chip>}
    />
  )
}
