/** What may be shown of configuration: which keys hold secrets, and which are known to hold none. */

/** Keys that hold secrets wherever they stand. Case does not count. */
const SECRET_KEY =
  /^scram-|passw(or)?d|passphrase|jaas\.config|secret|credential|token|api[._-]?key|(key|private)[._-]?pem|key\.pem|certificate\.chain|keystore\.key|truststore\.certificates|private[._-]?key|master[._-]?key/i

/** Values that hold secrets whatever their key: PEM keys, SCRAM credentials, Kafka's encrypted passwords, JAAS lines. */
const SECRET_VALUE =
  /-----BEGIN|stored_?key\s*=|server_?key\s*=|encryptedPassword|passw(or)?d\s*[=:]|LoginModule|:\/\/[^/\s@]+:[^/\s@]+@/i

const NUMBER = /^-?\d{1,19}(\.\d{1,10})?([eE][+-]?\d{1,3})?$/
const WORDS = /^[A-Za-z0-9_., -]{0,200}$/
const PLACE = /^[A-Za-z0-9_.,:;/\\ \-[\]]{0,1000}$/
/** Kafka's Sanitizer writes the colon of `User:ann` as `%3A` in tokens. */
const PRINCIPAL = /^[A-Za-z]+(:|%3A)[^:]{1,500}$/
const FLAG = /^(true|false)$/

/** Quotas of users, clients and addresses. Source: Kafka's QuotaConfigs. */
const QUOTAS = [
  'producer_byte_rate',
  'consumer_byte_rate',
  'request_percentage',
  'controller_mutation_rate',
  'connection_creation_rate',
]

/** Settings of a broker that may change while it runs and hold a number. Source: Kafka's DynamicBrokerConfig. */
const BROKER_NUMBERS = [
  'background.threads',
  'follower.replication.throttled.rate',
  'leader.replication.throttled.rate',
  'replica.alter.log.dirs.io.max.bytes.per.second',
  'log.cleaner.backoff.ms',
  'log.cleaner.dedupe.buffer.size',
  'log.cleaner.delete.retention.ms',
  'log.cleaner.io.buffer.load.factor',
  'log.cleaner.io.buffer.size',
  'log.cleaner.io.max.bytes.per.second',
  'log.cleaner.max.compaction.lag.ms',
  'log.cleaner.min.cleanable.ratio',
  'log.cleaner.min.compaction.lag.ms',
  'log.cleaner.threads',
  'log.flush.interval.messages',
  'log.flush.interval.ms',
  'log.index.interval.bytes',
  'log.index.size.max.bytes',
  'log.local.retention.bytes',
  'log.local.retention.ms',
  'log.message.timestamp.after.max.ms',
  'log.message.timestamp.before.max.ms',
  'log.message.timestamp.difference.max.ms',
  'log.retention.bytes',
  'log.retention.ms',
  'log.roll.jitter.ms',
  'log.roll.ms',
  'log.segment.bytes',
  'log.segment.delete.delay.ms',
  'max.connection.creation.rate',
  'max.connections',
  'max.connections.per.ip',
  'message.max.bytes',
  'min.insync.replicas',
  'num.io.threads',
  'num.network.threads',
  'num.recovery.threads.per.data.dir',
  'num.replica.fetchers',
  'producer.id.expiration.ms',
  'remote.fetch.max.wait.ms',
  'remote.log.index.file.cache.total.size.bytes',
  'remote.log.manager.copier.thread.pool.size',
  'remote.log.manager.copy.max.bytes.per.second',
  'remote.log.manager.expiration.thread.pool.size',
  'remote.log.manager.fetch.max.bytes.per.second',
  'remote.log.reader.threads',
]

const BROKER_FLAGS = ['log.message.downconversion.enable', 'log.preallocate', 'unclean.leader.election.enable']

const BROKER_WORDS = [
  'compression.type',
  'log.cleanup.policy',
  'log.message.timestamp.type',
  'metric.reporters',
  'sasl.enabled.mechanisms',
  'sasl.kerberos.service.name',
  'sasl.mechanism.inter.broker.protocol',
  'ssl.cipher.suites',
  'ssl.client.auth',
  'ssl.enabled.protocols',
  'ssl.endpoint.identification.algorithm',
  'ssl.keymanager.algorithm',
  'ssl.keystore.type',
  'ssl.protocol',
  'ssl.provider',
  'ssl.secure.random.implementation',
  'ssl.trustmanager.algorithm',
  'ssl.truststore.type',
]

const BROKER_PLACES = [
  'advertised.listeners',
  'listener.security.protocol.map',
  'listeners',
  'max.connections.per.ip.overrides',
  'ssl.keystore.location',
  'ssl.truststore.location',
]

/** Facts of a delegation token other than its id. Source: Kafka's DelegationTokenManager. */
const TOKEN_FACTS = ['issueTimestamp', 'maxTimestamp', 'expiryTimestamp']
const TOKEN_PRINCIPALS = ['owner', 'tokenRequester', 'renewers']

/** Keys whose values may be shown under the secret roots, with what such a value looks like. */
const KNOWN = new Map<string, RegExp>([
  ['version', /^\d{1,4}$/],
  ...[...QUOTAS, ...BROKER_NUMBERS, ...TOKEN_FACTS].map((key): [string, RegExp] => [key, NUMBER]),
  ...BROKER_FLAGS.map((key): [string, RegExp] => [key, FLAG]),
  ...BROKER_WORDS.map((key): [string, RegExp] => [key, WORDS]),
  ...BROKER_PLACES.map((key): [string, RegExp] => [key, PLACE]),
  ...TOKEN_PRINCIPALS.map((key): [string, RegExp] => [key, PRINCIPAL]),
])

/** Whether a key holds a secret by its name, as `ssl.keystore.password` and `SCRAM-SHA-256` do. */
export function namesSecret(key: string): boolean {
  return SECRET_KEY.test(key)
}

/** Whether a value looks like a secret, whatever its key. */
export function looksSecret(value: string): boolean {
  return SECRET_VALUE.test(value)
}

/** Whether this value may be shown where everything unknown is a secret: its key is known and it looks as it should. */
export function isKnownHarmless(key: string, value: string): boolean {
  const setting = key.replace(/^listener\.name\.[^.]+\./, '')
  const shape = KNOWN.get(key) ?? (namesSecret(setting) ? undefined : KNOWN.get(setting))
  return shape?.test(value) === true && !looksSecret(value)
}
