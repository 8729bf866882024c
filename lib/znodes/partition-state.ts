import type { PartitionState } from '../model/partition'
import { type Znode, znodeJson } from './znode'

/**
 * `/brokers/topics/T/partitions/P/state` (Kafka's ZkData `TopicPartitionStateZNode`):
 * `{"controller_epoch":1,"leader":1,"version":1,"leader_epoch":0,"isr":[1,2,3]}`; leader −1 is none;
 * `leader_recovery_state` 1 stands only while the partition recovers from an unclean election.
 */
export function parsePartitionState(topic: string, partition: number, znode: Znode): PartitionState {
  const json = znodeJson(znode)
  const leader = json.integer('leader')
  return {
    topic,
    partition,
    leader: leader >= 0 ? leader : null,
    leaderEpoch: json.integer('leader_epoch'),
    controllerEpoch: json.integer('controller_epoch'),
    isr: json.integers('isr'),
    recovering: json.has('leader_recovery_state') && json.integer('leader_recovery_state') === 1,
    partitionEpoch: znode.stat.version,
    changedAt: znode.stat.mtime,
    mzxid: znode.stat.mzxid,
  }
}
