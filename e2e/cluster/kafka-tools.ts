import { spawn } from 'node:child_process'
import { closeSync, openSync } from 'node:fs'
import { join } from 'node:path'
import type { Writable } from 'node:stream'
import type { KafkaVersion } from './kafka-version'

/** One row of `kafka-topics --describe`. */
export interface DescribedPartition {
  topic: string
  partition: number
  /** Null when the partition has no leader. */
  leader: number | null
  /** In order of preference. */
  replicas: number[]
  isr: number[]
}

/** The filters `kafka-topics --describe` knows. */
export type TopicFilter = 'under-replicated' | 'unavailable' | 'under-min-isr' | 'at-min-isr'

/** What a finished tool left behind. */
export interface ToolResult {
  code: number
  stdout: string
  stderr: string
}

/** Kafka's own command line tools, run as plain Java processes: slow (1–2 s each), but nobody's opinion but Kafka's. */
export interface KafkaTools {
  /**
   * Runs a tool to its end, with the address of the cluster added where `args` name none.
   * Throws with the tool's output when it fails, unless `allowFailure`; ends it after `limitMs` (60 s).
   */
  run(tool: KafkaTool, args: string[], options?: ToolOptions): Promise<ToolResult>
  /** Starts a tool that stays, with a small heap and its complaints in a file of the cluster's directory. */
  keep(tool: KafkaTool, args: string[], name: string): KeptTool
  /** All partitions, or those the filter selects, internal topics included. */
  describeTopics(filter?: TopicFilter): Promise<DescribedPartition[]>
  createTopic(name: string, topic: NewTopic): Promise<void>
  deleteTopic(name: string): Promise<void>
}

/** A running tool. It ends with the cluster at the latest. */
export interface KeptTool {
  /** What the tool reads; ending it ends a console producer. */
  readonly stdin: Writable
  /** False once it has ended, for whatever reason. */
  readonly running: boolean
  /** SIGTERM, SIGKILL after 3 s; resolves when it is gone. */
  stop(): Promise<void>
}

/** How a tool is run. */
export interface ToolOptions {
  stdin?: string
  allowFailure?: boolean
  limitMs?: number
}

/** A topic to create: by numbers, or with `assignment`, one list of broker ids for each partition. */
export interface NewTopic {
  partitions?: number
  replicationFactor?: number
  config?: Record<string, string>
  assignment?: number[][]
}

type Classes = Record<KafkaVersion, string | null>

const everywhere = (name: string): Classes => ({ '1.1': name, '2.8': name, '3.5': name, '3.9': name, '4': name })
const moved = (old: string, since39: string): Classes => ({ ...everywhere(old), '3.9': since39, '4': since39 })
const newTool = (name: string): Classes => ({ ...everywhere(name), '1.1': null, '2.8': null })

