import { parseBrokerRegistration } from '../broker-registration'
import { type FieldWords, folder, type ZnodeFamily } from './family'
import { numberOf } from './path-number'
import { brokerLinks, capital, count, moment, momentWords } from './phrases'

const REGISTRATION_WORDS = new Map<string, FieldWords>([
  ['host', 'Host of the first PLAINTEXT listener, for clients of Kafka 0.9 and older.'],
  ['port', (port) => (port === '-1' ? 'There is no PLAINTEXT listener.' : 'Port of the first PLAINTEXT listener.')],
  ['endpoints', 'Where clients and other brokers connect to, one address a listener.'],
  ['listener_security_protocol_map', 'Which protocol each listener speaks.'],
  ['jmx_port', (port) => (port === '-1' ? 'JMX is off.' : 'Where JMX listens.')],
  ['rack', 'Replicas of a partition are spread over racks.'],
  ['features', 'Which versions of which features the broker supports.'],
  ['timestamp', momentWords],
  ['version', 'Format of this record.'],
])

/** `/brokers/ids/N` (Kafka's ZkData `BrokerIdZNode`). */
const brokerRegistration: ZnodeFamily = {
  name: 'broker-registration',
  path: '/brokers/ids/*',
  noun: 'The registration of a broker',
  words: REGISTRATION_WORDS,
  says({ znode, names: [name = ''] }) {
    const broker = parseBrokerRegistration(numberOf(name), znode)
    const where = broker.host === null ? '' : ` at ${broker.host}:${broker.port}`
    const rack = broker.rack === null ? '' : ` in rack ${broker.rack}`
    const life =
      broker.sessionId === '0x0'
        ? 'It is persistent, so no broker wrote it: a broker registers with an ephemeral node.'
        : `It goes with session ${broker.sessionId}; if it were removed, the controller would take the broker for dead though it runs.`
    return {
      sentence: `Broker ${broker.id} is registered${where}${rack} since ${moment(broker.registeredAt)}. ${life}`,
      links: brokerLinks([broker.id]),
    }
  },
}

/** `/brokers/seqid` (Kafka's ZkData `BrokerSequenceIdZNode`): no data, the version of the node counts. */
const brokerSequence: ZnodeFamily = {
  name: 'broker-sequence',
  path: '/brokers/seqid',
  noun: 'The counter of broker ids',
  says: ({ znode: { stat } }) => ({
    sentence:
      stat.version === 0
        ? 'Counts the broker ids that ZooKeeper has given out: none, every broker brought its own.'
        : `Counts the broker ids that ZooKeeper has given out by its own version: ${count(stat.version, 'id')}, each 1,000 (or reserved.broker.max.id) plus the version.`,
  }),
}

/** Everything of `/brokers` but topics. */
export const brokerFamilies: readonly ZnodeFamily[] = [
  folder('/brokers', 'Holds the brokers that are alive and the topics with their partitions.'),
  folder('/brokers/ids', ({ children }) => ({
    sentence: `${capital(count(children, 'broker'))} ${children === 1 ? 'is' : 'are'} alive for ZooKeeper. Each registers here with a node that goes with its session.`,
  })),
  brokerRegistration,
  brokerSequence,
]
