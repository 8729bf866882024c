import { ReplicaChips } from '@/components/ui/replica-chips'
import type { PartitionRow } from '@/lib/rows/partition-row'

/** The replicas of one partition with what its row knows of each. */
export function PartitionReplicas({ row }: { row: PartitionRow }) {
  return (
    <ReplicaChips
      replicas={row.replicas}
      leader={row.leader}
      isr={row.isr}
      offline={row.offlineReplicas}
      adding={row.addingReplicas}
      removing={row.removingReplicas}
      preferred={row.preferredLeader}
    />
  )
}
