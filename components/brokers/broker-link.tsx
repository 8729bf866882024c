'use client'
import Link from 'next/link'
import { useParams } from 'next/navigation'
import { Star } from '@/components/ui/star'
import { paths } from '@/lib/paths'

/** A broker's id that opens its page, with the controller's star. */
export function BrokerLink({ id, isController }: { id: number; isController: boolean }) {
  const { cluster } = useParams<{ cluster: string }>()
  return (
    <span className="inline-flex items-center gap-1.5">
      <Link href={paths.broker(cluster, id)} prefetch={false}>
        {id}
      </Link>
      {isController && <Star />}
    </span>
  )
}
