import { formatExact } from '../../format'
import { znodeJson } from '../znode'
import { type FieldWords, folder, type ZnodeFamily } from './family'
import { brokerLinks, count, listed, moment } from './phrases'

/** `/cluster/id` (Kafka's ZkData `ClusterIdZNode`): `{"version":"1","id":"fMX4nmrQS1utE1hzCkGtBw"}`. */
const clusterId: ZnodeFamily = {
  name: 'cluster-id',
  path: '/cluster/id',
  noun: 'The id of the cluster',
  words: new Map([['version', 'Format of this record.']]),
  says: ({ znode }) => ({
    sentence: `The id of this cluster is ${znodeJson(znode).text('id')}, since its first broker started at ${moment(znode.stat.ctime)}. A broker with another id in its log directory refuses to start.`,
  }),
}

/** `/latest_producer_id_block` (Kafka's ZkData `ProducerIdBlockZNode`): `{"version":1,"broker":2,"block_start":"1000","block_end":"1999"}`. */
const producerIds: ZnodeFamily = {
  name: 'producer-ids',
  path: '/latest_producer_id_block',
  noun: 'The last block of producer ids',
  words: new Map<string, FieldWords>([
    ['broker', 'Who hands out the ids of this block.'],
    ['block_start', 'First id of the block.'],
    ['block_end', 'Last id of the block.'],
    ['version', 'Format of this record.'],
  ]),
  says({ znode }) {
    if (znode.data === null || znode.data === '') {
      return {
        sentence: 'No producer has asked for an id yet: idempotent and transactional producers get them in blocks.',
      }
    }
    const json = znodeJson(znode)
    const broker = json.integer('broker')
    const [start, end] = [json.text('block_start'), json.text('block_end')]
    return {
      sentence: `Broker ${broker} took the last block of producer ids at ${moment(znode.stat.mtime)}: ${formatted(start)} to ${formatted(end)}. Idempotent and transactional producers get theirs from such blocks; fast growth means that producers are made anew all the time.`,
      links: brokerLinks([broker]),
    }
  },
}

/** `/feature` (Kafka's ZkData `FeatureZNode`): format 1 has a range for each feature, format 2 only the highest level. */
const features: ZnodeFamily = {
  name: 'features',
  path: '/feature',
  noun: 'The feature levels of the cluster',
  words: new Map<string, FieldWords>([
    ['status', (status) => (status === '1' ? 'Feature versions are in use.' : 'Feature versions are not in use.')],
    ['features', 'The level that the whole cluster has agreed on, by feature.'],
    ['version', 'Format of this record.'],
  ]),
  says({ znode }) {
    const json = znodeJson(znode)
    if (json.integer('status') !== 1) {
      return { sentence: 'Feature versions are not in use: inter.broker.protocol.version is older than 2.7.' }
    }
    const agreed = json.object('features')
    const levels = agreed.keys().map((name) => `${name} ${agreed.object(name).integer('max_version_level')}`)
    return {
      sentence:
        levels.length === 0
          ? 'Feature versions are in use, and the cluster has agreed on none yet.'
          : `The cluster has agreed on ${count(levels.length, 'feature level')}: ${listed(levels)}.`,
    }
  },
}

/**
 * `/migration` (Kafka's ZkData `MigrationZNode`):
 * `{"version":0,"kraft_metadata_offset":4321,"kraft_controller_id":3000,"kraft_metadata_epoch":2,"kraft_controller_epoch":2}`
 */
const migration: ZnodeFamily = {
  name: 'migration',
  path: '/migration',
  noun: 'How far the move to KRaft is',
  words: new Map<string, FieldWords>([
    ['kraft_metadata_offset', 'The last record of the metadata log that is copied to ZooKeeper.'],
    ['kraft_metadata_epoch', 'The epoch of that record.'],
    ['kraft_controller_id', 'The KRaft controller that wrote it.'],
    ['kraft_controller_epoch', 'The epoch of that controller.'],
    ['version', 'Format of this record.'],
  ]),
  says({ znode, value }) {
    const id = znodeJson(znode).integer('kraft_controller_id')
    const offset = value('kraft_metadata_offset')
    if (id < 0) return { sentence: 'Kafka is ready to move from ZooKeeper to KRaft, and has not begun.' }
    const copied =
      offset === null || offset.startsWith('-') ? 'nothing is copied yet' : `copied up to offset ${formatted(offset)}`
    return {
      sentence: `The cluster moves from ZooKeeper to KRaft: controller ${id} writes its metadata here too, ${copied}, last at ${moment(znode.stat.mtime)}.`,
    }
  },
}

function formatted(digits: string): string {
  return /^\d{1,19}$/.test(digits) ? formatExact(digits) : digits
}

/** What the cluster as a whole has. */
export const clusterFamilies: readonly ZnodeFamily[] = [
  folder('/', 'The root of all that this cluster keeps in ZooKeeper.'),
  folder('/cluster', 'Holds the id of the cluster.'),
  clusterId,
  producerIds,
  features,
  migration,
]
