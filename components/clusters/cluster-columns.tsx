import Link from 'next/link'
import type { Column } from '@/components/ui/column'
import { Count } from '@/components/ui/count'
import { SentenceText } from '@/components/ui/sentence-text'
import { Since } from '@/components/ui/since'
import { StateBadge } from '@/components/ui/state-badge'
import { ascending } from '@/components/ui/table/ascending'
import { Unknown } from '@/components/ui/unknown'
import type { ClusterItem } from '@/lib/api/cluster-answer'
import { formatRate } from '@/lib/format'
import { paths } from '@/lib/paths'
import { Band } from './band'
import { ClusterAge } from './cluster-age'
import { byName, byNeed, glyphOf, NEED_WORD, needOf } from './cluster-need'

const text = (value: string | number | null) => (value === null ? '' : String(value))

/** "3/3": how many of how many; what is missing is marked. */
function Share({ of, value, reason }: { of: number | null; value: number | null; reason: string | null }) {
  if (value === null || of === null) return <Unknown reason={reason} />
  return value < of ? (
    <b className="t-offline">
      {value}/{of}
    </b>
  ) : (
    <span>
      {value}/{of}
    </span>
  )
}

/** A count that is bad when it is not zero. */
function Trouble({
  count,
  reason,
  state,
}: {
  count: number | null
  reason: string | null
  state: 'urp' | 'minisr' | 'offline'
}) {
  if (count === null) return <Unknown reason={reason} />
  return count === 0 ? (
    <span className="faint">0</span>
  ) : (
    <b className={`t-${state}`}>
      <Count value={count} />
    </b>
  )
}

/** The sentence of a cluster; of one nobody can reach, at which steps that fails. */
function Why({ item }: { item: ClusterItem }) {
  if (item.faults.length === 0) return <SentenceText sentence={item.verdict.parts} />
  return (
    <>
      unreachable
      {item.unreachableSince === null ? null : (
        <>
          {' since '}
          <Since at={Date.parse(item.unreachableSince)} inSentence />
        </>
      )}
      {item.faults.map(({ step, reason }) => (
        <span key={step + reason} className="cl-fault">
          <b>{step}</b> {reason}
        </span>
      ))}
    </>
  )
}

