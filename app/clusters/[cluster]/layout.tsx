import type { Metadata } from 'next'
import { notFound } from 'next/navigation'
import type { ReactNode } from 'react'
import { LiveProvider } from '@/components/live/live-provider'
import { NotRead } from '@/components/shell/not-read'
import { Shell } from '@/components/shell/shell'
import { unreadReason } from '@/lib/health/unread-reason'
import { SINGLE } from '@/lib/model/cluster'
import { readSegment } from '@/lib/paths'
import { notReadView } from '@/lib/views/not-read'
import { shellView } from '@/lib/views/shell'
import { inspector } from '@/server/index'

type Props = { params: Promise<{ cluster: string }> }

const FIRST_EVENTS = 100

export async function generateMetadata({ params }: Props): Promise<Metadata> {
  const id = readSegment((await params).cluster) ?? ''
  const name = (await inspector()).cluster(id)?.model().identity.get(SINGLE)?.name
  return name ? { title: { default: name, template: `%s · ${name} · Vivarium` } } : {}
}

/** The frame of one cluster and its live connection; both outlive the pages inside. */
export default async function ClusterLayout({ params, children }: Props & { children: ReactNode }) {
  const all = await inspector()
  const cluster = all.cluster(readSegment((await params).cluster) ?? '')
  const model = cluster?.model()
  const identity = model?.identity.get(SINGLE)
  if (!cluster || !model || !identity) notFound()
  const notRead = unreadReason(model) === null ? null : notReadView(model)
  return (
    <LiveProvider
      key={identity.id}
      cluster={identity.id}
      now={Date.now()}
      events={cluster.events(FIRST_EVENTS)}
      pulse={cluster.pulse()}
    >
      <Shell cluster={identity} clusters={all.identities()} initial={shellView(model)}>
        {/* Pages are not even asked while nothing is known: they would answer that what they look for does not exist. */}
        {notRead === null ? children : <NotRead initial={notRead} />}
      </Shell>
    </LiveProvider>
  )
}
