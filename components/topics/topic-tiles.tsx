import { retentionInWords } from '@/components/configs/config-value'
import { Tiles } from '@/components/configs/tiles'
import { useNow } from '@/components/live/use-now'
import { Bytes } from '@/components/ui/bytes'
import { Count } from '@/components/ui/count'
import { Unknown } from '@/components/ui/unknown'
import { formatClock, formatDuration, formatRate } from '@/lib/format'
import type { TopicRow } from '@/lib/rows/topic-row'

const NOT_READ = 'not read yet'

/** The numbers of one topic. */
export function TopicTiles({ row }: { row: TopicRow }) {
  const now = useNow()
  const settingsReason = row.minInsyncReplicasReason ?? NOT_READ
  const partial = row.messages !== null && row.partitions !== null && row.messagesKnown < row.partitions
  return (
    <Tiles
      items={[
        {
          label: 'Partitions',
          value: <Count value={row.partitions} reason={NOT_READ} />,
          note: row.outOfSync === 0 ? 'all replicas in sync' : `${row.outOfSync} lack a copy in sync`,
        },
        {
          label: 'Replication factor',
          value: <Count value={row.replicationFactor} reason={NOT_READ} />,
          unit: (
            <>
              min ISR <Count value={row.minInsyncReplicas} reason={settingsReason} />
            </>
          ),
          note: survives(row),
        },
        {
          label: 'Messages',
          value: (
            <>
              {partial && '≥\u00a0'}
              <Count value={row.messages} reason={row.messagesReason ?? NOT_READ} />
            </>
          ),
          note: partial ? `${row.messagesKnown} of ${row.partitions} partitions known` : messagesNote(row),
        },
        {
          label: 'Messages in',
          value:
            row.messagesPerSecond === null ? (
              <Unknown reason="needs two readings of the end offsets" />
            ) : (
              formatRate(row.messagesPerSecond)
            ),
          unit: '/s',
          note: 'from the end offsets',
        },
        {
          label: 'Size',
          value: <Bytes value={row.sizeBytes} reason={row.sizeReason ?? NOT_READ} />,
          note: 'all replicas together',
        },
        {
          label: 'Retention',
          value: retentionInWords(row.retentionMs) ?? <Unknown reason={settingsReason} />,
          note: row.cleanupPolicy === null ? 'cleanup unknown' : `cleanup ${row.cleanupPolicy}`,
        },
        {
          label: 'Created',
          value: row.createdAt === null ? <Unknown reason={row.createdReason} /> : formatClock(row.createdAt, { now }),
          note: row.createdAt === null ? row.createdReason : `UTC, ${formatDuration(now - row.createdAt)} ago`,
        },
      ]}
    />
  )
}

/** What acks=all can lose before writes are refused, by the settings alone. */
function survives({ replicationFactor, minInsyncReplicas }: TopicRow): string {
  if (replicationFactor === null || minInsyncReplicas === null) return 'min ISR unknown'
  const spare = replicationFactor - minInsyncReplicas
  if (spare < 0) return 'min ISR cannot be met'
  if (spare === 0) return 'no broker to spare'
  return `writes survive ${spare} lost ${spare === 1 ? 'broker' : 'brokers'}`
}

function messagesNote({ cleanupPolicy }: TopicRow): string {
  return cleanupPolicy?.includes('compact') ? '≤: compaction leaves gaps' : 'first to last offset'
}
