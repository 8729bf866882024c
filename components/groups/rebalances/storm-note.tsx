import { Panel } from '@/components/ui/panel'
import { Since } from '@/components/ui/since'
import { StateBadge } from '@/components/ui/state-badge'
import { stormRemedies, stormSuspect } from '@/lib/health/rebalance-storm'
import type { GroupRow } from '@/lib/rows/group-row'
import type { RebalanceRow } from './rebalance-row'

/** More than three rebalances in ten minutes. */
export function StormBadge() {
  return (
    <StateBadge state="urp" boxed>
      storm
    </StateBadge>
  )
}

/** What a storm of rebalances is about, and what usually ends it. Draws nothing where there is none. */
export function StormNote({ row, rows }: { row: GroupRow; rows: readonly RebalanceRow[] | null }) {
  const storm = row.rebalances?.storm ?? null
  if (storm === null) return null
  const type = row.type === 'consumer' ? 'consumer' : 'classic'
  const remedies = stormRemedies({
    type,
    protocol: row.assignor,
    trigger: row.rebalances?.last?.trigger.kind ?? null,
  })
  const suspect = stormSuspect(rows ?? [], storm.since)
  return (
    <Panel
      title="Rebalance storm"
      sub={
        <>
          {storm.count} in 10 min, since <Since at={storm.since} inSentence />
        </>
      }
      end={<StormBadge />}
    >
      <div className="rb-storm">
        <p>
          {suspect !== null && <b>{suspect}. </b>}
          {type === 'classic'
            ? 'Each rebalance of the classic protocol stops all members, unless their assignor is cooperative.'
            : 'Under KIP-848 members that keep their partitions go on reading; those that move stop for a moment.'}{' '}
          What usually ends it:
        </p>
        <dl>
          {remedies.map(({ setting, effect }) => (
            <div key={setting}>
              <dt className="mono">{setting}</dt>
              <dd>{effect}</dd>
            </div>
          ))}
        </dl>
      </div>
    </Panel>
  )
}
