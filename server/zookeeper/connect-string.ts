import { VivariumError } from '@/lib/errors'
import { znodePath } from './znode-path'

/** A parsed `zookeeper.connect`: servers in the order written, chroot without trailing "/", null when there is none. */
export interface ConnectString {
  servers: { host: string; port: number }[]
  chroot: string | null
}

const DEFAULT_PORT = 2181

/**
 * Parses "h1:p,h2:p/chroot"; spaces around items are dropped, the port defaults to 2181, "/" alone is no chroot.
 *
 * Errors: `invalid` with field `connect`, naming the item at fault. IPv6 literals are refused: Kafka's brokers and
 * the client library read everything after the first ":" as the port.
 */
export function connectString(text: string): ConnectString {
  const slash = text.indexOf('/')
  const hosts = slash === -1 ? text : text.slice(0, slash)
  const servers = hosts
    .split(',')
    .map((item) => item.trim())
    .filter((item) => item !== '')
    .map(server)
  if (servers.length === 0) throw invalid('The ZooKeeper connect string names no server', 'Write "host:2181"')
  return { servers, chroot: slash === -1 ? null : chroot(text.slice(slash).trim()) }
}

function server(item: string): { host: string; port: number } {
  if (item.includes('[') || item.indexOf(':') !== item.lastIndexOf(':')) {
    throw invalid(`"${item}" looks like an IPv6 address, which is not supported here`, 'Use a host name')
  }
  const [host = '', port] = item.split(':')
  if (host === '' || /\s/.test(host)) throw invalid(`"${item}" has no valid host name`)
  if (port === undefined) return { host, port: DEFAULT_PORT }
  if (!/^\d{1,5}$/.test(port) || Number(port) < 1 || Number(port) > 65_535) {
    throw invalid(`"${item}" has no valid port`, 'Ports are 1 to 65535')
  }
  return { host, port: Number(port) }
}

function chroot(path: string): string | null {
  if (path === '/') return null
  try {
    return znodePath(path)
  } catch (cause) {
    throw new VivariumError({
      code: 'invalid',
      message: `The chroot "${path}" is not a valid path: ${cause instanceof Error ? cause.message : String(cause)}`,
      field: 'connect',
      cause,
    })
  }
}

function invalid(message: string, hint?: string): VivariumError {
  return new VivariumError({ code: 'invalid', message, field: 'connect', ...(hint === undefined ? {} : { hint }) })
}
