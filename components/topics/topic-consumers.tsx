'use client'
import { useCallback } from 'react'
import { useLiveView } from '@/components/live/use-live-view'
import { DataTable } from '@/components/ui/data-table'
import { EmptyState } from '@/components/ui/empty-state'
import { PartialBanner } from '@/components/ui/partial-banner'
import type { ClusterModel } from '@/lib/model/cluster'
import { paths } from '@/lib/paths'
import type { TopicConsumerRow } from '@/lib/rows/topic-consumers'
import { TOPIC_CONSUMER_COLUMNS } from './topic-consumer-columns'
import { type TopicConsumersView, topicConsumersView } from './topic-consumers-view'

const everyRow = () => true
const keyOf = (row: TopicConsumerRow) => row.group.id

/** The groups that read one topic, each with its lag on this topic alone. */
export function TopicConsumers({
  cluster,
  topic,
  initial,
  gone,
}: {
  cluster: string
  topic: string
  initial: TopicConsumersView
  gone: boolean
}) {
  const read = useCallback((model: ClusterModel) => topicConsumersView(model, topic), [topic])
  const { rows, unread, partly } = useLiveView(read, initial)
  const hrefOf = useCallback((row: TopicConsumerRow) => paths.group(cluster, row.group.id), [cluster])
  return (
    <>
      {partly !== null && (
        <PartialBanner>
          <b>Partial.</b> {partly}.
        </PartialBanner>
      )}
      <DataTable
        caption="Consumers"
        title="Consumers"
        sub="groups that committed to this topic or hold partitions of it"
        columns={TOPIC_CONSUMER_COLUMNS}
        rows={rows}
        getKey={keyOf}
        defaultSort="state"
        rowHref={hrefOf}
        isGhost={gone ? everyRow : undefined}
        empty={
          unread === null ? (
            <EmptyState
              title="No group reads this topic"
              detail="Consumers that use assign() and commit nothing, or commit elsewhere, are invisible to Kafka."
            />
          ) : (
            <EmptyState title="The groups are not known yet" detail={`${unread}.`} />
          )
        }
      />
    </>
  )
}
