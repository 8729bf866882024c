import { editDistance } from '@/lib/edit-distance'

/** `process.env`, or a test's stand-in for it. */
export type Variables = Readonly<Record<string, string | undefined>>

/** Every environment variable Vivarium reads, with what `--help` says of it; aliases are other tools' names for the same thing. */
export const VARIABLES = {
  ZOOKEEPER_CONNECT: { aliases: ['ZK_HOSTS'], help: 'host:2181,host:2181/chroot' },
  KAFKA_BROKERS: { aliases: ['KAFKA_BROKERCONNECT', 'KAFKA_BOOTSTRAP_SERVERS'], help: 'host:9092,host:9092' },
  CONFIG_FILE: { aliases: ['CONFIG_FILEPATH'], help: 'a YAML file, for several clusters' },
  PORT: { aliases: [], help: 'port to listen on, 8080' },
  HOST: { aliases: [], help: 'loopback address to listen on, 127.0.0.1' },
  VIVARIUM_ALLOWED_HOSTS: { aliases: [], help: 'more names the browser may use, for a reverse proxy' },
  VIVARIUM_DATA: { aliases: [], help: 'folder of recordings, .vivarium' },
  METRICS_FLAVOR: { aliases: [], help: 'names in /metrics: kafka_exporter,kafka-lag-exporter; or none' },
  METRICS_PARTITIONS: { aliases: [], help: 'series for each partition in /metrics, true' },
  KAFKA_TLS_ENABLED: { aliases: [], help: 'true or false' },
  KAFKA_TLS_CAFILEPATH: { aliases: [], help: 'PEM file of the authorities to trust' },
  KAFKA_TLS_CERTFILEPATH: { aliases: [], help: 'PEM file of our certificate' },
  KAFKA_TLS_KEYFILEPATH: { aliases: [], help: 'PEM file of its key, mode 600' },
  KAFKA_SASL_ENABLED: { aliases: [], help: 'true or false' },
  KAFKA_SASL_MECHANISM: { aliases: [], help: 'PLAIN, SCRAM-SHA-256 or SCRAM-SHA-512' },
  KAFKA_SASL_USERNAME: { aliases: [], help: 'the name to log in with' },
  KAFKA_SASL_PASSWORD: { aliases: [], help: 'its password' },
  KAFKA_SASL_PASSWORD_FILE: { aliases: [], help: 'or the file that holds it, mode 600' },
  ZOOKEEPER_AUTH_SCHEME: { aliases: [], help: 'digest' },
  ZOOKEEPER_AUTH: { aliases: [], help: 'user:password' },
  ZOOKEEPER_AUTH_FILE: { aliases: [], help: 'or the file that holds it, mode 600' },
  ZOOKEEPER_ADMIN_PORT: {
    aliases: [],
    help: 'port of the AdminServers, 8080; or one for each server; without it none is asked',
  },
} as const satisfies Record<string, { aliases: readonly string[]; help: string }>

export type VariableName = keyof typeof VARIABLES

/** Set by `server/launch.mjs` for the server it starts: the flags as a JSON array, and the folder it was called in. */
export const LAUNCHER_VARIABLES = { flags: 'VIVARIUM_FLAGS', directory: 'VIVARIUM_WORKING_DIRECTORY' } as const

/** Every name above, aliases included. */
export function variableNames(): string[] {
  return [
    ...Object.entries(VARIABLES).flatMap(([name, { aliases }]) => [name, ...aliases]),
    ...Object.values(LAUNCHER_VARIABLES),
  ]
}

const OURS = /^(KAFKA|ZOOKEEPER|ZK|VIVARIUM)_/

/** What Kafka's and ZooKeeper's own scripts and images set. */
const OF_KAFKA_ITSELF =
  /^(KAFKA|ZOOKEEPER|ZK)_(HOME|DIR|VERSION|SCALA_VERSION|OPTS|(HEAP|LOG4J|JMX|GC_LOG|JVM_PERFORMANCE|SERVER_JVM|SERVER)_?(OPTS|FLAGS)|JVMFLAGS|SERVER_HEAP|CLIENT_HEAP|JMX_(PORT|HOSTNAME)|DEBUG|MODE|LOG_DIR|CONF_DIR|LOG4J_LOGGERS|CFG_\w+)$/

/** What Kubernetes and Docker links inject for a service named kafka, zookeeper or zk, or with such a prefix. */
const OF_A_SERVICE =
  /^(KAFKA|ZOOKEEPER|ZK)_(\w+_)?(SERVICE_HOST|SERVICE_PORT(_\w+)?|PORT|PORT_\d+_(TCP|UDP)(_(ADDR|PORT|PROTO))?)$/

/** Where our own test and demo clusters keep what they downloaded: the demo starts us with it set. */
const OF_THE_DEMO = 'VIVARIUM_CACHE'

/** Two slips in a prefix still count as meaning ours: `ZOKEEPER_CONECT`. */
const MOST_SLIPS = 2

/** True for a variable that looks like ours by its prefix or is nearly one of ours, and is not known to be another program's. */
export function claimsToBeOurs(name: string): boolean {
  if (OF_KAFKA_ITSELF.test(name) || OF_A_SERVICE.test(name) || name === OF_THE_DEMO) return false
  return OURS.test(name) || variableNames().some((ours) => OURS.test(ours) && isSlipOf(name, ours))
}

function isSlipOf(name: string, ours: string): boolean {
  return Math.abs(name.length - ours.length) <= MOST_SLIPS && editDistance(name, ours) <= MOST_SLIPS
}
