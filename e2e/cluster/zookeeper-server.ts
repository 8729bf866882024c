import { connect } from 'node:net'
import { join } from 'node:path'

/** The ports of one ZooKeeper server, all on 127.0.0.1. */
export interface ZooKeeperPorts {
  client: number
  /** Followers to leader. */
  peer: number
  election: number
  /** Of its AdminServer, which is off without one. */
  admin?: number
}

/**
 * Settings of one ZooKeeper server. One entry in `ensemble` means standalone, three a real quorum (server id = index + 1).
 * Ticks are short so that session timeouts from 1 s on are granted and a dead follower is noticed in 5 s.
 */
export function zookeeperSettings(
  id: number,
  ensemble: readonly ZooKeeperPorts[],
  directory: string,
): Record<string, string> {
  const { client: port, admin } = ensemble[id - 1] ?? {}
  if (port === undefined) throw new Error(`No ports for ZooKeeper server ${id}`)
  const quorum = ensemble.map(
    ({ peer, election }, index) => [`server.${index + 1}`, `127.0.0.1:${peer}:${election}`] as const,
  )
  return {
    dataDir: join(directory, 'data'),
    clientPort: String(port),
    clientPortAddress: '127.0.0.1',
    tickTime: '500',
    initLimit: '20',
    syncLimit: '10',
    minSessionTimeout: '1000',
    maxSessionTimeout: '60000',
    // All clients come from one address here; the default of 60 would count them as one greedy client.
    maxClientCnxns: '500',
    'admin.enableServer': String(admin !== undefined),
    ...(admin === undefined ? {} : { 'admin.serverPort': String(admin), 'admin.serverAddress': '127.0.0.1' }),
    ...(ensemble.length > 1 ? Object.fromEntries(quorum) : {}),
  }
}

/** JVM options of a ZooKeeper server: a small heap, no fsync, small log files (the data never outlives the cluster). */
export const zookeeperJvm = [
  '-Xms32m',
  '-Xmx128m',
  '-Dzookeeper.forceSync=no',
  '-Dzookeeper.jmx.log4j.disable=true',
  '-Dzookeeper.preAllocSize=4096',
]

/** What a ZooKeeper server says to a four letter word, null when it does not answer within a second. */
export function fourLetterWord(port: number, word: string): Promise<string | null> {
  return new Promise((resolve) => {
    let answer = ''
    const socket = connect(port, '127.0.0.1', () => socket.write(word))
    const finish = (result: string | null) => {
      socket.destroy()
      resolve(result)
    }
    socket.setTimeout(1_000, () => finish(null))
    socket.on('data', (chunk) => {
      answer += chunk.toString('latin1')
    })
    socket.on('error', () => finish(null))
    socket.on('end', () => finish(answer === '' ? null : answer))
  })
}

/** The server's part in the ensemble from `srvr` ("leader", "follower", "standalone"); null while it does not serve. */
export async function zookeeperMode(port: number): Promise<string | null> {
  return /^Mode: (\w+)$/m.exec((await fourLetterWord(port, 'srvr')) ?? '')?.[1] ?? null
}
