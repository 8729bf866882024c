import type { Secret } from '@/lib/secret'

/** The whole configuration of one Vivarium process, validated and with every default filled in. */
export interface VivariumConfig {
  /** A loopback address or `localhost`; IPv6 without brackets. */
  host: string
  port: number
  /** Absolute; nobody has looked yet whether it exists or can be written. */
  dataDirectory: string
  /** Accepted values of the Host header, lower case, with the port where one is expected. */
  allowedHosts: string[]
  metrics: MetricsConfig
  /** At least one, in the order given; ids and addresses are unique. */
  clusters: ClusterConfig[]
}

/** The exporters whose metric names `/metrics` can answer with. */
export const METRICS_NAMES = ['kafka_exporter', 'kafka-lag-exporter'] as const

export type MetricsNames = (typeof METRICS_NAMES)[number]

/** What `/metrics` answers beside our own series. */
export interface MetricsConfig {
  /** Empty: only our own. */
  names: MetricsNames[]
  /** Whether each partition has series of its own; without them large clusters are cheap to keep. */
  partitions: boolean
}

/** One cluster to inspect: with ZooKeeper, with brokers, or both. */
export interface ClusterConfig {
  /** Slug `[a-z0-9-]+`; `default` for the one of ZOOKEEPER_CONNECT and KAFKA_BROKERS. */
  id: string
  name: string
  /** A word of the owner's choice, such as `production`. */
  environment: string | null
  /** `#rrggbb`, lower case. */
  color: string | null
  /** Null: a KRaft cluster, reached through its brokers alone. */
  zookeeper: ZookeeperConfig | null
  kafka: KafkaConfig
}

/** How to reach a cluster's ZooKeeper. */
export interface ZookeeperConfig {
  /** `host:port,host:port/chroot`, every port written out. */
  connect: string
  /** In the order in which they are added to the session. */
  auth: ZookeeperAuth[]
  /** Ports of the AdminServers, one for each server of `connect`; empty: they are not asked. */
  adminPorts: number[]
}

/** One `addauth` of a ZooKeeper session. */
export interface ZookeeperAuth {
  /** Such as `digest`. */
  scheme: string
  /** For `digest`: `user:password`. */
  value: Secret
}

/** How to reach a cluster's brokers. */
export interface KafkaConfig {
  /** `host:port`; empty when they are to be found in ZooKeeper under /brokers/ids. */
  brokers: string[]
  tls: TlsConfig | null
  sasl: SaslConfig | null
}

/** TLS towards the brokers; absolute paths of PEM files that could be read at start. */
export interface TlsConfig {
  /** Null: the certificate authorities Node knows. */
  caFile: string | null
  certFile: string | null
  keyFile: string | null
}

/** The SASL mechanisms Vivarium speaks. */
export const SASL_MECHANISMS = ['PLAIN', 'SCRAM-SHA-256', 'SCRAM-SHA-512'] as const

export type SaslMechanism = (typeof SASL_MECHANISMS)[number]

/** SASL towards the brokers. */
export interface SaslConfig {
  mechanism: SaslMechanism
  username: string
  password: Secret
}
