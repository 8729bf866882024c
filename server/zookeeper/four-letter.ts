import { connect } from 'node:net'
import { VivariumError } from '@/lib/errors'
import { socketReason } from './socket-reason'

/** What `srvr` says of one server: latencies in ms since its start, `connections` counts this question too. */
export interface ServerReport {
  /** "3.8.4" */
  version: string
  /** leader, follower, observer, standalone, read-only */
  mode: string
  /** hex "0x…" */
  zxid: string
  latency: { min: number; avg: number; max: number }
  connections: number
  outstanding: number
  nodeCount: number
}

const MAX_BYTES = 256 * 1_024

/**
 * Asks one server for its state with the four-letter word `srvr` (the only one allowed by default since 3.5.3).
 *
 * Errors: `forbidden` when the server does not allow it, `busy` when it is up and has no quorum, `unsupported` when the
 * answer is none of ZooKeeper's, `unreachable`, `timeout`, `too-large` above 256 kB.
 */
export async function srvr(
  host: string,
  port: number,
  { timeoutMs = 2_000, signal }: { timeoutMs?: number; signal?: AbortSignal } = {},
): Promise<ServerReport> {
  return parseSrvr(await ask(host, port, 'srvr', timeoutMs, signal), `${host}:${port}`)
}

/**
 * Reads the answer to `srvr`; `server` is for the error messages.
 *
 *     Zookeeper version: 3.8.4-9316c2a7a97e1666d8f4593f34dd6fc36ecc436c, built on 2024-02-12 22:16 UTC
 *     Latency min/avg/max: 0/0.5714/4
 *     Received: 8
 *     Sent: 7
 *     Connections: 1
 *     Outstanding: 0
 *     Zxid: 0x100000005
 *     Mode: follower
 *     Node count: 31
 */
export function parseSrvr(text: string, server: string): ServerReport {
  if (/is not executed because it is not in the whitelist/.test(text)) {
    throw new VivariumError({
      code: 'forbidden',
      message: `${server} does not allow the command srvr`,
      hint: 'Set 4lw.commands.whitelist=srvr in the configuration of the ZooKeeper server',
    })
  }
  if (/not currently serving requests/.test(text)) {
    throw new VivariumError({ code: 'busy', message: `${server} is up and serves no requests: no quorum` })
  }
  const field = (pattern: RegExp): string => {
    const found = pattern.exec(text)?.[1]
    if (found !== undefined) return found
    throw new VivariumError({ code: 'unsupported', message: `${server} gave no ZooKeeper answer to srvr` })
  }
  const [min = '', avg = '', max = ''] = field(/^Latency min\/avg\/max: *(-?\d+\/-?[\d.]+\/-?\d+)/m).split('/')
  return {
    version: field(/^Zookeeper version: *(\d+\.\d+\.\d+)/m),
    mode: field(/^Mode: *(.+?) *$/m),
    zxid: field(/^Zxid: *(0x[0-9a-f]+)/m),
    latency: { min: Number(min), avg: Number(avg), max: Number(max) },
    connections: Number(field(/^Connections: *(\d+)/m)),
    outstanding: Number(field(/^Outstanding: *(\d+)/m)),
    nodeCount: Number(field(/^Node count: *(\d+)/m)),
  }
}

function ask(
  host: string,
  port: number,
  word: string,
  timeoutMs: number,
  signal: AbortSignal | undefined,
): Promise<string> {
  return new Promise((resolve, reject) => {
    const chunks: Buffer[] = []
    let bytes = 0
    const socket = connect({ host, port, ...(signal === undefined ? {} : { signal }) })
    const fail = (error: VivariumError) => {
      clearTimeout(limit)
      socket.destroy()
      reject(error)
    }
    const limit = setTimeout(() => {
      fail(new VivariumError({ code: 'timeout', message: `${host}:${port} did not answer ${word} in ${timeoutMs} ms` }))
    }, timeoutMs)
    socket.on('connect', () => socket.write(word))
    socket.on('data', (chunk) => {
      chunks.push(chunk)
      bytes += chunk.length
      if (bytes > MAX_BYTES) {
        fail(new VivariumError({ code: 'too-large', message: `${host}:${port} answered ${word} with over 256 kB` }))
      }
    })
    socket.on('error', (cause) => {
      const message = socketReason(cause, `${host}:${port}`) ?? `${host}:${port} cut the connection`
      fail(new VivariumError({ code: 'unreachable', message, cause }))
    })
    socket.on('close', () => {
      clearTimeout(limit)
      if (bytes > 0) return resolve(Buffer.concat(chunks).toString('utf8'))
      reject(
        new VivariumError({ code: 'unreachable', message: `${host}:${port} closed the connection without an answer` }),
      )
    })
  })
}
