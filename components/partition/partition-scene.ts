import { bootstrapServer } from '@/components/configs/bootstrap-server'
import type { BrokerDeparture, BrokerRegistration } from '@/lib/model/broker'
import { type ClusterModel, SINGLE } from '@/lib/model/cluster'
import type { Controller } from '@/lib/model/controller'
import { type PartitionCommit, partitionCommits } from '@/lib/rows/topic-consumers'
import { type PartitionView, partitionView } from '@/lib/views/partition'

/** Everything the partition page draws, as one plain value that the server can hand to the browser. */
export interface PartitionScene {
  view: PartitionView
  /** null in KRaft. */
  controller: Controller | null
  zookeeper: boolean
  /** Registrations and departures of the brokers that hold a replica. */
  registrations: BrokerRegistration[]
  departures: BrokerDeparture[]
  /** ctime of the topic, epoch ms; null without ZooKeeper. */
  createdAt: number | null
  /** What each group committed here, lowest first. */
  commits: PartitionCommit[]
  /** `host:port` for commands; null while no broker is known. */
  bootstrap: string | null
}

/** The scene of one partition; null when the cluster does not have it. */
export function partitionScene(model: ClusterModel, topic: string, partition: number): PartitionScene | null {
  const view = partitionView(model, topic, partition)
  if (!view) return null
  const ids = view.row.replicas.map(String)
  return {
    view,
    controller: model.controller.get(SINGLE) ?? null,
    zookeeper: model.identity.get(SINGLE)?.mode !== 'kraft',
    registrations: ids.flatMap((id) => model.registration.get(id) ?? []),
    departures: ids.flatMap((id) => model.departure.get(id) ?? []),
    createdAt: model.assignment.get(topic)?.createdAt ?? null,
    commits: partitionCommits(model, topic, partition),
    bootstrap: bootstrapServer(model),
  }
}
