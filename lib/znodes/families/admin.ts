import { formatExact } from '../../format'
import type { MeaningField } from '../meaning'
import { znodePaths } from '../paths'
import { folder, type ZnodeFamily } from './family'
import { type ListedPartition, partitionLinks, partitionsIn } from './partition-list'
import { brokerLinks, capital, count, link, moment } from './phrases'

const MOST_PARTITIONS = 100

/** `/admin/delete_topics/T` (Kafka's ZkData `DeleteTopicsTopicZNode`): no data. */
const topicDeletion: ZnodeFamily = {
  name: 'topic-deletion',
  path: '/admin/delete_topics/*',
  noun: 'The request to delete a topic',
  says: ({ znode, names: [topic = ''] }) => ({
    sentence: `Topic ${topic} shall be deleted, asked for at ${moment(znode.stat.ctime)}. The controller removes this when every replica is gone; a dead broker or a running reassignment holds it up.`,
    links: [link(topic, { kind: 'topic', topic }), link('Its znode', { kind: 'znode', path: znodePaths.topic(topic) })],
  }),
}

/** `/admin/reassign_partitions` (Kafka's ZkData `ReassignPartitionsZNode`), written by tools before Kafka 2.4. */
const reassignment: ZnodeFamily = {
  name: 'reassignment',
  path: '/admin/reassign_partitions',
  noun: 'The request to reassign partitions',
  says({ znode }) {
    const partitions = partitionsIn(znode)
    return {
      sentence: `${shall(partitions)} move to other brokers, asked for at ${moment(znode.stat.ctime)}. The controller takes each partition off this list when it is moved, and removes the node at the end.`,
      fields: listFields(partitions, ({ replicas }) => (replicas ?? []).join(', '), 'Shall be held by these brokers.'),
      links: [...partitionLinks(partitions), ...brokerLinks(partitions.flatMap(({ replicas }) => replicas ?? []))],
    }
  },
}

/** `/admin/preferred_replica_election` (Kafka's ZkData `PreferredReplicaElectionZNode`), written by tools before 2.4. */
const preferredElection: ZnodeFamily = {
  name: 'preferred-election',
  path: '/admin/preferred_replica_election',
  noun: 'The request to elect preferred leaders',
  says({ znode }) {
    const partitions = partitionsIn(znode)
    return {
      sentence: `${shall(partitions)} be led by the preferred leader again, asked for at ${moment(znode.stat.ctime)}. The controller removes this when it is done.`,
      fields: listFields(partitions, () => '', 'Its first live replica in sync shall lead.'),
      links: partitionLinks(partitions),
    }
  },
}

function shall(partitions: readonly unknown[]): string {
  return `${capital(count(partitions.length, 'partition'))} shall`
}

function listFields(
  partitions: readonly ListedPartition[],
  valueText: (partition: ListedPartition) => string,
  words: string,
): MeaningField[] {
  const left = partitions.length - MOST_PARTITIONS
  const fields = partitions.slice(0, MOST_PARTITIONS).map((one): MeaningField => {
    return { name: `${one.topic}-${one.partition}`, value: valueText(one), words }
  })
  return left > 0 ? [...fields, { name: '…', value: `${formatExact(left)} more partitions`, words: null }] : fields
}

/** What people and tools have asked the controller for. */
export const adminFamilies: readonly ZnodeFamily[] = [
  folder('/admin', 'Holds what people and tools have asked of the controller and is not done yet.'),
  folder('/admin/delete_topics', ({ children }) => ({
    sentence: `${capital(count(children, 'topic'))} ${children === 1 ? 'waits' : 'wait'} for deletion.`,
  })),
  topicDeletion,
  reassignment,
  preferredElection,
]
