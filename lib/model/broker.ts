/** A broker as it registered itself. Source: znode `/brokers/ids/N`, written by `BrokerIdZNode` in Kafka's ZkData. */
export interface BrokerRegistration {
  id: number
  /** First PLAINTEXT endpoint; null when the broker has none. */
  host: string | null
  port: number | null
  /** `PROTOCOL://host:port`, in the order the broker wrote them. */
  endpoints: string[]
  rack: string | null
  /** null when JMX is off. */
  jmxPort: number | null
  /** Format version of the znode's JSON, 1 to 5. */
  version: number
  /** Feature name → supported level range; empty below format 5. */
  features: { name: string; min: number; max: number }[]
  /** The znode's ctime in ms: since when this broker is up, at the latest. */
  registeredAt: number
  /** czxid, `0x…`: Kafka's broker epoch. */
  epoch: string
  /** ephemeralOwner, `0x…`: the broker's ZooKeeper session. */
  sessionId: string
}

/** A broker as the brokers advertise it to clients. Source: Metadata (API key 3). */
export interface AdvertisedBroker {
  id: number
  host: string
  port: number
  rack: string | null
}

/** Whether a broker answers us on its own connection. Source: our probe (ApiVersions, API key 18). */
export interface BrokerProbe {
  id: number
  status: 'answering' | 'not-answering'
  /** When it entered this status, epoch ms. */
  since: number
  /** Last answer before it fell silent; null while it answers and when it never did. */
  lastAnswerAt: number | null
  /** Why it does not answer: the step that failed and the address. */
  reason: string | null
}

/** What a broker runs. Source: DescribeConfigs of the broker, else the feature levels of ApiVersions (API key 18). */
export interface BrokerSoftware {
  id: number
  /** `3.9`, with where it is read from: `inter.broker.protocol.version` or `metadata.version`. */
  version: string
  readFrom: string
}

/** Time one probe took; moves all the time. */
export interface BrokerLatency {
  id: number
  latencyMs: number
}

/** A broker that was here and is not any more: Kafka forgets it, so we remember it for 24 hours. */
export interface BrokerDeparture {
  id: number
  host: string | null
  port: number | null
  rack: string | null
  /** When its registration vanished, epoch ms. */
  leftAt: number
  /** True when it left while we were not connected: then `leftAt` is when we found out. */
  seenLate: boolean
  sessionId: string | null
}

/** A broker's log directories. Source: DescribeLogDirs (API key 35); int64 as decimal strings. */
export interface BrokerDisk {
  id: number
  directories: {
    path: string
    error: string | null
    totalBytes: string | null
    usableBytes: string | null
    sizeBytes: string
    replicas: number
  }[]
}
