'use client'
import Link from 'next/link'
import { useParams } from 'next/navigation'
import { paths } from '@/lib/paths'
import './topic.css'

/** A topic's name that opens its page, in the cluster of the address. */
export function TopicLink({ name }: { name: string }) {
  const { cluster } = useParams<{ cluster: string }>()
  return (
    <Link className="long-name" href={paths.topic(cluster, name)} title={name} prefetch={false}>
      {name}
    </Link>
  )
}
