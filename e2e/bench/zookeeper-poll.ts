/**
 * Reads a whole tree again every ten seconds, as inspectors without watches do: every node's children and data. Prints
 * `{"rounds", "cpuMs", "nodes", "roundMs"}`. Arguments: host:port/chroot, the path to begin at, seconds.
 */
import { createRequire } from 'node:module'
import { setTimeout as delay } from 'node:timers/promises'

/** The part of node-zookeeper-client used here. */
interface Client {
  once(event: 'connected', listener: () => void): void
  connect(): void
  getChildren(path: string, callback: (error: Error | null, names: string[]) => void): void
  getData(path: string, callback: (error: Error | null, data: Buffer) => void): void
}

const { createClient } = createRequire(import.meta.url)('node-zookeeper-client') as {
  createClient(connect: string): Client
}

const EVERY_MS = 10_000
const [connect = '', root = '/', seconds = '60'] = process.argv.slice(2)
const client = createClient(connect)
await new Promise<void>((resolve) => {
  client.once('connected', resolve)
  client.connect()
})

/** How many nodes there were at and below a path; one that is gone meanwhile is none. */
async function read(path: string): Promise<number> {
  const [names] = await Promise.all([
    new Promise<string[]>((resolve) => client.getChildren(path, (error, found) => resolve(error ? [] : found))),
    new Promise<void>((resolve) => client.getData(path, () => resolve())),
  ])
  const below = await Promise.all(names.map((name) => read(`${path === '/' ? '' : path}/${name}`)))
  return below.reduce((sum, count) => sum + count, 1)
}

const end = performance.now() + Number(seconds) * 1_000
const before = process.cpuUsage()
let [rounds, nodes, roundMs] = [0, 0, 0]
while (performance.now() < end) {
  const began = performance.now()
  nodes = await read(root)
  roundMs = performance.now() - began
  rounds += 1
  await delay(Math.max(0, EVERY_MS - roundMs))
}
const { user, system } = process.cpuUsage(before)
console.log(JSON.stringify({ rounds, nodes, roundMs, cpuMs: (user + system) / 1_000 }))
process.exit()
