import type { ClusterConfig, VivariumConfig } from '@/lib/config'
import { clusterConfig } from './config/cluster-config'
import type { ClusterDraft } from './config/cluster-draft'
import { type CommandLine, readCommandLine } from './config/command-line'
import { readConfigFile } from './config/config-file'
import { readEnvironment, rejectUnknownVariables, type Settings } from './config/environment'
import { readKafbatClusters } from './config/kafbat-clusters'
import { Problems } from './config/problems'
import { serverSettings } from './config/server-settings'
import { LAUNCHER_VARIABLES, type Variables } from './config/variable-names'

/**
 * Reads the whole configuration: flags over environment over file over defaults.
 * `argv` is `process.argv`; when the launcher passed its flags in `VIVARIUM_FLAGS`, those count instead.
 * Throws `ConfigError` with every problem at once.
 */
export function loadConfig(env: Variables, argv: readonly string[]): VivariumConfig {
  const problems = new Problems()
  const directory = env[LAUNCHER_VARIABLES.directory] ?? process.cwd()
  const settings = { ...readEnvironment(env, problems), ...commandLine(env, argv, problems).settings }
  const file =
    settings.CONFIG_FILE === undefined ? null : readConfigFile(settings.CONFIG_FILE, directory, env, problems)
  const server = serverSettings(
    {
      host: settings.HOST ?? file?.host,
      port: settings.PORT ?? file?.port,
      allowedHosts: settings.VIVARIUM_ALLOWED_HOSTS ?? file?.allowedHosts,
      data: settings.VIVARIUM_DATA ?? file?.data,
      metricsFlavor: settings.METRICS_FLAVOR ?? file?.metricsFlavor,
      metricsPartitions: settings.METRICS_PARTITIONS ?? file?.metricsPartitions,
      dataDirectory: settings.VIVARIUM_DATA === undefined && file?.data ? file.directory : directory,
    },
    problems,
  )
  const drafts = [
    ...defaultCluster(settings, directory, problems),
    ...readKafbatClusters(env, directory, problems),
    ...(file?.clusters ?? []),
  ]
  const clusters = uniqueClusters(drafts, problems)
  rejectUnknownVariables(env, file?.referenced ?? new Set(), problems)
  if (drafts.length === 0 && file === null && settings.CONFIG_FILE === undefined) {
    const hint =
      'say ZOOKEEPER_CONNECT=host:2181 or KAFKA_BROKERS=host:9092 (either is enough), or name a file in CONFIG_FILE; ' +
      '`npm run demo` starts a cluster of its own'
    problems.add({ place: 'environment', key: 'ZOOKEEPER_CONNECT' }, 'no cluster is configured', hint)
  }
  if (drafts.length === 0 && file !== null) {
    problems.add({ place: `${settings.CONFIG_FILE?.text}:1`, key: 'clusters' }, 'no cluster is listed', 'add one')
  }
  problems.throwIfAny()
  return { ...server, clusters }
}

/** The switches of a call (`--help` …), without looking at anything else; flags that are wrong are left to `loadConfig`. */
export function switchesOf(argv: readonly string[]): CommandLine['switches'] {
  return readCommandLine(argv.slice(2), new Problems()).switches
}

function commandLine(env: Variables, argv: readonly string[], problems: Problems): CommandLine {
  const passed = env[LAUNCHER_VARIABLES.flags]
  if (passed === undefined) return readCommandLine(argv.slice(2), problems)
  // Written by our own launcher with JSON.stringify of a string[].
  return readCommandLine(JSON.parse(passed) as string[], problems)
}

/** The cluster of the short form, if there is one; its companions without it would be silently unused. */
function defaultCluster(settings: Settings, directory: string, problems: Problems): ClusterDraft[] {
  const at = { place: 'environment', key: 'default cluster' }
  const { ZOOKEEPER_CONNECT: zookeeper, KAFKA_BROKERS: brokers } = settings
  const companions = Object.entries(settings).filter(([name]) =>
    /^(KAFKA_TLS|KAFKA_SASL|ZOOKEEPER_AUTH|ZOOKEEPER_ADMIN)/.test(name),
  )
  if (zookeeper === undefined && brokers === undefined) {
    for (const [, companion] of companions) {
      const hint = 'set one of them, or write it into CONFIG_FILE'
      problems.add(companion, 'counts only beside ZOOKEEPER_CONNECT or KAFKA_BROKERS', hint)
    }
    return []
  }
  const given = (prefix: string): boolean => companions.some(([name]) => name.startsWith(prefix))
  const sasl = {
    at: settings.KAFKA_SASL_MECHANISM ?? { place: 'environment', key: 'KAFKA_SASL_MECHANISM' },
    enabled: settings.KAFKA_SASL_ENABLED,
    mechanism: settings.KAFKA_SASL_MECHANISM,
    username: settings.KAFKA_SASL_USERNAME,
    secret: { value: settings.KAFKA_SASL_PASSWORD, file: settings.KAFKA_SASL_PASSWORD_FILE },
  }
  const tls = {
    enabled: settings.KAFKA_TLS_ENABLED,
    caFile: settings.KAFKA_TLS_CAFILEPATH,
    certFile: settings.KAFKA_TLS_CERTFILEPATH,
    keyFile: settings.KAFKA_TLS_KEYFILEPATH,
  }
  const auth = {
    at: settings.ZOOKEEPER_AUTH_SCHEME ?? { place: 'environment', key: 'ZOOKEEPER_AUTH_SCHEME' },
    scheme: settings.ZOOKEEPER_AUTH_SCHEME,
    secret: { value: settings.ZOOKEEPER_AUTH, file: settings.ZOOKEEPER_AUTH_FILE },
  }
  return [
    {
      at,
      directory,
      id: { ...at, text: 'default' },
      zookeeper,
      brokers,
      ...(given('KAFKA_TLS') && { tls }),
      ...(given('KAFKA_SASL') && { sasl }),
      zookeeperAuth: given('ZOOKEEPER_AUTH') ? [auth] : [],
      zookeeperAdminPort: settings.ZOOKEEPER_ADMIN_PORT,
    },
  ]
}

/** Validates every cluster; one id or one address for two of them is a problem. */
function uniqueClusters(drafts: readonly ClusterDraft[], problems: Problems): ClusterConfig[] {
  const clusters: ClusterConfig[] = []
  for (const draft of drafts) {
    const cluster = clusterConfig(draft, problems)
    if (cluster === null) continue
    const address = addressOf(cluster)
    const sameId = clusters.find(({ id }) => id === cluster.id)
    const sameAddress = clusters.find((other) => address !== '' && addressOf(other) === address)
    if (sameId !== undefined) {
      problems.add(draft.id ?? draft.name ?? draft.at, `has the id of another cluster, ${sameId.id}`, 'give it another')
    } else if (sameAddress !== undefined) {
      const at = draft.zookeeper ?? draft.brokers ?? draft.at
      problems.add(at, `is the address of another cluster, ${sameAddress.id}`, 'drop one of the two')
    }
    clusters.push(cluster)
  }
  return clusters
}

function addressOf({ zookeeper, kafka }: ClusterConfig): string {
  return zookeeper?.connect ?? kafka.brokers.join(',')
}