/** The columns of the list of clusters, in their order on screen. */
export const CLUSTER_COLUMNS: Column<ClusterItem>[] = [
  {
    id: 'verdict',
    header: 'Verdict',
    sort: byNeed,
    cell: (item) => <StateBadge state={glyphOf(item)}>{NEED_WORD[needOf(item)]}</StateBadge>,
    text: (item) => needOf(item),
  },
  {
    id: 'name',
    header: 'Cluster',
    sort: byName,
    cell: (item) => (
      <div className="cl-name">
        <Band color={item.color} />
        <Link className="strong ent" href={paths.overview(item.id)} prefetch={false}>
          {item.name}
        </Link>{' '}
        {item.environment ? <span className="tag">{item.environment}</span> : null}
        <span className="why">
          <Why item={item} />
        </span>
      </div>
    ),
    text: (item) => item.name,
  },
  {
    id: 'mode',
    header: 'Mode',
    hideBelow: 'lg',
    sort: (a, b) => a.mode.localeCompare(b.mode) || byName(a, b),
    cell: (item) => (item.mode === 'kraft' ? 'KRaft' : 'ZooKeeper'),
    text: (item) => item.mode,
  },
  {
    id: 'version',
    header: 'Kafka',
    hideBelow: 'lg',
    cell: (item) => item.kafkaVersion ?? <Unknown reason={item.kafkaVersionReason} />,
    text: (item) => text(item.kafkaVersion),
  },
  {
    id: 'brokers',
    header: 'Brokers',
    align: 'right',
    sort: ascending((item) => item.brokersAlive, byName),
    cell: (item) => <Share value={item.brokersAlive} of={item.brokersTotal} reason={item.brokersAliveReason} />,
    text: (item) => (item.brokersAlive === null ? '' : `${item.brokersAlive}/${item.brokersTotal}`),
  },
  {
    id: 'controller',
    header: 'Controller',
    align: 'right',
    hideBelow: 'lg',
    cell: (item) => item.controllerId ?? <Unknown reason={item.controllerIdReason} />,
    text: (item) => text(item.controllerId),
  },
  {
    id: 'topics',
    header: 'Topics',
    align: 'right',
    hideBelow: 'lg',
    sort: ascending((item) => item.topics, byName),
    cell: (item) => <Count value={item.topics} reason={item.topicsReason} />,
    text: (item) => text(item.topics),
  },
  {
    id: 'partitions',
    header: 'Partitions',
    align: 'right',
    sort: ascending((item) => item.partitions, byName),
    cell: (item) => <Count value={item.partitions} reason={item.partitionsReason} />,
    text: (item) => text(item.partitions),
  },
  {
    id: 'offline',
    header: 'Offline',
    align: 'right',
    sort: ascending((item) => item.offline, byName),
    cell: (item) => <Trouble count={item.offline} reason={item.offlineReason} state="offline" />,
    text: (item) => text(item.offline),
  },
  {
    id: 'under-min-isr',
    header: '< min ISR',
    align: 'right',
    sort: ascending((item) => item.underMinIsr, byName),
    cell: (item) => <Trouble count={item.underMinIsr} reason={item.underMinIsrReason} state="minisr" />,
    text: (item) => text(item.underMinIsr),
  },
  {
    id: 'under-replicated',
    header: 'URP',
    align: 'right',
    sort: ascending((item) => item.underReplicated, byName),
    cell: (item) => <Trouble count={item.underReplicated} reason={item.underReplicatedReason} state="urp" />,
    text: (item) => text(item.underReplicated),
  },
  {
    id: 'groups',
    header: 'Groups',
    align: 'right',
    hideBelow: 'md',
    sort: ascending((item) => item.groupsInNeed, byName),
    cell: (item) => (
      <>
        <Count value={item.groups} reason={item.groupsReason} />
        {item.groupsInNeed ? <b className="t-urp ml-2">{`${item.groupsInNeed} in need`}</b> : null}
      </>
    ),
    text: (item) => text(item.groups),
  },
  {
    id: 'rate',
    header: 'Messages',
    unit: '/s',
    align: 'right',
    hideBelow: 'md',
    sort: ascending((item) => item.messagesPerSecond, byName),
    cell: (item) =>
      item.messagesPerSecond === null ? (
        <Unknown reason={item.messagesPerSecondReason} />
      ) : (
        formatRate(item.messagesPerSecond)
      ),
    text: (item) => text(item.messagesPerSecond),
  },
  {
    id: 'zookeeper',
    header: 'ZooKeeper',
    align: 'right',
    hideBelow: 'md',
    cell: (item) => (
      <Share
        value={item.zookeeperServing}
        of={item.zookeeperServers}
        reason={item.zookeeperServingReason ?? item.zookeeperServersReason}
      />
    ),
    text: (item) => (item.zookeeperServing === null ? '' : `${item.zookeeperServing}/${item.zookeeperServers}`),
  },
  {
    id: 'last-event',
    header: 'Last event',
    unit: 'UTC',
    hideBelow: 'lg',
    sort: ascending((item) => (item.lastEventAt === null ? null : Date.parse(item.lastEventAt)), byName),
    cell: (item) =>
      item.lastEventAt === null ? (
        <Unknown reason={item.lastEventReason} />
      ) : (
        <Link href={paths.events(item.id)} prefetch={false}>
          <Since at={Date.parse(item.lastEventAt)} />
        </Link>
      ),
    text: (item) => text(item.lastEventAt),
  },
  {
    id: 'fresh',
    header: 'Fresh',
    align: 'right',
    cell: (item) => <ClusterAge freshness={item.freshness} />,
    text: (item) => text(item.freshness.ageMs),
  },
]