/** Null where a version has no such tool. */
const toolClasses = {
  acls: { ...everywhere('kafka.admin.AclCommand'), '4': 'org.apache.kafka.tools.AclCommand' },
  'broker-api-versions': {
    ...everywhere('kafka.admin.BrokerApiVersionsCommand'),
    '4': 'org.apache.kafka.tools.BrokerApiVersionsCommand',
  },
  configs: everywhere('kafka.admin.ConfigCommand'),
  'console-consumer': moved('kafka.tools.ConsoleConsumer', 'org.apache.kafka.tools.consumer.ConsoleConsumer'),
  'console-share-consumer': newTool('org.apache.kafka.tools.consumer.ConsoleShareConsumer'),
  'console-producer': { ...everywhere('kafka.tools.ConsoleProducer'), '4': 'org.apache.kafka.tools.ConsoleProducer' },
  'consumer-groups': moved(
    'kafka.admin.ConsumerGroupCommand',
    'org.apache.kafka.tools.consumer.group.ConsumerGroupCommand',
  ),
  'delegation-tokens': {
    ...moved('kafka.admin.DelegationTokenCommand', 'org.apache.kafka.tools.DelegationTokenCommand'),
    '3.5': 'org.apache.kafka.tools.DelegationTokenCommand',
  },
  'delete-records': moved('kafka.admin.DeleteRecordsCommand', 'org.apache.kafka.tools.DeleteRecordsCommand'),
  'dump-log': everywhere('kafka.tools.DumpLogSegments'),
  features: { ...moved('kafka.admin.FeatureCommand', 'org.apache.kafka.tools.FeatureCommand'), '1.1': null },
  'leader-election': {
    ...moved('kafka.admin.LeaderElectionCommand', 'org.apache.kafka.tools.LeaderElectionCommand'),
    '1.1': null,
  },
  'log-dirs': moved('kafka.admin.LogDirsCommand', 'org.apache.kafka.tools.LogDirsCommand'),
  'metadata-quorum': newTool('org.apache.kafka.tools.MetadataQuorumCommand'),
  'reassign-partitions': moved(
    'kafka.admin.ReassignPartitionsCommand',
    'org.apache.kafka.tools.reassign.ReassignPartitionsCommand',
  ),
  'share-groups': {
    ...newTool('org.apache.kafka.tools.consumer.group.ShareGroupCommand'),
    '3.5': null,
    '3.9': null,
  },
  storage: { ...everywhere('kafka.tools.StorageTool'), '1.1': null },
  topics: moved('kafka.admin.TopicCommand', 'org.apache.kafka.tools.TopicCommand'),
  transactions: newTool('org.apache.kafka.tools.TransactionsCommand'),
  'zookeeper-shell': {
    ...everywhere('org.apache.zookeeper.ZooKeeperMainWithTlsSupportForKafka'),
    '1.1': 'org.apache.zookeeper.ZooKeeperMain',
    '4': null,
  },
} satisfies Record<string, Classes>

/** A tool by the name of its shell script, without "kafka-". */
export type KafkaTool = keyof typeof toolClasses

/** What the tools need to know about the cluster. */
export interface ToolSetting {
  version: KafkaVersion
  /** The Java command and the options all tools share, class path included. */
  java: string
  jvm: string[]
  bootstrap: readonly string[]
  zookeeperConnect: string | null
  /** For the output of tools that stay. */
  directory: string
  /** Told about tools that stay, in the tick of their start. */
  onSpawn: (pid: number) => void
}

/** The tools of this Kafka version, pointed at this cluster. */
export function kafkaTools(setting: ToolSetting): KafkaTools {
  function command(tool: KafkaTool, args: string[], jvm: string[] = []): string[] {
    const mainClass = toolClasses[tool][setting.version]
    if (mainClass === null) throw new Error(`Kafka ${setting.version} has no tool "${tool}"`)
    return [...setting.jvm, ...jvm, mainClass, ...addressed(tool, args, setting)]
  }

  async function run(tool: KafkaTool, args: string[], options: ToolOptions = {}): Promise<ToolResult> {
    const result = await runToEnd(setting.java, command(tool, args), options)
    if (result.code !== 0 && options.allowFailure !== true) {
      throw new Error(`${tool} ${args.join(' ')} failed (${result.code}):\n${result.stderr}${result.stdout}`.trimEnd())
    }
    return result
  }

  return {
    run,
    keep: (tool, args, name) => keepRunning(command(tool, args, ['-Xms16m', '-Xmx64m']), name, setting),
    async describeTopics(filter) {
      const flag = filter && `--${filter}-partitions`
      const { stdout } = await run('topics', ['--describe', ...(flag ? [flag] : [])])
      return parseDescription(stdout)
    },
    async createTopic(name, { partitions = 1, replicationFactor = 1, config = {}, assignment }) {
      const shape = assignment
        ? ['--replica-assignment', assignment.map((replicas) => replicas.join(':')).join(',')]
        : ['--partitions', String(partitions), '--replication-factor', String(replicationFactor)]
      const settings = Object.entries(config).flatMap(([key, value]) => ['--config', `${key}=${value}`])
      await run('topics', ['--create', '--topic', name, ...shape, ...settings])
    },
    async deleteTopic(name) {
      await run('topics', ['--delete', '--topic', name])
    },
  }
}

