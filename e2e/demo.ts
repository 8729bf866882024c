/**
 * The whole thing on one machine: a real cluster, traffic, and the production server looking at it. `npm run demo`,
 * with `--version 3.9|4|2.8`, `--brokers n`, `--zookeepers 1|3`, `--racks`, `--port n`. Ctrl-C stops everything in
 * order, a second one at once.
 */
import { spawn } from 'node:child_process'
import { once } from 'node:events'
import { join } from 'node:path'
import { createInterface } from 'node:readline'
import { setTimeout as delay } from 'node:timers/promises'
import { fileURLToPath } from 'node:url'
import { parseArgs } from 'node:util'
import { type Cluster, startCluster } from './cluster/cluster'
import { clusterOptions } from './cluster/cluster-arguments'
import { freePorts, isFree } from './cluster/free-port'
import { onInterruption } from './cluster/interruption'
import { startTraffic } from './traffic/traffic'

const READY_LIMIT_MS = 30_000
const SERVER_PATIENCE_MS = 5_000

const root = fileURLToPath(new URL('..', import.meta.url))
const began = performance.now()
const interrupted = new AbortController()
/** What has been started, newest last; stopped in the opposite order. */
const running: { name: string; stop: () => Promise<void> }[] = []

onInterruption(
  () => {
    interrupted.abort()
    say('Stopping; once more to end at once')
  },
  () => {
    say('Ending at once')
    // The cluster ends everything it knows of when the process exits.
    process.exit(130)
  },
)

let code = 0
try {
  await demo()
} catch (error) {
  if (!interrupted.signal.aborted) {
    console.error((error as Error).message)
    code = 1
  }
}
for (const { name, stop } of running.toReversed()) {
  await stop()
  say(`Stopped ${name}`)
}
process.exit(code)

async function demo(): Promise<void> {
  const { values } = parseArgs({ options: { ...clusterOptions.flags, port: { type: 'string' } } })
  const options = clusterOptions.read(values)
  const host = process.env['HOST'] ?? '127.0.0.1'
  const port = await choosePort(Number(values.port ?? process.env['PORT'] ?? 8080), host)
  const [cluster] = await unlessInterrupted(Promise.all([start(options), build()]))
  const traffic = await unlessInterrupted(startTraffic(cluster, { onProgress: say }))
  running.push({ name: 'the traffic', stop: () => traffic.stop() })
  const ended = serve(cluster, host, port)
  const url = `http://${host === '0.0.0.0' ? '127.0.0.1' : host}:${port}`
  await unlessInterrupted(Promise.race([untilReady(url), ended]))
  say(`Vivarium shows ${cluster.brokers.length} brokers of Kafka ${cluster.version} at ${url}`)
  say('Ctrl-C stops everything')
  await unlessInterrupted(ended)
}

async function start(options: Parameters<typeof startCluster>[0]): Promise<Cluster> {
  const cluster = await startCluster({ ...options, onProgress: say })
  running.push({ name: 'the cluster', stop: () => cluster.stop() })
  say(`Brokers at ${cluster.bootstrap.join(', ')}${cluster.zookeeperConnect ? `, ${cluster.zookeeperConnect}` : ''}`)
  return cluster
}

/** Builds when the sources are newer than the build; what Next says is shown only when it fails. */
async function build(): Promise<void> {
  const child = spawn(process.execPath, [join(root, 'e2e/setup.mjs'), '--production'], {
    stdio: ['ignore', 'pipe', 'pipe'],
  })
  const stop = () => child.kill()
  interrupted.signal.addEventListener('abort', stop)
  const output: string[] = []
  const follow = async (stream: NodeJS.ReadableStream) => {
    for await (const line of createInterface({ input: stream })) {
      output.push(line)
      if (/^(Building|Installing) /.test(line)) say(line)
    }
  }
  const [[exitCode]] = await Promise.all([once(child, 'close'), follow(child.stdout), follow(child.stderr)])
  interrupted.signal.removeEventListener('abort', stop)
  if (exitCode !== 0) throw new Error(output.join('\n'))
  if (output.length > 0) say('The server is built')
}

/** Starts the server in a group of its own, so that Ctrl-C reaches it by way of us. Rejects when it ends by itself. */
function serve(cluster: Cluster, host: string, port: number): Promise<never> {
  say('Starting the server')
  const where =
    cluster.zookeeperConnect === null
      ? { KAFKA_BROKERS: cluster.bootstrap.join(',') }
      : { ZOOKEEPER_CONNECT: cluster.zookeeperConnect }
  const server = spawn(process.execPath, [join(root, 'server/launch.mjs')], {
    cwd: root,
    detached: true,
    stdio: ['ignore', 'ignore', 'inherit'],
    env: {
      NODE_ENV: 'production',
      PATH: process.env['PATH'],
      HOME: process.env['HOME'],
      ...where,
      HOST: host,
      PORT: String(port),
      VIVARIUM_DATA: join(cluster.directory, 'vivarium'),
    },
  })
  if (server.pid !== undefined) cluster.adopt(server.pid)
  const exit = once(server, 'exit')
  /** The whole group: while it starts, the launcher has a process beside it that checks the configuration. */
  const signalServer = (signal: NodeJS.Signals) => {
    if (server.pid !== undefined && server.exitCode === null && server.signalCode === null)
      process.kill(-server.pid, signal)
  }
  running.push({
    name: 'the server',
    async stop() {
      signalServer('SIGTERM')
      await Promise.race([exit, delay(SERVER_PATIENCE_MS)])
      signalServer('SIGKILL')
      await exit
    },
  })
  return exit.then(([exitCode, signal]) => {
    throw new Error(`The server has ended (${signal ?? `exit code ${exitCode}`})`)
  })
}

async function untilReady(url: string): Promise<void> {
  const deadline = Date.now() + READY_LIMIT_MS
  for (;;) {
    const answer = await fetch(`${url}/readyz`, { signal: AbortSignal.timeout(2_000) }).catch(() => null)
    if (answer?.status === 200) return
    if (Date.now() > deadline) {
      const last = answer === null ? 'it does not answer' : `/readyz says ${answer.status}`
      throw new Error(`The server is not ready after ${READY_LIMIT_MS / 1_000} s: ${last}`)
    }
    await delay(100)
  }
}

async function choosePort(wanted: number, host: string): Promise<number> {
  if (await isFree(wanted, host)) return wanted
  const [port = wanted] = await freePorts(1)
  say(`Port ${wanted} is busy, using ${port}`)
  return port
}

/** Ctrl-C skips the rest, even of a step that takes minutes; what that step has started by then ends with the process. */
async function unlessInterrupted<Result>(step: Promise<Result>): Promise<Result> {
  const interruption = new Promise<never>((_, reject) => {
    const give = () => reject(interrupted.signal.reason)
    if (interrupted.signal.aborted) give()
    interrupted.signal.addEventListener('abort', give, { once: true })
  })
  return Promise.race([step, interruption])
}

function say(line: string): void {
  console.log(`${((performance.now() - began) / 1_000).toFixed(1).padStart(6)} s  ${line}`)
}
