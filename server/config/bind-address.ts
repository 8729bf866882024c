import { isIPv4, isIPv6 } from 'node:net'

/** True for an address that only this machine can reach: 127.0.0.0/8, ::1 and `localhost`. */
export function isLoopback(host: string): boolean {
  if (host.toLowerCase() === 'localhost') return true
  return (isIPv4(host) && host.startsWith('127.')) || (isIPv6(host) && /^(0*:)*0*1$/.test(host) && host !== '1')
}

/** An address as it stands in a URL: IPv6 in brackets. */
export function urlHost(host: string): string {
  return isIPv6(host) ? `[${host}]` : host
}
