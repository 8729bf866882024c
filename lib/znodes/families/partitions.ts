import { parsePartitionState } from '../partition-state'
import { type FieldWords, folder, type ZnodeFamily } from './family'
import { numberOf } from './path-number'
import { brokerLinks, count, link, listed, moment } from './phrases'

const STATE_WORDS = new Map<string, FieldWords>([
  ['leader', (id) => (id === '-1' ? 'There is no leader.' : `Broker ${id} serves reads and writes.`)],
  ['isr', 'The replicas in sync: each of them can lead without losing a committed record.'],
  ['leader_epoch', 'Rises with every election of a leader and every removal of a replica.'],
  ['controller_epoch', 'The controller in whose term this was written.'],
  [
    'leader_recovery_state',
    (state) => (state === '1' ? 'The leader recovers from an unclean election.' : 'The leader is recovered.'),
  ],
  ['version', 'Format of this record.'],
])

/** `/brokers/topics/T/partitions/P/state` (Kafka's ZkData `TopicPartitionStateZNode`). */
const partitionState: ZnodeFamily = {
  name: 'partition-state',
  path: '/brokers/topics/*/partitions/*/state',
  noun: 'The state of a partition',
  words: STATE_WORDS,
  says({ znode, names: [topic = '', name = ''] }) {
    const state = parsePartitionState(topic, numberOf(name), znode)
    const { leader, isr, partition } = state
    const others = isr.filter((id) => id !== leader)
    const changed = moment(znode.stat.mtime)
    const who =
      leader === null
        ? `${topic}-${partition} has no leader: it serves neither reads nor writes. Last in sync: ${listed(isr)}; last written at ${changed}.`
        : znode.stat.version === 0
          ? `Broker ${leader} leads ${topic}-${partition} since it was made at ${changed}, ${inSync(others)}.`
          : `Broker ${leader} leads ${topic}-${partition}, ${inSync(others)}. Leader or in-sync replicas changed last at ${changed}.`
    return {
      sentence: state.recovering ? `${who} It recovers from an unclean election, so records may be lost.` : who,
      links: [
        link(`${topic}-${partition}`, { kind: 'partition', topic, partition }),
        link(topic, { kind: 'topic', topic }),
        ...brokerLinks([...(leader === null ? [] : [leader]), ...isr]),
      ],
    }
  },
}

function inSync(others: readonly number[]): string {
  return others.length === 0
    ? 'and is the only replica in sync'
    : `with ${others.length === 1 ? 'broker' : 'brokers'} ${listed(others)} in sync`
}

/** The nodes below `/brokers/topics/T`. */
export const partitionFamilies: readonly ZnodeFamily[] = [
  folder('/brokers/topics/*/partitions', ({ names: [topic = ''], children }) => ({
    sentence: `Holds ${count(children, 'partition')} of ${topic}. The controller makes a node for a partition when it first elects its leader.`,
    links: [link(topic, { kind: 'topic', topic })],
  })),
  folder('/brokers/topics/*/partitions/*', ({ znode, names: [topic = '', name = ''] }) => {
    const partition = numberOf(name)
    return {
      sentence: `Partition ${partition} of ${topic}; its leader and in-sync replicas stand in the node "state" below.`,
      links: [
        link(`${topic}-${partition}`, { kind: 'partition', topic, partition }),
        link('state', { kind: 'znode', path: `${znode.path}/state` }),
      ],
    }
  }),
  partitionState,
]
