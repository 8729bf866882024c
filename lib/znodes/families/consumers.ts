import { formatExact } from '../../format'
import { znodePaths } from '../paths'
import { znodeJson } from '../znode'
import { parseConsumerOffset, parsePartitionOwner } from '../zookeeper-consumer'
import { type FieldWords, folder, type ZnodeFamily } from './family'
import { numberOf } from './path-number'
import { count, link, listed, moment, momentWords } from './phrases'

const LEGACY = 'Only consumers of Kafka 1.1 and older keep themselves in ZooKeeper.'

/** By its path: a group of the same name may be in Kafka. */
function groupLink(group: string) {
  return link(`Group ${group}`, { kind: 'group', id: znodePaths.consumerGroup(group) })
}

/** `/consumers/G/ids/C` (Kafka's ZkUtils up to 1.1): `{"version":1,"subscription":{"orders":1},"pattern":"static","timestamp":"1795268180762"}`. */
const member: ZnodeFamily = {
  name: 'consumer-member',
  path: '/consumers/*/ids/*',
  noun: 'The registration of an old consumer',
  words: new Map<string, FieldWords>([
    ['subscription', 'How many streams it reads of which topic.'],
    ['pattern', 'How it chose its topics: by name, or by pattern.'],
    ['timestamp', momentWords],
    ['version', 'Format of this record.'],
  ]),
  says({ znode, names: [group = '', consumer = ''] }) {
    const topics = znodeJson(znode).object('subscription').keys()
    return {
      sentence: `Consumer ${consumer} of group ${group} reads ${listed(topics)} since ${moment(znode.stat.ctime)}; it goes with its session.`,
      links: [...topics.slice(0, 8).map((topic) => link(topic, { kind: 'topic', topic })), groupLink(group)],
    }
  },
}

/** `/consumers/G/owners/T/P` (Kafka's ZkUtils up to 1.1): the id of a consumer's thread as text. */
const owner: ZnodeFamily = {
  name: 'consumer-owner',
  path: '/consumers/*/owners/*/*',
  noun: 'The owner of a partition in an old consumer group',
  says({ znode, names: [group = '', topic = '', name = ''] }) {
    const partition = numberOf(name)
    parsePartitionOwner(znode)
    return {
      sentence: `${topic}-${partition} is read by one thread of group ${group} since ${moment(znode.stat.ctime)}.`,
      fields: [{ name: 'thread', value: znode.data ?? '', words: 'Consumer and number of its thread.' }],
      links: [link(`${topic}-${partition}`, { kind: 'partition', topic, partition }), groupLink(group)],
    }
  },
}

/** `/consumers/G/offsets/T/P` (Kafka's ZkData `ConsumerOffset`): the offset as text. */
const committed: ZnodeFamily = {
  name: 'consumer-offset',
  path: '/consumers/*/offsets/*/*',
  noun: 'The offset of an old consumer group',
  says({ znode, names: [group = '', topic = '', name = ''] }) {
    const partition = numberOf(name)
    const offset = parseConsumerOffset(znode)
    return {
      sentence: `Group ${group} has read ${topic}-${partition} up to offset ${formatExact(offset)}, last committed at ${moment(znode.stat.mtime)}. ${LEGACY}`,
      fields: [{ name: 'offset', value: offset, words: 'The next record to read.' }],
      links: [link(`${topic}-${partition}`, { kind: 'partition', topic, partition }), groupLink(group)],
    }
  },
}

/** `/consumers` and all below. */
export const consumerFamilies: readonly ZnodeFamily[] = [
  folder('/consumers', ({ children }) => ({
    sentence: `Holds ${count(children, 'consumer group')} of the old kind. ${LEGACY}`,
  })),
  folder('/consumers/*', ({ names: [group = ''] }) => ({
    sentence: `Consumer group ${group}, of the old kind: members, who reads which partition, and offsets. ${LEGACY}`,
    links: [groupLink(group)],
  })),
  folder('/consumers/*/ids', ({ names: [group = ''], children }) => ({
    sentence: `Group ${group} has ${count(children, 'live member')}.`,
  })),
  member,
  folder('/consumers/*/owners', ({ children }) => ({
    sentence: `Partitions of ${count(children, 'topic')} have an owner.`,
  })),
  folder('/consumers/*/owners/*', ({ names: [, topic = ''], children }) => ({
    sentence: `${formatExact(children)} of the partitions of ${topic} have an owner.`,
    links: [link(topic, { kind: 'topic', topic })],
  })),
  owner,
  folder('/consumers/*/offsets', ({ children }) => ({ sentence: `Offsets are kept for ${count(children, 'topic')}.` })),
  folder('/consumers/*/offsets/*', ({ names: [, topic = ''], children }) => ({
    sentence: `Offsets are kept for ${count(children, 'partition')} of ${topic}.`,
    links: [link(topic, { kind: 'topic', topic })],
  })),
  committed,
]
