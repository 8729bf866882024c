import { VivariumError } from '@/lib/errors'

/** Where a broker listens. */
export interface Address {
  host: string
  port: number
}

/** Reads "host:port" or "[::1]:9092". Errors: `invalid`, naming the text. */
export function parseAddress(text: string): Address {
  const match = /^(?:\[([^\]]+)\]|([^:[\]\s]+)):(\d{1,5})$/.exec(text.trim())
  const host = match?.[1] ?? match?.[2]
  const port = Number(match?.[3])
  if (host === undefined || !(port >= 1 && port <= 65535)) {
    throw new VivariumError({ code: 'invalid', message: `"${text}" is not a broker address`, hint: 'write host:port' })
  }
  return { host, port }
}

/** "host:port", an IPv6 host in brackets; the key of a broker's connections. */
export function formatAddress({ host, port }: Address): string {
  return host.includes(':') ? `[${host}]:${port}` : `${host}:${port}`
}
