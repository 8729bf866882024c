import { createRequire } from 'node:module'
import { setTimeout as delay } from 'node:timers/promises'

/** The part of node-zookeeper-client, which has no types, used here. */
interface ZooKeeperClient {
  once(event: 'connected', listener: () => void): void
  connect(): void
  close(): void
  exists(path: string, callback: (error: Error | null, stat: unknown) => void): void
}

const { createClient } = createRequire(import.meta.url)('node-zookeeper-client') as {
  createClient(connect: string, options: { sessionTimeout: number }): ZooKeeperClient
}

/**
 * Waits until `/brokers/ids/<id>` is gone. A broker that starts while the registration of its killed predecessor lives
 * on (up to the session timeout) ends itself. Rejects when ZooKeeper does not answer or the znode stays.
 */
export async function untilUnregistered(zookeeperConnect: string, id: number, limitMs = 30_000): Promise<void> {
  const client = createClient(zookeeperConnect, { sessionTimeout: 6_000 })
  const path = `/brokers/ids/${id}`
  const deadline = Date.now() + limitMs
  try {
    await within(deadline, `ZooKeeper (${zookeeperConnect}) does not answer`, (done) => {
      client.once('connected', () => done(null, undefined))
      client.connect()
    })
    while (await within(deadline, `${path} stays`, (done) => client.exists(path, done))) await delay(100)
  } finally {
    client.close()
  }
}

function within(
  deadline: number,
  complaint: string,
  act: (done: (error: Error | null, value: unknown) => void) => void,
): Promise<unknown> {
  return new Promise((resolve, reject) => {
    const timer = setTimeout(() => reject(new Error(complaint)), deadline - Date.now())
    act((error, value) => {
      clearTimeout(timer)
      if (error) reject(error)
      else resolve(value)
    })
  })
}
