import type { Metadata } from 'next'
import { notFound } from 'next/navigation'
import { readEventFilter } from '@/components/events/page/event-filter'
import { mergeEvents } from '@/components/events/page/event-log'
import { EventsPage } from '@/components/events/page/events-page'
import { eventsScene, firstEvents } from '@/components/events/page/events-scene'
import { inspector } from '@/server/index'

export const metadata: Metadata = { title: 'Events' }

interface Props {
  params: Promise<{ cluster: string }>
  searchParams: Promise<Record<string, string | string[] | undefined>>
}

/** Everything that happened in a cluster. */
export default async function Page({ params, searchParams }: Props) {
  const { cluster } = await params
  const live = (await inspector()).cluster(cluster)
  if (!live) notFound()
  const search = new Map(Object.entries(await searchParams))
  const text = (name: string) => String(search.get(name) ?? '')
  const now = Date.now()
  const query = { q: text('q'), groups: text('f.kind'), about: text('f.about'), subject: text('subject') }
  const filter = readEventFilter({ ...query, from: text('from'), to: text('to') }, now)
  const log = mergeEvents([], live.events(Number.POSITIVE_INFINITY))
  const scene = eventsScene(log, filter, { startedAt: live.startedAt, now })
  return <EventsPage cluster={cluster} initial={firstEvents(scene)} startedAt={live.startedAt} />
}
