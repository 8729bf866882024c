import { Unknown } from '@/components/ui/unknown'
import { formatClock, formatCount } from '@/lib/format'
import type { TopicPartitions } from '@/lib/model/consumer-group'
import type { RebalanceMember } from '@/lib/model/rebalance'
import { memberName, triggerWords } from '@/lib/rebalances/trigger-words'
import { CauseTag } from './rebalance-cells'
import type { RebalanceRow } from './rebalance-row'

const MOST_MEMBERS = 100

const CHANGE_WORD: Record<RebalanceMember['change'], string> = {
  joined: 'joined',
  left: 'left',
  stayed: 'stayed',
  replaced: 'came back',
}

/** Everything known of one rebalance: when, why and on what grounds, and what each member gained, lost and kept. */
export function RebalanceDetails({ row, now }: { row: RebalanceRow; now: number }) {
  const time = (at: number | null, reason: string | null) =>
    at === null ? <Unknown reason={reason} /> : formatClock(at, { now, ms: true })
  const order: Record<RebalanceMember['change'], number> = { left: 0, joined: 1, replaced: 1, stayed: 2 }
  const members = row.members.toSorted((a, b) => order[a.change] - order[b.change])
  return (
    <div className="rb-details">
      <dl className="kv">
        <dt>{row.type === 'classic' ? 'Generation' : 'Group epoch'}</dt>
        <dd>
          {row.generation}
          {row.skipped > 0 && <small> the {formatCount(row.skipped)} before it were begun and never completed</small>}
        </dd>
        <dt>Began</dt>
        <dd>
          {time(row.startedAt, row.startedReason)}
          {row.startedNote !== null && <small> {row.startedNote}</small>}
        </dd>
        {row.type === 'classic' && (
          <>
            <dt>All joined</dt>
            <dd>{time(row.joinedAt, row.joinedReason)}</dd>
          </>
        )}
        <dt>Complete</dt>
        <dd>{time(row.completedAt, row.completedReason)}</dd>
        <dt>Assignor</dt>
        <dd>
          <Change before={row.protocolBefore} after={row.protocol} />
        </dd>
        {row.type === 'classic' && (
          <>
            <dt>Leader</dt>
            <dd title={row.leader ?? undefined}>
              <Change
                before={row.leaderBefore && memberName(row.leaderBefore, row.members)}
                after={row.leader && memberName(row.leader, row.members)}
              />
            </dd>
          </>
        )}
        {row.fromPast && (
          <>
            <dt>Source</dt>
            <dd>
              <small>read from __consumer_offsets: it happened before we watched</small>
            </dd>
          </>
        )}
      </dl>
      <ul className="rb-triggers" aria-label="Causes">
        {row.triggers.map((trigger) => (
          <li key={`${trigger.kind} ${trigger.memberId}`}>
            <b title={trigger.memberId ?? undefined}>{triggerWords(trigger, row.members)}</b>{' '}
            <CauseTag trigger={trigger} /> <span className="mut">{trigger.evidence}</span>
          </li>
        ))}
      </ul>
      {/* biome-ignore lint/a11y/noNoninteractiveTabindex: a scrolling region must be reachable by keyboard */}
      <section className="rb-scroll" aria-label="What each member gained and lost" tabIndex={0}>
        <table className="rb-members" aria-label={`Members of generation ${row.generation}`}>
          <thead>
            <tr>
              <th scope="col">Member</th>
              <th scope="col">Host</th>
              <th scope="col">Change</th>
              <th scope="col">Gained</th>
              <th scope="col">Lost</th>
              <th scope="col">Kept</th>
            </tr>
          </thead>
          <tbody>
            {members.slice(0, MOST_MEMBERS).map((member) => (
              <Member key={member.memberId} member={member} all={row.members} />
            ))}
          </tbody>
        </table>
      </section>
      {members.length > MOST_MEMBERS && (
        <p className="mut">and {formatCount(members.length - MOST_MEMBERS)} more members that stayed or changed</p>
      )}
    </div>
  )
}

function Member({ member, all }: { member: RebalanceMember; all: readonly RebalanceMember[] }) {
  const { memberId, host, change, replaces, before, after, gained, lost, kept } = member
  return (
    <tr>
      <th scope="row" className="mono" title={memberId}>
        {memberName(memberId, all)}
      </th>
      <td>{host}</td>
      <td className={change === 'left' ? 't-urp' : undefined} title={replaces ?? undefined}>
        {CHANGE_WORD[change]}
        {replaces !== null && ' under a new id'}
      </td>
      <Share count={gained} topics={minus(after, before)} />
      <Share count={lost} topics={minus(before, after)} />
      <Share count={kept} topics={[]} />
    </tr>
  )
}

/** How many partitions, and which on a second line. */
function Share({ count, topics }: { count: number | null; topics: readonly TopicPartitions[] }) {
  const words = topics.map(({ topic, partitions }) => `${topic} ${partitions.join(' ')}`).join(', ')
  return (
    <td>
      {count === null ? <Unknown reason="what it held before or holds since is not known" /> : formatCount(count)}
      {count !== null && count > 0 && words !== '' && (
        <span className="rb-which" title={words.slice(0, 2_000)}>
          {words}
        </span>
      )}
    </td>
  )
}

/** "range → cooperative-sticky", or one where it did not change. */
function Change({ before, after }: { before: string | null; after: string | null }) {
  if (before === after || before === null) return after ?? <Unknown reason="none is chosen, or it is not known" />
  return `${before} → ${after ?? 'none'}`
}

/** The partitions of `some` that `others` does not name; nothing where `some` is not known. */
function minus(some: readonly TopicPartitions[] | null, others: readonly TopicPartitions[] | null): TopicPartitions[] {
  const known = new Map((others ?? []).map(({ topic, partitions }) => [topic, new Set(partitions)]))
  return (some ?? []).flatMap(({ topic, partitions }) => {
    const rest = partitions.filter((partition) => !known.get(topic)?.has(partition))
    return rest.length === 0 ? [] : [{ topic, partitions: rest }]
  })
}
