import { isIPv6 } from 'node:net'

/** An address as the clients want it, or why it is none. */
export type ParsedAddress = { address: string } | { wrong: string }

/** Reads one `host:port` (IPv6 in brackets); without a port the given one is taken, and with null the port must be there. */
export function parseHostPort(text: string, defaultPort: number | null): ParsedAddress {
  // A pasted `user:password@host` must not come back in a message.
  const shown = text.includes('@') ? 'one address' : `"${text.slice(0, 100)}"`
  if (text === '') return { wrong: 'has an empty address between its commas' }
  if (text.includes('://')) return { wrong: `${shown} starts with a protocol, wanted is host:port alone` }
  const bracketed = /^\[([^\]]*)\](?::(\d+))?$/.exec(text)
  const plain = /^([A-Za-z0-9._-]{1,253})(?::(\d+))?$/.exec(text)
  const host = bracketed?.[1] ?? plain?.[1]
  if (host === undefined || (bracketed !== null && !isIPv6(host))) return { wrong: `${shown} is not host:port` }
  const digits = bracketed?.[2] ?? plain?.[2]
  if (digits === undefined && defaultPort === null) return { wrong: `${shown} has no port` }
  const port = digits === undefined ? defaultPort : parsePort(digits)
  if (port === null) return { wrong: `${shown} has a port outside 1–65535` }
  return { address: `${bracketed === null ? host : `[${host}]`}:${port}` }
}

/** A TCP port in decimal digits, or null. */
export function parsePort(text: string): number | null {
  if (!/^\d{1,5}$/.test(text)) return null
  const port = Number(text)
  return port >= 1 && port <= 65_535 ? port : null
}
