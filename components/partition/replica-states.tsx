import { Count } from '@/components/ui/count'
import { ReplicaChips } from '@/components/ui/replica-chips'
import { Since } from '@/components/ui/since'
import { StateBadge } from '@/components/ui/state-badge'
import type { CellState } from '@/lib/rows/partition-status'
import type { ReplicaRole } from '@/lib/views/partition'
import type { PartitionScene } from './partition-scene'
import type { SwimLanes } from './swim-lanes'

const ROLE: Record<ReplicaRole, { word: string; state: CellState }> = {
  leader: { word: 'leader', state: 'ok' },
  'in-sync': { word: 'in sync', state: 'ok' },
  'out-of-sync': { word: 'out of sync', state: 'urp' },
  offline: { word: '', state: 'offline' },
  adding: { word: 'being added', state: 'move' },
  removing: { word: 'being removed', state: 'move' },
}

/** Each replica in Kafka's word, its part, and since when it plays it. */
export function ReplicaStates({ scene, lanes }: { scene: PartitionScene; lanes: SwimLanes }) {
  const { row, replicas } = scene.view
  return (
    <ul className="replica-states">
      {replicas.map(({ id, role, state, offsetLag }) => {
        const { word, state: cell } = ROLE[role]
        return (
          <li key={id}>
            <ReplicaChips
              replicas={[id]}
              leader={row.leader}
              isr={row.isr}
              offline={row.offlineReplicas}
              adding={row.addingReplicas}
              removing={row.removingReplicas}
            />
            <span>
              {cell === 'ok' ? state : <StateBadge state={cell}>{state}</StateBadge>}{' '}
              <span className={cell === 'ok' ? 'mut' : `t-${cell}`}>{word}</span>
              {offsetLag !== null && offsetLag !== '0' && (
                <span className="mut">
                  {' '}
                  · <Count value={offsetLag} /> behind
                </span>
              )}
            </span>
            <Since at={lanes.replicaSince.get(id) ?? null} reason="unchanged since we connected" />
          </li>
        )
      })}
    </ul>
  )
}
