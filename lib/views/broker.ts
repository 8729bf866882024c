import { type BlastRadius, blastRadius } from '../health/blast-radius'
import type { AdvertisedBroker, BrokerDisk, BrokerRegistration } from '../model/broker'
import type { ClusterModel } from '../model/cluster'
import { type BrokerRow, brokerRows } from '../rows/broker-row'
import { type PartitionRow, partitionRows } from '../rows/partition-row'

/** One broker's page. */
export interface BrokerView {
  row: BrokerRow
  registration: BrokerRegistration | null
  advertised: AdvertisedBroker | null
  blastRadius: BlastRadius
  disk: BrokerDisk | null
  diskReason: string | null
  /** Partitions with a replica here. */
  partitions: PartitionRow[]
}

/** null when the cluster does not know the id at all. */
export function brokerView(model: ClusterModel, id: number): BrokerView | null {
  const row = brokerRows(model).find((one) => one.id === id)
  if (!row) return null
  const rows = partitionRows(model)
  return {
    row,
    registration: model.registration.get(String(id)) ?? null,
    advertised: model.advertised.get(String(id)) ?? null,
    blastRadius: blastRadius(rows, id),
    disk: model.disk.get(String(id)) ?? null,
    diskReason: row.sizeReason,
    partitions: rows.filter((one) => one.replicas.includes(id)),
  }
}
