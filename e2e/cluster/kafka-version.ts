/** The Kafka generations a cluster can be started in. */
export type KafkaVersion = '4' | '3.9' | '3.5' | '2.8' | '1.1'

/** What one generation consists of: exact releases, and whether ZooKeeper or KRaft holds its metadata. */
export interface KafkaRelease {
  kafka: string
  /** The Scala it is built for, part of the artifact's name. */
  scala: '2.12' | '2.13'
  /** Comes as a dependency of Kafka's own artifact; null in KRaft mode. */
  zookeeper: string | null
  mode: 'zookeeper' | 'kraft'
}

/** Keyed by the name used in options and on command lines. */
export const kafkaReleases: Record<KafkaVersion, KafkaRelease> = {
  '4': { kafka: '4.1.1', scala: '2.13', zookeeper: null, mode: 'kraft' },
  '3.9': { kafka: '3.9.1', scala: '2.13', zookeeper: '3.8.4', mode: 'zookeeper' },
  '3.5': { kafka: '3.5.2', scala: '2.13', zookeeper: '3.6.4', mode: 'zookeeper' },
  '2.8': { kafka: '2.8.2', scala: '2.13', zookeeper: '3.5.9', mode: 'zookeeper' },
  '1.1': { kafka: '1.1.1', scala: '2.12', zookeeper: '3.4.10', mode: 'zookeeper' },
}

/** ZooKeeper generations that no Kafka brings along, keyed by the name used in options: the exact release. */
export const zookeeperReleases = { '3.9': '3.9.4' } as const

/** A ZooKeeper to run instead of the one Kafka brings along. */
export type ZooKeeperVersion = keyof typeof zookeeperReleases
