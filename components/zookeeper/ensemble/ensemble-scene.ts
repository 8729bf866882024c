import { ensembleVerdict } from '@/lib/health/ensemble-verdict'
import type { Sentence, Verdict } from '@/lib/health/sentence'
import { type ClusterModel, SINGLE } from '@/lib/model/cluster'
import { paths } from '@/lib/paths'
import { type EnsembleRow, ensembleRows } from '@/lib/rows/ensemble-row'

/** What the page of the ensemble shows. */
export interface EnsembleScene {
  verdict: Verdict
  rows: EnsembleRow[]
  /** Kafka's controller: the broker, and since when (epoch ms); null while there is none. */
  controller: { brokerId: number; since: number } | null
}

/** The same on server and in browser. */
export function ensembleScene(model: ClusterModel): EnsembleScene {
  const controller = model.controller.get(SINGLE)
  return {
    verdict: ensembleVerdict(model),
    rows: ensembleRows(model),
    controller: controller === undefined ? null : { brokerId: controller.brokerId, since: controller.since },
  }
}

/** Says that ZooKeeper's leader is not Kafka's controller, with both named. */
export function twoLeaders({ rows, controller }: EnsembleScene, cluster: string): Sentence {
  const leader = rows.find(({ mode }) => mode === 'leader')
  const first = leader
    ? `ZooKeeper’s leader, ${leader.server}, orders the writes to the znodes; it does not lead Kafka. `
    : 'The leader of an ensemble orders the writes to the znodes; it does not lead Kafka. '
  if (controller === null) return [{ text: `${first}Kafka has no controller at this moment.` }]
  return [
    { text: `${first}Kafka’s controller is ` },
    { text: `broker ${controller.brokerId}`, href: paths.broker(cluster, controller.brokerId), strong: true },
    { text: ' since ' },
    { text: new Date(controller.since).toISOString(), since: controller.since },
    { text: '.' },
  ]
}
