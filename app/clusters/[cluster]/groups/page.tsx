import type { Metadata } from 'next'
import { notFound } from 'next/navigation'
import { GroupList } from '@/components/groups/group-list'
import { firstGroups, groupListView } from '@/components/groups/group-list-view'
import { inspector } from '@/server/index'

export const metadata: Metadata = { title: 'Groups' }

interface GroupsPageProps {
  params: Promise<{ cluster: string }>
  searchParams: Promise<Partial<Record<'q' | 'state' | 'type' | 'topic', string | string[]>>>
}

/** All groups of a cluster. */
export default async function GroupsPage({ params, searchParams }: GroupsPageProps) {
  const { cluster } = await params
  const live = await (await inspector()).cluster(cluster)
  if (!live) notFound()
  const { q, state, type, topic } = await searchParams
  const query = { q: String(q ?? ''), state: String(state ?? ''), type: String(type ?? ''), topic: String(topic ?? '') }
  return <GroupList cluster={cluster} initial={firstGroups(groupListView(live.model()), query)} />
}
