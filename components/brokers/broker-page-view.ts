import { bootstrapServer } from '@/components/configs/bootstrap-server'
import type { Verdict } from '@/lib/health/sentence'
import { type ClusterModel, SINGLE } from '@/lib/model/cluster'
import { type BrokerView, brokerView } from '@/lib/views/broker'
import { type BrokerEffect, effectsOfAbsence, effectsOfStopping } from './broker-effects'
import { type BrokerPartition, brokerPartitions } from './broker-partitions-view'
import { type BrokerShow, showCounts } from './broker-shows'
import { brokerVerdict } from './broker-verdict'

/** What the page of one broker shows. */
export interface BrokerPageView extends Omit<BrokerView, 'partitions' | 'blastRadius'> {
  verdict: Verdict
  /** True when the broker left: `effects` then tell what its absence costs, else what its end would cost. */
  away: boolean
  effects: BrokerEffect[]
  counts: Record<BrokerShow, number>
  partitions: BrokerPartition[]
  bootstrap: string | null
}

const FIRST_SCREEN = 60

/** null when the cluster does not know the id. */
export function brokerPageView(model: ClusterModel, id: number): BrokerPageView | null {
  const view = brokerView(model, id)
  if (!view) return null
  const { partitions, blastRadius, ...facts } = view
  const cluster = model.identity.get(SINGLE)?.id ?? ''
  const rows = brokerPartitions(model, id, partitions, blastRadius)
  const away = facts.row.state === 'gone' || facts.row.state === 'missing'
  return {
    ...facts,
    verdict: brokerVerdict(view),
    away,
    effects: away ? effectsOfAbsence(cluster, id, rows) : effectsOfStopping(cluster, id, rows),
    counts: showCounts(rows),
    partitions: rows,
    bootstrap: bootstrapServer(model),
  }
}

/** The same page cut to what the first screen can show, so that thousands of partitions do not travel inside the HTML. */
export function firstOfBroker(view: BrokerPageView, tab: 'partitions' | 'other'): BrokerPageView {
  return { ...view, partitions: tab === 'partitions' ? view.partitions.slice(0, FIRST_SCREEN) : [] }
}
