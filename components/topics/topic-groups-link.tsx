'use client'
import Link from 'next/link'
import { useParams } from 'next/navigation'
import { Unknown } from '@/components/ui/unknown'
import { formatCount } from '@/lib/format'
import { paths } from '@/lib/paths'
import type { ListedTopic } from './topic-list-view'

/** How many groups read a topic; opens them. */
export function TopicGroupsLink({ row }: { row: Pick<ListedTopic, 'name' | 'groups' | 'groupsReason'> }) {
  const { cluster } = useParams<{ cluster: string }>()
  if (row.groups === null) return <Unknown reason={row.groupsReason} />
  const words = `${row.groupsReason === null ? '' : '≥\u00a0'}${formatCount(row.groups)}`
  if (row.groups === 0) return <span className="faint">{words}</span>
  return (
    <Link href={paths.topic(cluster, row.name, 'consumers')} title={row.groupsReason ?? undefined} prefetch={false}>
      {words}
    </Link>
  )
}
