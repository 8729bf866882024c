import type { ClusterOptions } from './cluster'
import { type KafkaVersion, kafkaReleases } from './kafka-version'

const isVersion = (text: string): text is KafkaVersion => Object.hasOwn(kafkaReleases, text)

/** The command line flags that shape a cluster, for `parseArgs`, and how to read them. Bad values throw. */
export const clusterOptions = {
  flags: {
    version: { type: 'string' },
    brokers: { type: 'string' },
    zookeepers: { type: 'string' },
    racks: { type: 'boolean' },
  },
  read(values: { version?: string; brokers?: string; zookeepers?: string; racks?: boolean }): ClusterOptions {
    const { version = '3.9', brokers = '3', zookeepers = '1', racks = false } = values
    if (!isVersion(version)) throw new Error(`--version is one of ${Object.keys(kafkaReleases).join(', ')}`)
    if (zookeepers !== '1' && zookeepers !== '3') throw new Error('--zookeepers is 1 or 3')
    if (!/^[1-9]$/.test(brokers)) throw new Error('--brokers is 1 to 9')
    return { version, brokers: Number(brokers), zookeepers: zookeepers === '1' ? 1 : 3, racks }
  },
} as const
