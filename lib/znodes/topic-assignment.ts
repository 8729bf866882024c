import type { PartitionAssignment, TopicAssignment } from '../model/topic'
import { type JsonObject, type Znode, znodeJson } from './znode'

/**
 * `/brokers/topics/T`, formats 1 to 3 (Kafka's ZkData `TopicZNode`):
 * `{"removing_replicas":{},"partitions":{"0":[1,2,3],"1":[2,3,1]},"topic_id":"Zc3wNnnnQkmZ4OE3V9Bo5g","adding_replicas":{},"version":3}`
 */
export function parseTopicAssignment(name: string, znode: Znode): TopicAssignment {
  const json = znodeJson(znode)
  const partitions = json.object('partitions')
  const adding = json.has('adding_replicas') ? json.object('adding_replicas') : null
  const removing = json.has('removing_replicas') ? json.object('removing_replicas') : null
  return {
    name,
    topicId: json.has('topic_id') ? json.text('topic_id') : null,
    partitions: partitions
      .keys()
      .map(
        (key): PartitionAssignment => ({
          partition: Number(key),
          replicas: partitions.integers(key),
          adding: replicasOf(adding, key),
          removing: replicasOf(removing, key),
        }),
      )
      .sort((a, b) => a.partition - b.partition),
    createdAt: znode.stat.ctime,
    changedAt: znode.stat.mtime,
  }
}

function replicasOf(json: JsonObject | null, partition: string): number[] {
  return json?.has(partition) ? json.integers(partition) : []
}
