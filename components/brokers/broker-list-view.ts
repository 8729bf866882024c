import { bootstrapServer } from '@/components/configs/bootstrap-server'
import { brokersVerdict } from '@/lib/health/list-verdicts'
import type { Verdict } from '@/lib/health/sentence'
import type { ClusterModel } from '@/lib/model/cluster'
import { type BrokerRow, brokerRows } from '@/lib/rows/broker-row'
import { compareNames } from '@/lib/rows/partition-row'

/** What the page of all brokers shows. */
export interface BrokerListView {
  verdict: Verdict
  /** Ascending by id, gone and missing ones included. */
  rows: BrokerRow[]
  /** Ascending; empty when no broker names one. */
  racks: string[]
  bootstrap: string | null
}

/** The page of all brokers, the same on the server and in the browser. */
export function brokerListView(model: ClusterModel): BrokerListView {
  const rows = brokerRows(model)
  const racks = new Set(rows.flatMap(({ rack }) => (rack === null ? [] : [rack])))
  return {
    verdict: brokersVerdict(model),
    rows,
    racks: [...racks].sort(compareNames),
    bootstrap: bootstrapServer(model),
  }
}
