import type { ClusterModel } from '../model/cluster'
import { hasZooKeeper } from '../model/liveness'
import { oncePerModel } from '../model/once-per-model'
import type { Finding } from './finding'
import { brokerFindings, silentListedFindings } from './finding-brokers'
import { controllerSessionFinding } from './finding-controller-session'
import { partitionFindings } from './finding-partitions'
import { findingTimes } from './finding-times'
import { topicFindings } from './finding-topics'
import { stuckMoves } from './stuck-move'

/** Everything two sources disagree about for longer than a change takes to travel, oldest first. */
export const findings: (model: ClusterModel) => Finding[] = oncePerModel((model) => {
  const found = [
    ...(hasZooKeeper(model) ? zookeeperFindings(model) : silentListedFindings(model)),
    ...stuckMoves(model),
  ]
  return found.sort((a, b) => (a.since ?? 0) - (b.since ?? 0) || (a.subject < b.subject ? -1 : 1))
})

function zookeeperFindings(model: ClusterModel): Finding[] {
  const times = findingTimes(model)
  if (times === null) return []
  const zombie = controllerSessionFinding(model)
  return [
    ...partitionFindings(model, times),
    ...(zombie === null ? [] : [zombie]),
    ...brokerFindings(model, times),
    ...topicFindings(model, times),
  ]
}
