import { spawn } from 'node:child_process'
import { once } from 'node:events'
import { join } from 'node:path'
import { setTimeout as delay } from 'node:timers/promises'
import { fileURLToPath } from 'node:url'
import type { Cluster } from './cluster/cluster'
import { freePorts } from './cluster/free-port'

const READY_LIMIT_MS = 30_000
const PATIENCE_MS = 5_000
const root = fileURLToPath(new URL('..', import.meta.url))

/** The production server, running. */
export interface ProductServer {
  readonly url: string
  readonly pid: number
  /** Settles when the process has ended, with what it ended of. */
  readonly ended: Promise<string>
  /** SIGTERM, SIGKILL after 5 s. */
  stop(): Promise<void>
}

export interface ProductOptions {
  /** The environment that says what to inspect; the given cluster's addresses when absent. */
  env?: Record<string, string>
  host?: string
  /** A free one when absent. */
  port?: number
  /** Where the server's log goes: to ours, or nowhere. */
  log?: 'inherit' | 'ignore'
}

/** Starts the built server in a group of its own, so that Ctrl-C reaches it by way of us, and resolves when it is ready. */
export async function startProduct(cluster: Cluster, options: ProductOptions = {}): Promise<ProductServer> {
  const host = options.host ?? '127.0.0.1'
  const port = options.port ?? (await freePorts(1))[0] ?? 0
  const where =
    cluster.zookeeperConnect === null
      ? { KAFKA_BROKERS: cluster.bootstrap.join(',') }
      : { ZOOKEEPER_CONNECT: cluster.zookeeperConnect }
  const child = spawn(process.execPath, [join(root, 'server/launch.mjs')], {
    cwd: root,
    detached: true,
    stdio: ['ignore', 'ignore', options.log ?? 'inherit'],
    env: {
      NODE_ENV: 'production',
      PATH: process.env['PATH'],
      HOME: process.env['HOME'],
      ...(options.env ?? where),
      HOST: host,
      PORT: String(port),
      VIVARIUM_DATA: join(cluster.directory, 'vivarium'),
    },
  })
  await once(child, 'spawn')
  // A spawned process has a pid.
  const pid = child.pid as number
  cluster.adopt(pid)
  const exit = once(child, 'exit')
  const ended = exit.then(([code, signal]) => `${signal ?? `exit code ${code}`}`)
  const stop = async (): Promise<void> => {
    child.kill('SIGTERM')
    await Promise.race([exit, delay(PATIENCE_MS, undefined, { ref: false })])
    child.kill('SIGKILL')
    await exit
  }
  const url = `http://${host === '0.0.0.0' ? '127.0.0.1' : host}:${port}`
  const early = ended.then((how) => Promise.reject(new Error(`The server has ended (${how})`)))
  early.catch(() => undefined)
  try {
    await Promise.race([untilReady(url), early])
  } catch (error) {
    if (child.exitCode === null && child.signalCode === null) await stop()
    throw error
  }
  return { url, pid, ended, stop }
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
