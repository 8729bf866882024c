/**
 * The whole thing on one machine: a real cluster, traffic, and the production server looking at it. `npm run demo`,
 * with `--version 3.9|4|2.8`, `--brokers n`, `--zookeepers 1|3`, `--racks`, `--port n`. Ctrl-C stops everything in
 * order, a second one at once.
 */
import { spawn } from 'node:child_process'
import { once } from 'node:events'
import { join } from 'node:path'
import { createInterface } from 'node:readline'
import { fileURLToPath } from 'node:url'
import { parseArgs } from 'node:util'
import { type Cluster, startCluster } from './cluster/cluster'
import { clusterOptions } from './cluster/cluster-arguments'
import { freePorts, isFree } from './cluster/free-port'
import { onInterruption } from './cluster/interruption'
import { startProduct } from './product-server'
import { startTraffic } from './traffic/traffic'

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
  say('Starting the server')
  const server = await unlessInterrupted(startProduct(cluster, { host, port }))
  running.push({ name: 'the server', stop: () => server.stop() })
  say(`Vivarium shows ${cluster.brokers.length} brokers of Kafka ${cluster.version} at ${server.url}`)
  say('Ctrl-C stops everything')
  throw new Error(`The server has ended (${await unlessInterrupted(server.ended)})`)
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
