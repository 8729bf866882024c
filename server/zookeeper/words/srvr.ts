import { VivariumError } from '@/lib/errors'
import { type AskOptions, checked, fourLetterWord } from '../four-letter'

/** What one server says of itself: latencies in ms since its start, `connections` counts this question too. */
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

/**
 * Asks one server for its state with `srvr`, the only word allowed by default since 3.5.3.
 *
 * Errors: those of fourLetterWord, and `unsupported` when the answer is none of ZooKeeper's.
 */
export async function srvr(host: string, port: number, options: AskOptions = {}): Promise<ServerReport> {
  return parseSrvr(await fourLetterWord(host, port, 'srvr', options), `${host}:${port}`)
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
  checked(text, 'srvr', server)
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
