import { type ClusterModel, SINGLE } from '../model/cluster'
import { hasZooKeeper } from '../model/liveness'
import { oncePerModel } from '../model/once-per-model'
import { partitionAt } from '../model/partition-at'
import { findingTimes } from './finding-times'

/** What was held against each other, so that "they agree" says about what. */
export interface FindingCoverage {
  mode: 'zookeeper' | 'kraft'
  /** Partitions both sides were read of, and those that only one side was. */
  partitions: number
  uncompared: number
  /** Registered in ZooKeeper; without it, listed by the brokers. */
  brokers: number
  controller: boolean
  /** Reassignments under way. */
  moves: number
  /** When the older of the two sides was read, epoch ms; null while one has not been read completely. */
  comparedAt: number | null
  /** Which side cannot be read at the moment, and why. */
  standsStill: { name: string; reason: string | null } | null
}

/** Counts what `findings` compared. */
export const findingCoverage: (model: ClusterModel) => FindingCoverage = oncePerModel((model) => {
  const zookeeper = hasZooKeeper(model)
  const names = zookeeper ? ['zookeeper', 'metadata'] : ['metadata']
  const down = names.map((name) => model.source.get(name)).find((source) => source?.status === 'down')
  const shared = {
    moves: model.reassignment.size,
    standsStill: down === undefined ? null : { name: down.name, reason: down.reason },
  }
  if (!zookeeper) {
    const comparedAt = model.source.get('metadata')?.lastOkAt ?? null
    const brokers = model.advertised.size
    return { ...shared, mode: 'kraft', partitions: 0, uncompared: 0, brokers, controller: false, comparedAt }
  }
  const times = findingTimes(model)
  const read = times?.metadataAt ?? null
  let partitions = 0
  for (const { topic, partition } of model.partitionState.values()) {
    if (read !== null && partitionAt(model.topicMetadata.get(topic)?.partitions, partition)) partitions += 1
  }
  let assigned = 0
  for (const assignment of model.assignment.values()) assigned += assignment.partitions.length
  return {
    ...shared,
    mode: 'zookeeper',
    partitions,
    uncompared: assigned - partitions,
    brokers: model.registration.size,
    controller: model.controller.has(SINGLE) && (model.facts.get(SINGLE)?.controllerId ?? null) !== null,
    comparedAt: times === null || read === null ? null : Math.min(times.zookeeperAt, read),
  }
})
