import type { Metadata } from 'next'
import { notFound } from 'next/navigation'
import { TopicList } from '@/components/topics/topic-list'
import { firstTopics, topicListView } from '@/components/topics/topic-list-view'
import { inspector } from '@/server/index'

export const metadata: Metadata = { title: 'Topics' }

interface TopicsPageProps {
  params: Promise<{ cluster: string }>
  searchParams: Promise<{ q?: string | string[]; status?: string | string[]; internal?: string | string[] }>
}

/** All topics of a cluster. */
export default async function TopicsPage({ params, searchParams }: TopicsPageProps) {
  const { cluster } = await params
  const live = await (await inspector()).cluster(cluster)
  if (!live) notFound()
  const { q, status, internal } = await searchParams
  const query = { q: String(q ?? ''), status: String(status ?? ''), internal: String(internal ?? '') }
  return <TopicList cluster={cluster} initial={firstTopics(topicListView(live.model()), query)} />
}
