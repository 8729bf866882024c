import { parseHostPort } from './host-port'

/** ZooKeeper's client port where none is written (org.apache.zookeeper.client.ConnectStringParser). */
const DEFAULT_PORT = 2181

/** Reads `host:2181,host:2181/chroot` and writes every port out, or says what is wrong with it. */
export function parseZookeeperConnect(text: string): { connect: string } | { wrong: string } {
  const slash = text.replace(/^[a-z]+:\/\//i, (scheme) => '_'.repeat(scheme.length)).indexOf('/')
  const hosts = slash < 0 ? text : text.slice(0, slash)
  const chroot = slash < 0 ? '' : text.slice(slash).trim().replace(/\/$/, '')
  if (chroot.includes(',')) return { wrong: 'has its chroot in the middle, it belongs once at the very end' }
  if (chroot !== '' && !isPath(chroot)) return { wrong: 'has a chroot that is not a znode path' }
  const addresses: string[] = []
  for (const part of hosts.split(',')) {
    const parsed = parseHostPort(part.trim(), DEFAULT_PORT)
    if ('wrong' in parsed) return parsed
    if (!addresses.includes(parsed.address)) addresses.push(parsed.address)
  }
  return { connect: addresses.join(',') + chroot }
}

function isPath(chroot: string): boolean {
  return chroot
    .slice(1)
    .split('/')
    .every((name) => name !== '' && name !== '.' && name !== '..' && !/\p{Cc}/u.test(name))
}
