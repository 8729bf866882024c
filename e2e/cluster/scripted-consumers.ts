import { type ChildProcess, type ChildProcessWithoutNullStreams, execFile, spawn } from 'node:child_process'
import { createWriteStream, readdirSync } from 'node:fs'
import { delimiter, dirname, join } from 'node:path'
import { createInterface } from 'node:readline'
import { fileURLToPath } from 'node:url'
import { promisify } from 'node:util'
import { classPath } from './artifacts'
import type { Cluster } from './cluster'
import { findJava } from './java'
import { type KafkaVersion, kafkaReleases } from './kafka-version'
import { until } from './until'

const SOURCE = fileURLToPath(new URL('./ScriptedConsumer.java', import.meta.url))
/** A busy machine starts a Java in some seconds. */
const PATIENCE_MS = 60_000

/** What a consumer said: where it stands in its group after it changed, or what its group just gave or took. */
export interface ConsumerWord {
  event: 'ready' | 'holds' | 'assigned' | 'revoked' | 'lost' | 'committed' | 'closed' | 'failed'
  /** Epoch ms of its own clock. */
  at: number
  /** −1 before it is a member; a member epoch in the consumer protocol. */
  generation?: number
  memberId?: string
  /** "topic-0", ascending: all it holds with `holds`, those given or taken otherwise. */
  partitions?: string[]
  message?: string
}

/** A Java consumer in a process of its own that does what it is told. */
export interface ScriptedConsumer {
  readonly clientId: string
  /** All it said so far. */
  readonly words: readonly ConsumerWord[]
  /** The last it said of its place in the group; null before it was a member. */
  readonly place: Required<Pick<ConsumerWord, 'generation' | 'memberId' | 'partitions'>> | null
  /** One line of its script, see `ScriptedConsumer.java`. */
  tell(line: string): void
  /** Leaves its group and ends. */
  close(): Promise<void>
  /** SIGKILL: its group hears nothing of it. */
  kill(): Promise<void>
  freeze(): void
  thaw(): void
}

/** Starts consumers of this cluster's own release. */
export interface ScriptedConsumers {
  /** Resolves when it runs; it is in no group before it was told `subscribe`. `settings` win over the defaults. */
  start(group: string, clientId: string, settings?: Record<string, string>): Promise<ScriptedConsumer>
  /** SIGKILL to all that still run. */
  stop(): Promise<void>
}

/** Compiles the consumer against the clients of the cluster's release; needs a JDK. It ends with the cluster at the latest. */
export async function scriptedConsumers(cluster: Cluster): Promise<ScriptedConsumers> {
  const java = await findJava()
  const jars = await classPath(versionOf(cluster), () => undefined)
  const classes = join(cluster.directory, 'scripted-consumer')
  // The compiler's own main class does not expand the wildcard of a class path.
  const folder = dirname(jars)
  const clients = readdirSync(folder).filter((name) => name.startsWith('kafka-clients'))
  const against = clients.map((name) => join(folder, name)).join(delimiter)
  const compiler = ['-m', 'jdk.compiler/com.sun.tools.javac.Main', '-cp', against, '-d', classes, SOURCE]
  await promisify(execFile)(java, compiler).catch((error: unknown) => {
    throw new Error(`${java} cannot compile the consumer; it has to be a JDK, such as openjdk-17-jdk-headless`, {
      cause: error,
    })
  })
  const jvm = ['-Xms16m', '-Xmx64m', '-XX:+UseSerialGC', '-XX:TieredStopAtLevel=1', '-XX:-UsePerfData']
  const logging = `-Dlog4j.configuration=file:${join(cluster.directory, 'tool-logging.properties')}`
  const running = new Set<ChildProcess>()
  let turn: Promise<unknown> = Promise.resolve()

  async function start(group: string, clientId: string, settings: Record<string, string>): Promise<ScriptedConsumer> {
    const all = {
      'bootstrap.servers': cluster.bootstrap.join(','),
      'group.id': group,
      'client.id': clientId,
      'auto.offset.reset': 'earliest',
      'auto.commit.interval.ms': '500',
      // The consumer protocol leaves these to the broker, and refuses them.
      ...(settings['group.protocol'] === 'consumer'
        ? {}
        : { 'session.timeout.ms': '6000', 'heartbeat.interval.ms': '1000' }),
      'metadata.max.age.ms': '2000',
      'reconnect.backoff.max.ms': '1000',
      ...settings,
    }
    const given = Object.entries(all).map(([key, value]) => `${key}=${value}`)
    const args = [...jvm, logging, '-cp', [classes, jars].join(delimiter), 'ScriptedConsumer', ...given]
    const child = spawn(java, args, { detached: true, stdio: ['pipe', 'pipe', 'pipe'] })
    running.add(child)
    child.once('exit', () => running.delete(child))
    if (child.pid !== undefined) cluster.adopt(child.pid)
    child.stderr.pipe(createWriteStream(join(cluster.directory, `${clientId}.log`), { flags: 'a' }))
    return started(child, clientId)
  }

  return {
    start(group, clientId, settings = {}) {
      // One after the other: many Javas that start at once starve the heartbeats of those that run.
      const mine = turn.then(() => start(group, clientId, settings))
      turn = mine.catch(() => undefined)
      return mine
    },
    async stop() {
      await Promise.all([...running].map((child) => killed(child)))
    },
  }
}

async function started(child: ChildProcessWithoutNullStreams, clientId: string): Promise<ScriptedConsumer> {
  const words: ConsumerWord[] = []
  createInterface({ input: child.stdout }).on('line', (line) => {
    // Every line of the consumer is such an object.
    words.push(JSON.parse(line) as ConsumerWord)
  })
  // The pipe breaks when it is killed.
  child.stdin.on('error', () => {})
  const ended = () => child.exitCode !== null || child.signalCode !== null
  const said = async (event: ConsumerWord['event']) => {
    const known = () => words.some((word) => word.event === event)
    await until(`${clientId} ${event}`, () => known() || ended(), PATIENCE_MS)
    if (!known()) throw new Error(`${clientId} ended: ${words.at(-1)?.message ?? 'see its log'}`)
  }
  const tell = (line: string) => child.stdin.write(`${line}\n`)
  await said('ready')
  return {
    clientId,
    words,
    get place() {
      const { generation, memberId, partitions } = words.findLast(({ event }) => event === 'holds') ?? {}
      if (generation === undefined || memberId === undefined || partitions === undefined) return null
      return generation < 0 ? null : { generation, memberId, partitions }
    },
    tell,
    async close() {
      tell('close')
      await said('closed')
      await until(`${clientId} ended`, ended, PATIENCE_MS)
    },
    kill: () => killed(child),
    freeze: () => void child.kill('SIGSTOP'),
    thaw: () => void child.kill('SIGCONT'),
  }
}

async function killed(child: ChildProcess): Promise<void> {
  const gone = new Promise((resolve) => child.once('exit', resolve))
  if (child.exitCode === null && child.signalCode === null && child.kill('SIGKILL')) await gone
}

function versionOf({ version }: Cluster): KafkaVersion {
  const found = Object.entries(kafkaReleases).find(([, release]) => release.kafka === version)
  if (!found) throw new Error(`Kafka ${version} is none of ours`)
  // The keys of the table are the versions.
  return found[0] as KafkaVersion
}
