'use client'

import { useRouter } from 'next/navigation'
import { useEffect } from 'react'
import { type NotReadView, notReadView } from '@/lib/views/not-read'
import { useLiveView } from '../live/use-live-view'
import { EmptyState } from '../ui/empty-state'
import { Panel } from '../ui/panel'
import { Since } from '../ui/since'
import { StateBadge } from '../ui/state-badge'
import { VerdictHeader } from '../ui/verdict-header'

/** Says which source fails at which step; the page asked for opens by itself when one answers. */
export function NotRead({ initial }: { initial: NotReadView }) {
  const { unread, verdict, sources } = useLiveView(notReadView, initial)
  const router = useRouter()
  useEffect(() => {
    if (unread === null) router.refresh()
  }, [unread, router])
  return (
    <>
      <VerdictHeader verdict={verdict} size="overview" />
      <Panel title="Sources" sub="each is tried again by itself; this page opens as soon as one answers">
        {sources.length === 0 ? (
          <EmptyState title="Connecting" detail="No source has answered or failed yet." />
        ) : (
          <table className="tbl">
            <thead>
              <tr>
                <th>Source</th>
                <th>State</th>
                <th>Since</th>
                <th>Why</th>
              </tr>
            </thead>
            <tbody>
              {sources.map((source) => (
                <tr key={source.name}>
                  <td className="id">{source.name}</td>
                  <td>
                    <StateBadge state={source.status === 'live' ? 'ok' : 'unknown'}>{source.status}</StateBadge>
                  </td>
                  <td>
                    <Since at={source.since} />
                  </td>
                  <td className="mut">{source.reason}</td>
                </tr>
              ))}
            </tbody>
          </table>
        )}
      </Panel>
    </>
  )
}
