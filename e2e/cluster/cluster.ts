import { randomBytes } from 'node:crypto'
import { mkdirSync, mkdtempSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { classPath, zookeeperClassPath } from './artifacts'
import { untilUnregistered } from './broker-registration'
import { freePorts } from './free-port'
import { findJava } from './java'
import { untilComplete } from './kafka-admin'
import { brokerJvm, brokerServes, brokerSettings } from './kafka-broker'
import { type KafkaTools, kafkaTools } from './kafka-tools'
import { type KafkaVersion, kafkaReleases, type ZooKeeperVersion, zookeeperReleases } from './kafka-version'
import { type ManagedProcess, managedProcess } from './managed-process'
import { propertiesFile, serverLogging, toolLogging } from './properties'
import { RunRecord } from './run-record'
import { type ZooKeeperPorts, zookeeperJvm, zookeeperMode, zookeeperSettings } from './zookeeper-server'

export type { ManagedProcess } from './managed-process'

const STOP_PATIENCE_MS = 2_000
const PLAIN_LISTENER = 'PLAINTEXT://127.0.0.1:{port}'
/** Start quickly rather than run fast. */
const smallJvm = ['-XX:+UseSerialGC', '-XX:TieredStopAtLevel=1', '-XX:-UsePerfData', '-Djava.awt.headless=true']

/** What kind of cluster to start; everything has a default. */
export interface ClusterOptions {
  /** 3.9 */
  version?: KafkaVersion
  /** 3; in KRaft each of them is a controller too. */
  brokers?: number
  /** 1; ignored in KRaft. */
  zookeepers?: 1 | 3
  /** What Kafka brings along. */
  zookeeperVersion?: ZooKeeperVersion
  /** "/kafka"; "" puts Kafka at the root. */
  chroot?: string
  /**
   * Added to the settings of every broker and wins over them. `{id}`, `{port}` and `{directory}` in values stand for
   * the broker's own. With `listeners` that leave out the usual one, `PLAINTEXT://127.0.0.1:{port}`, the start waits for
   * each broker, but not until they know each other.
   */
  brokerConfig?: Record<string, string>
  /** Added to the settings of every ZooKeeper server and wins over them; same placeholders. */
  zookeeperConfig?: Record<string, string>
  /** The four-letter words ZooKeeper allows, `srvr,mntr,cons` or `*`; by default `srvr` alone. */
  zookeeperWords?: string
  /** Whether each ZooKeeper server has its AdminServer; false. */
  zookeeperAdmin?: boolean
  /** Brokers in racks az-a, az-b, …; false. */
  racks?: boolean
  /** Told in plain words what is going on. */
  onProgress?: (line: string) => void
}

/** A running cluster of real servers on 127.0.0.1. */
export interface Cluster {
  /** Kafka's exact release. */
  readonly version: string
  readonly mode: 'zookeeper' | 'kraft'
  /** "127.0.0.1:p,…" and the chroot, null in KRaft. */
  readonly zookeeperConnect: string | null
  /** "127.0.0.1:p" of each broker, in order of id. */
  readonly bootstrap: string[]
  /** Holds data, settings and logs of all servers; goes with the cluster. */
  readonly directory: string
  /** Ids 1…n. */
  readonly brokers: readonly ManagedProcess[]
  /** Ids 1…n; empty in KRaft. */
  readonly zookeepers: readonly ManagedProcess[]
  /** Of the AdminServers, in order of id; empty without `zookeeperAdmin`. */
  readonly zookeeperAdminPorts: readonly number[]
  broker(id: number): ManagedProcess
  readonly cli: KafkaTools
  /** Makes a process that leads its own group end with the cluster at the latest, also after a crash of this program. */
  adopt(pid: number): void
  /** Brokers first, ZooKeeper after; SIGTERM, then SIGKILL after 2 s. */
  stop(): Promise<void>
}

/**
 * Starts ZooKeeper and Kafka as child processes and resolves when every broker knows all others and a controller.
 * The processes end with this one, however it ends. Errors: Java or Maven missing, a server that does not come up.
 */
export async function startCluster(options: ClusterOptions = {}): Promise<Cluster> {
  const { version = '3.9', racks = false, brokerConfig = {}, zookeeperConfig = {}, onProgress = () => {} } = options
  const { zookeeperVersion, chroot = '/kafka' } = options
  const release = kafkaReleases[version]
  const kraft = release.mode === 'kraft'
  const count = options.brokers ?? 3
  const java = await findJava()
  const jars = await classPath(version, onProgress)
  const zookeeperJars = zookeeperVersion === undefined ? jars : await zookeeperClassPath(zookeeperVersion, onProgress)
  const directory = mkdtempSync(join(tmpdir(), 'vivarium-cluster-'))
  const record = new RunRecord(directory)

  const logging = (name: string, content: string) => {
    const file = join(directory, name)
    writeFileSync(file, content)
    return `-Dlog4j.configuration=file:${file}`
  }
  const serverJvm = [...smallJvm, logging('server-logging.properties', serverLogging)]
  const toolJvm = [...smallJvm, '-cp', jars, '-Xmx128m', logging('tool-logging.properties', toolLogging)]

  const ports = await freePorts(kraft ? count * 2 : count + (options.zookeepers ?? 1) * 4)
  const takePort = () => ports.pop() ?? 0
  const ensemble: ZooKeeperPorts[] = kraft
    ? []
    : Array.from({ length: options.zookeepers ?? 1 }, () => ({
        client: takePort(),
        peer: takePort(),
        election: takePort(),
        ...(options.zookeeperAdmin === true ? { admin: takePort() } : {}),
      }))
  const zookeeperConnect = kraft ? null : `${ensemble.map(({ client }) => `127.0.0.1:${client}`).join(',')}${chroot}`
  const brokerPorts = Array.from({ length: count }, takePort)
  const controllerPorts = kraft ? Array.from({ length: count }, takePort) : []
  const bootstrap = brokerPorts.map((port) => `127.0.0.1:${port}`)
  const cli = kafkaTools({
    version,
    java,
    jvm: toolJvm,
    bootstrap,
    zookeeperConnect,
    directory,
    onSpawn: (pid) => record.add('client', pid),
  })

  const home = (name: string, settings: (folder: string) => Record<string, string>) => {
    const folder = join(directory, name)
    mkdirSync(join(folder, 'data'), { recursive: true })
    writeFileSync(join(folder, 'server.properties'), propertiesFile(settings(folder)))
    return { folder, file: join(folder, 'server.properties'), logFile: join(folder, 'server.log') }
  }

  const zookeepers = ensemble.map(({ client: port }, index) => {
    const id = index + 1
    const { folder, file, logFile } = home(`zookeeper-${id}`, (own) => ({
      ...zookeeperSettings(id, ensemble, own),
      ...(options.zookeeperWords === undefined ? {} : { '4lw.commands.whitelist': options.zookeeperWords }),
      ...filledIn(zookeeperConfig, { id, port, directory: own }),
    }))
    writeFileSync(join(folder, 'data', 'myid'), `${id}\n`)
    return managedProcess({
      name: `ZooKeeper server ${id}`,
      id,
      port,
      command: java,
      args: [
        ...serverJvm,
        '-cp',
        zookeeperJars,
        ...zookeeperJvm,
        'org.apache.zookeeper.server.quorum.QuorumPeerMain',
        file,
      ],
      directory: folder,
      logFile,
      onSpawn: (pid) => record.add('zookeeper', pid),
      serves: async () => (await zookeeperMode(port)) !== null,
    })
  })

  const settingsFiles: string[] = []
  const brokers = brokerPorts.map((port, index) => {
    const id = index + 1
    const rack = racks ? `az-${String.fromCharCode('a'.charCodeAt(0) + index)}` : null
    const { folder, file, logFile } = home(`broker-${id}`, (own) => ({
      ...brokerSettings({ id, port, controllerPorts, zookeeperConnect, brokers: count, rack, release, directory: own }),
      ...filledIn(brokerConfig, { id, port, directory: own }),
    }))
    settingsFiles.push(file)
    return managedProcess({
      name: `Broker ${id}`,
      id,
      port,
      command: java,
      args: [...serverJvm, '-cp', jars, ...brokerJvm, 'kafka.Kafka', file],
      directory: folder,
      logFile,
      onSpawn: (pid) => record.add('broker', pid),
      ...(zookeeperConnect === null ? {} : { beforeStart: () => untilUnregistered(zookeeperConnect, id) }),
      serves: brokerServes,
    })
  })

  async function stop(): Promise<void> {
    record.endClients()
    await Promise.all(brokers.map((broker) => broker.stop(STOP_PATIENCE_MS)))
    await Promise.all(zookeepers.map((zookeeper) => zookeeper.stop(STOP_PATIENCE_MS)))
    record.close()
  }

  try {
    if (kraft) {
      const clusterId = newClusterId()
      onProgress('Formatting the storage of the KRaft nodes')
      await Promise.all(settingsFiles.map((file) => cli.run('storage', ['format', '-t', clusterId, '-c', file])))
    } else {
      const which = zookeeperVersion === undefined ? release.zookeeper : zookeeperReleases[zookeeperVersion]
      onProgress(`Starting ${zookeepers.length} × ZooKeeper ${which}`)
      await Promise.all(zookeepers.map((zookeeper) => zookeeper.start()))
    }
    onProgress(`Starting ${count} × Kafka ${release.kafka}`)
    await Promise.all(brokers.map((broker) => broker.start()))
    if ((brokerConfig['listeners'] ?? PLAIN_LISTENER).includes(PLAIN_LISTENER)) await untilComplete(bootstrap)
  } catch (error) {
    await stop()
    throw error
  }

  return {
    version: release.kafka,
    mode: release.mode,
    zookeeperConnect,
    bootstrap,
    directory,
    brokers,
    zookeepers,
    zookeeperAdminPorts: ensemble.flatMap(({ admin }) => admin ?? []),
    broker(id) {
      const broker = brokers[id - 1]
      if (!broker) throw new Error(`There is no broker ${id}, only 1 to ${count}`)
      return broker
    },
    cli,
    adopt: (pid) => record.add('client', pid),
    stop,
  }
}

function filledIn(
  settings: Record<string, string>,
  own: { id: number; port: number; directory: string },
): Record<string, string> {
  const fill = (value: string) =>
    value
      .replaceAll('{id}', String(own.id))
      .replaceAll('{port}', String(own.port))
      .replaceAll('{directory}', own.directory)
  return Object.fromEntries(Object.entries(settings).map(([key, value]) => [key, fill(value)]))
}

/** 16 bytes as Kafka writes them; none that begins with a dash, which its tools take for a flag. */
function newClusterId(): string {
  for (;;) {
    const id = randomBytes(16).toString('base64url')
    if (!id.startsWith('-')) return id
  }
}
