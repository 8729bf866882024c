import type { ClusterDraft } from './cluster-draft'
import { nearestKey } from './nearest-key'
import type { Problems } from './problems'
import type { Setting } from './setting'
import type { Variables } from './variable-names'

const PATTERN = /^KAFKA_CLUSTERS_(\d{1,4})_(\w+)$/

/** Names of Kafbat UI that have an equivalent here, and the ones added for what Kafbat has no name for. */
const KNOWN = [
  'NAME',
  'BOOTSTRAPSERVERS',
  'ZOOKEEPER',
  'READONLY',
  'PROPERTIES_SECURITY_PROTOCOL',
  'PROPERTIES_SASL_MECHANISM',
  'PROPERTIES_SASL_JAAS_CONFIG',
  'TLS_CAFILEPATH',
  'TLS_CERTFILEPATH',
  'TLS_KEYFILEPATH',
  'SASL_USERNAME',
  'SASL_PASSWORD',
  'SASL_PASSWORD_FILE',
] as const

type KafbatName = (typeof KNOWN)[number]

/** What Kafbat talks to and Vivarium does not: no harm in leaving it out. */
const NOT_NEEDED =
  /^(SCHEMAREGISTRY|KAFKACONNECT|KSQLDB|METRICS|SERDE|MASKING|AUDIT|POLLING|CONSUMERPROPERTIES|PRODUCERPROPERTIES|DEFAULTKEYSERDE|DEFAULTVALUESERDE)/

/** Java key stores, which decide who is trusted: leaving them out would change that. */
const KEY_STORE = /^(SSL|PROPERTIES_SSL)_/

/** True for a name of the form `KAFKA_CLUSTERS_<n>_…`, known or not: `readKafbatClusters` judges it. */
export function isKafbatVariable(name: string): boolean {
  return PATTERN.test(name)
}

/** Reads `KAFKA_CLUSTERS_<n>_…` of Kafbat UI (formerly Kafka UI), one cluster for each n in rising order. */
export function readKafbatClusters(env: Variables, directory: string, problems: Problems): ClusterDraft[] {
  const clusters = new Map<number, Partial<Record<KafbatName, Setting>>>()
  for (const [key, text] of Object.entries(env).sort()) {
    const [, digits, name] = PATTERN.exec(key) ?? []
    if (digits === undefined || name === undefined || text === undefined || text === '') continue
    const index = Number(digits)
    const cluster = clusters.get(index) ?? {}
    clusters.set(index, cluster)
    const setting = { place: 'environment', key, text }
    const known = KNOWN.find((one) => one === name)
    if (known !== undefined) cluster[known] = setting
    else if (!NOT_NEEDED.test(name)) rejectName(setting, `KAFKA_CLUSTERS_${index}_`, name, problems)
  }
  return [...clusters.entries()]
    .sort(([left], [right]) => left - right)
    .map(([index, cluster]) => draft(index, cluster, directory, problems))
}

function rejectName(setting: Setting, prefix: string, name: string, problems: Problems): void {
  if (KEY_STORE.test(name)) {
    problems.add(
      setting,
      'is a Java key store, which Vivarium cannot open',
      `name a PEM file in ${prefix}TLS_CAFILEPATH`,
    )
    return
  }
  problems.add(setting, 'is not a variable Vivarium knows', `the nearest is ${prefix}${nearestKey(name, KNOWN)}`)
}

function draft(
  index: number,
  cluster: Partial<Record<KafbatName, Setting>>,
  directory: string,
  problems: Problems,
): ClusterDraft {
  const at = { place: 'environment', key: `KAFKA_CLUSTERS_${index}` }
  if (cluster.READONLY !== undefined && cluster.READONLY.text.toLowerCase() !== 'true') {
    problems.add(cluster.READONLY, 'is not true', 'Vivarium only reads: say true or drop it')
  }
  const { tls, sasl } = securityProtocol(cluster.PROPERTIES_SECURITY_PROTOCOL, problems)
  const files = {
    caFile: cluster.TLS_CAFILEPATH,
    certFile: cluster.TLS_CERTFILEPATH,
    keyFile: cluster.TLS_KEYFILEPATH,
  }
  const jaas = cluster.PROPERTIES_SASL_JAAS_CONFIG
  const fromJaas = jaas === undefined ? {} : readJaas(jaas, problems)
  return {
    at,
    directory,
    name: cluster.NAME ?? { ...at, text: `cluster-${index}` },
    ...(cluster.ZOOKEEPER && { zookeeper: cluster.ZOOKEEPER }),
    ...(cluster.BOOTSTRAPSERVERS && { brokers: cluster.BOOTSTRAPSERVERS }),
    ...((tls || Object.values(files).some((file) => file !== undefined)) && { tls: files }),
    ...((sasl || cluster.PROPERTIES_SASL_MECHANISM !== undefined) && {
      sasl: {
        at: cluster.PROPERTIES_SECURITY_PROTOCOL ?? at,
        mechanism: cluster.PROPERTIES_SASL_MECHANISM,
        username: cluster.SASL_USERNAME ?? fromJaas.username,
        secret: { value: cluster.SASL_PASSWORD ?? fromJaas.password, file: cluster.SASL_PASSWORD_FILE },
      },
    }),
    zookeeperAuth: [],
  }
}

function securityProtocol(setting: Setting | undefined, problems: Problems): { tls: boolean; sasl: boolean } {
  const protocol = setting?.text.toUpperCase() ?? 'PLAINTEXT'
  const known = ['PLAINTEXT', 'SSL', 'SASL_PLAINTEXT', 'SASL_SSL']
  if (setting !== undefined && !known.includes(protocol)) {
    problems.add(setting, 'is not a security protocol', `write one of ${known.join(', ')}`)
  }
  return { tls: protocol.endsWith('SSL'), sasl: protocol.startsWith('SASL') }
}

/** `…ScramLoginModule required username="app" password="…";`: a backslash escapes the next character. */
function readJaas(setting: Setting, problems: Problems): { username?: Setting; password?: Setting } {
  const option = (name: string): Setting | undefined => {
    const quoted = new RegExp(`\\b${name}\\s*=\\s*"((?:[^"\\\\]|\\\\.)*)"`).exec(setting.text)?.[1]
    return quoted === undefined ? undefined : { ...setting, text: quoted.replace(/\\(.)/g, '$1') }
  }
  const username = option('username')
  const password = option('password')
  if (username === undefined || password === undefined) {
    problems.add(setting, 'has no username="…" and password="…"', 'write the login module with both, in double quotes')
    return {}
  }
  return { username, password }
}
