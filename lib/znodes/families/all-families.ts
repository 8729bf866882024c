import { aclFamilies } from './acl'
import { adminFamilies } from './admin'
import { brokerFamilies } from './brokers'
import { clusterFamilies } from './cluster'
import { configFamilies } from './config'
import { consumerFamilies } from './consumers'
import { controllerFamilies } from './controller'
import { delegationTokenFamilies } from './delegation-token'
import type { ZnodeFamily } from './family'
import { partitionFamilies } from './partitions'
import { topicFamilies } from './topics'
import { zookeeperFamilies } from './zookeeper'

/** Every kind of znode that Kafka 0.8 to 3.9 makes, and those of ZooKeeper itself. */
export const allFamilies: readonly ZnodeFamily[] = [
  ...clusterFamilies,
  ...brokerFamilies,
  ...topicFamilies,
  ...partitionFamilies,
  ...controllerFamilies,
  ...adminFamilies,
  ...configFamilies,
  ...aclFamilies,
  ...delegationTokenFamilies,
  ...consumerFamilies,
  ...zookeeperFamilies,
]
