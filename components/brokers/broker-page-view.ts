import { bootstrapServer } from '@/components/configs/bootstrap-server'
import type { BlastRadius } from '@/lib/health/blast-radius'
import type { Verdict } from '@/lib/health/sentence'
import type { ClusterModel } from '@/lib/model/cluster'
import { type BrokerView, brokerView } from '@/lib/views/broker'
import { type BrokerPartition, type BrokerRole, brokerPartitions } from './broker-partitions-view'
import { brokerVerdict } from './broker-verdict'

/** A number of partitions and the first of them, as `topic/partition`. */
export interface SomePartitions {
  count: number
  first: string[]
}

/** What the page of one broker shows. */
export interface BrokerPageView extends Omit<BrokerView, 'partitions' | 'blastRadius'> {
  verdict: Verdict
  blast: Record<keyof BlastRadius, SomePartitions>
  roles: Record<BrokerRole, number>
  partitions: BrokerPartition[]
  bootstrap: string | null
}

const NAMED = 8
const FIRST_SCREEN = 60

/** null when the cluster does not know the id. */
export function brokerPageView(model: ClusterModel, id: number): BrokerPageView | null {
  const view = brokerView(model, id)
  if (!view) return null
  const { partitions, blastRadius, ...facts } = view
  const rows = brokerPartitions(model, id, partitions, blastRadius)
  const roles: Record<BrokerRole, number> = { leader: 0, 'in-sync': 0, 'out-of-sync': 0, offline: 0 }
  for (const { role } of rows) roles[role]++
  return {
    ...facts,
    verdict: brokerVerdict(view),
    blast: {
      offline: some(blastRadius.offline),
      underMinIsr: some(blastRadius.underMinIsr),
      losesLeader: some(blastRadius.losesLeader),
    },
    roles,
    partitions: rows,
    bootstrap: bootstrapServer(model),
  }
}

/** The same page cut to what the first screen can show, so that thousands of partitions do not travel inside the HTML. */
export function firstOfBroker(view: BrokerPageView, tab: 'partitions' | 'other'): BrokerPageView {
  return { ...view, partitions: tab === 'partitions' ? view.partitions.slice(0, FIRST_SCREEN) : [] }
}

function some(keys: readonly string[]): SomePartitions {
  return { count: keys.length, first: keys.slice(0, NAMED) }
}