/**
 * `Topic: orders\tPartition: 0\tLeader: 1\tReplicas: 1,2,3\tIsr: 1,2` (newer versions append more columns;
 * a partition without leader says `none`, in 2.8 too).
 */
export function parseDescription(text: string): DescribedPartition[] {
  const ids = (list: string | undefined) => (list ? list.split(',').map(Number) : [])
  return text.split('\n').flatMap((line) => {
    const cells = new Map(
      line.split('\t').map((cell) => {
        const colon = cell.indexOf(':')
        return [cell.slice(0, colon).trim(), cell.slice(colon + 1).trim()]
      }),
    )
    const topic = cells.get('Topic')
    const partition = cells.get('Partition')
    const leader = cells.get('Leader')
    if (topic === undefined || partition === undefined) return []
    return {
      topic,
      partition: Number(partition),
      leader: leader === undefined || leader === 'none' || leader === '-1' ? null : Number(leader),
      replicas: ids(cells.get('Replicas')),
      isr: ids(cells.get('Isr')),
    }
  })
}

/** The tools that in 1.1 change ZooKeeper themselves instead of asking a broker. */
const BEHIND_THE_BROKERS: ReadonlySet<KafkaTool> = new Set(['topics', 'configs', 'reassign-partitions'])

function addressed(tool: KafkaTool, args: string[], { version, bootstrap, zookeeperConnect }: ToolSetting): string[] {
  if (tool === 'storage' || tool === 'dump-log') return args
  if (tool === 'zookeeper-shell') return zookeeperConnect === null ? args : ['-server', zookeeperConnect, ...args]
  const names = ['--bootstrap-server', '--bootstrap-controller', '--zookeeper', '--broker-list']
  if (args.some((arg) => names.includes(arg))) return args
  if (version === '1.1' && zookeeperConnect !== null && BEHIND_THE_BROKERS.has(tool)) {
    return ['--zookeeper', zookeeperConnect, ...args]
  }
  return ['--bootstrap-server', bootstrap.join(','), ...args]
}

function keepRunning(args: string[], name: string, { java, directory, onSpawn }: ToolSetting): KeptTool {
  const log = openSync(join(directory, `${name}.log`), 'a')
  const child = spawn(java, args, { detached: true, stdio: ['pipe', 'ignore', log] })
  const { stdin } = child
  if (stdin === null) throw new Error('A pipe was asked for')
  closeSync(log)
  if (child.pid !== undefined) onSpawn(child.pid)
  let running = true
  const gone = new Promise<void>((resolve) => {
    const ended = () => {
      running = false
      resolve()
    }
    child.once('exit', ended)
    child.once('error', ended)
  })
  // The pipe breaks when the tool ends first; `running` tells.
  stdin.on('error', () => {})
  return {
    stdin,
    get running() {
      return running
    },
    async stop() {
      child.kill('SIGTERM')
      const impatience = setTimeout(() => child.kill('SIGKILL'), 3_000)
      await gone
      clearTimeout(impatience)
    },
  }
}

function runToEnd(command: string, args: string[], { stdin = '', limitMs = 60_000 }: ToolOptions): Promise<ToolResult> {
  return new Promise((resolve, reject) => {
    const child = spawn(command, args, { stdio: 'pipe' })
    const timer = setTimeout(() => child.kill('SIGKILL'), limitMs)
    const result = { stdout: '', stderr: '' }
    child.stdout.on('data', (chunk: Buffer) => {
      result.stdout += chunk.toString()
    })
    child.stderr.on('data', (chunk: Buffer) => {
      result.stderr += chunk.toString()
    })
    child.once('error', reject)
    child.once('close', (code) => {
      clearTimeout(timer)
      resolve({ ...result, code: code ?? -1 })
    })
    // A tool may end without having read its input.
    child.stdin.on('error', () => {})
    child.stdin.end(stdin)
  })
}
