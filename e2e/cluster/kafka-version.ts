/** The Kafka generations a cluster can be started in. */
export type KafkaVersion = '3.9' | '4' | '2.8'

/** What one generation consists of: exact releases, and whether ZooKeeper or KRaft holds its metadata. */
export interface KafkaRelease {
  kafka: string
  /** Comes as a dependency of Kafka's own artifact; null in KRaft mode. */
  zookeeper: string | null
  mode: 'zookeeper' | 'kraft'
}

/** Keyed by the name used in options and on command lines. */
export const kafkaReleases: Record<KafkaVersion, KafkaRelease> = {
  '3.9': { kafka: '3.9.1', zookeeper: '3.8.4', mode: 'zookeeper' },
  '4': { kafka: '4.1.1', zookeeper: null, mode: 'kraft' },
  '2.8': { kafka: '2.8.2', zookeeper: '3.5.9', mode: 'zookeeper' },
}
