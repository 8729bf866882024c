import { formatExact } from '../../format'
import type { PartitionAssignment } from '../../model/topic'
import type { MeaningField } from '../meaning'
import { parseTopicAssignment } from '../topic-assignment'
import { znodeJson } from '../znode'
import type { FamilyNode, FamilySays, ZnodeFamily } from './family'
import { folder } from './family'
import { brokerLinks, capital, count, link, listed, moment } from './phrases'

/** A person looks at some partitions here; for all of them there is a page. */
const MOST_PARTITIONS = 100

/** `/brokers/topics/T` (Kafka's ZkData `TopicZNode`). */
const topicAssignment: ZnodeFamily = {
  name: 'topic-assignment',
  path: '/brokers/topics/*',
  noun: 'The assignment of a topic',
  says: sayTopic,
}

function sayTopic({ znode, names: [name = ''] }: FamilyNode): FamilySays {
  const topic = parseTopicAssignment(name, znode)
  const sizes = [...new Set(topic.partitions.map(({ replicas }) => replicas.length))].sort((a, b) => a - b)
  const moving = topic.partitions.filter(({ adding, removing }) => adding.length + removing.length > 0)
  const moves =
    moving.length === 0
      ? ''
      : ` ${capital(count(moving.length, 'partition'))} ${moving.length === 1 ? 'is' : 'are'} being reassigned.`
  return {
    sentence: `Topic ${name} has ${count(topic.partitions.length, 'partition')} of ${listed(sizes)} ${sizes.length === 1 && sizes[0] === 1 ? 'replica' : 'replicas'}, made at ${moment(topic.createdAt)}.${moves} The first replica of each list is its preferred leader.`,
    fields: [
      ...(topic.topicId === null
        ? []
        : [field('topic_id', topic.topicId, 'Tells this topic from an earlier one of its name.')]),
      field('version', String(znodeJson(znode).integer('version')), 'Format of this record.'),
      ...topic.partitions.slice(0, MOST_PARTITIONS).map(partitionField),
      ...(topic.partitions.length > MOST_PARTITIONS
        ? [
            field(
              '…',
              `${formatExact(topic.partitions.length - MOST_PARTITIONS)} more partitions`,
              'See the page of the topic.',
            ),
          ]
        : []),
    ],
    links: [
      link(name, { kind: 'topic', topic: name }),
      link('Its settings', { kind: 'topic-config', topic: name }),
      ...brokerLinks(topic.partitions.slice(0, MOST_PARTITIONS).flatMap(({ replicas }) => replicas)),
    ],
  }
}

function partitionField({ partition, replicas, adding, removing }: PartitionAssignment): MeaningField {
  const steps = [
    ...(adding.length > 0 ? [`${listed(adding)} being added`] : []),
    ...(removing.length > 0 ? [`${listed(removing)} being removed`] : []),
  ]
  return field(`partition ${partition}`, replicas.join(', '), steps.length > 0 ? capital(`${steps.join(', ')}.`) : null)
}

function field(name: string, value: string, words: string | null): MeaningField {
  return { name, value, words }
}

/** `/brokers/topics` and each topic in it. */
export const topicFamilies: readonly ZnodeFamily[] = [
  folder('/brokers/topics', ({ children }) => ({
    sentence: `Holds ${count(children, 'topic')}: which partitions each has, and which brokers hold their replicas.`,
  })),
  topicAssignment,
]
