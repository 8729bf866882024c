import Link from 'next/link'
import { useParams } from 'next/navigation'
import type { ReactNode } from 'react'
import { Since } from '@/components/ui/since'
import { Unknown } from '@/components/ui/unknown'
import { formatCount } from '@/lib/format'
import { paths } from '@/lib/paths'
import { OFFSETS_TOPIC } from '@/lib/records/coordinator-partition'
import type { GroupRow } from '@/lib/rows/group-row'
import type { GroupView } from '@/lib/views/group'
import { GroupVerdict } from './group-verdict'

/** What a group is: its verdict in words, who coordinates it, by which protocol it shares its partitions. */
export function GroupFacts({ view }: { view: GroupView }) {
  const { row, groupEpoch, assignmentEpoch } = view
  const { topics, lagKnown } = row
  const behind = assignmentEpoch === null ? 'assignment not known' : `assignment at ${assignmentEpoch}`
  return (
    <dl className="group-facts">
      <Fact name="Verdict">
        <GroupVerdict progress={row.progress} />{' '}
        {row.progress?.sentence != null && <span className="mut">{row.progress.sentence}</span>}
      </Fact>
      <Fact name="State">
        {row.state ?? <Unknown reason={row.stateReason} />}{' '}
        {row.kind !== 'zookeeper' && (
          <span className="mut">
            since {row.since === null ? 'before we connected' : <Since at={row.since} inSentence />}
          </span>
        )}
      </Fact>
      <Fact name="Coordinator">
        <Coordinator row={row} />
      </Fact>
      <Fact name="Assignor">
        {row.assignor === null ? (
          <Unknown reason={row.assignorReason} />
        ) : (
          // Java's assignors are class names at times; the last word says it.
          <span title={row.assignor}>{row.assignor.slice(row.assignor.lastIndexOf('.') + 1)}</span>
        )}
      </Fact>
      <Fact name="Protocol">
        {row.kind === 'zookeeper' ? (
          'by ZooKeeper'
        ) : row.protocolType === '' ? (
          <Unknown reason="it only commits offsets and joins nothing" />
        ) : (
          row.protocolType
        )}
      </Fact>
      <Fact name="Type">{row.type ?? <Unknown reason={row.typeReason} />}</Fact>
      <Fact name="Partitions">
        {formatCount(lagKnown.of)}{' '}
        <span className="mut">
          of {topics.length === 1 ? topics[0] : `${formatCount(topics.length)} topics`}
          {lagKnown.partitions < lagKnown.of && `, lag of ${lagKnown.partitions} known`}
        </span>
      </Fact>
      {groupEpoch !== null && (
        <Fact name="Group epoch">
          {groupEpoch} <span className="mut">{groupEpoch === assignmentEpoch ? 'assignment is up to it' : behind}</span>
        </Fact>
      )}
    </dl>
  )
}

function Fact({ name, children }: { name: string; children: ReactNode }) {
  return (
    <div>
      <dt>{name}</dt>
      <dd>{children}</dd>
    </div>
  )
}

function Coordinator({ row: { kind, coordinator, coordinatorReason, coordinatorPartition } }: { row: GroupRow }) {
  const { cluster } = useParams<{ cluster: string }>()
  if (kind === 'zookeeper') return <Unknown reason={coordinatorReason} />
  return (
    <>
      {coordinator === null ? (
        <Unknown reason={coordinatorReason} />
      ) : (
        <Link className="ent" href={paths.broker(cluster, coordinator)} prefetch={false}>
          Broker {coordinator}
        </Link>
      )}{' '}
      <span className="mut">
        by{' '}
        {coordinatorPartition === null ? (
          `a partition of ${OFFSETS_TOPIC} that is not known`
        ) : (
          <Link className="ent" href={paths.partition(cluster, OFFSETS_TOPIC, coordinatorPartition)} prefetch={false}>
            {OFFSETS_TOPIC}-{coordinatorPartition}
          </Link>
        )}
      </span>
    </>
  )
}
