'use client'
import Link from 'next/link'
import { useParams } from 'next/navigation'
import { type GroupTab, paths } from '@/lib/paths'
import './groups.css'

/** A group's id that opens its page, in the cluster of the address; ids may be any text, also none. */
export function GroupLink({ id, tab }: { id: string; tab?: GroupTab }) {
  const { cluster } = useParams<{ cluster: string }>()
  return (
    <Link className="group-id" href={paths.group(cluster, id, tab)} title={id.slice(0, 1_000)} prefetch={false}>
      {id === '' ? <span className="faint">(empty id)</span> : id}
    </Link>
  )
}
