import { createRequire } from 'node:module'

/** The part of node-zookeeper-client used here. */
interface Client {
  once(event: 'connected', listener: () => void): void
  connect(): void
  close(): void
  transaction(): Transaction
}

interface Transaction {
  remove(path: string): Transaction
  create(path: string, data: Buffer, mode: number): Transaction
  commit(done: (error: Error | null) => void): void
}

const { createClient, CreateMode } = createRequire(import.meta.url)('node-zookeeper-client') as {
  createClient(connect: string, options: { sessionTimeout: number }): Client
  CreateMode: { EPHEMERAL: number }
}

/**
 * Names a broker as controller under a session that is nobody's, as after a broker that registered anew before its
 * older session had expired: nobody acts as controller until `close` gives the place back.
 */
export async function usurpController(connect: string, brokerId: number): Promise<{ close(): void }> {
  const client = createClient(connect, { sessionTimeout: 10_000 })
  await new Promise<void>((resolve) => {
    client.once('connected', resolve)
    client.connect()
  })
  const json = { version: 2, brokerid: brokerId, timestamp: String(Date.now()), kraftControllerEpoch: -1 }
  // In one step: no broker can come between.
  await new Promise<void>((resolve, reject) =>
    client
      .transaction()
      .remove('/controller')
      .create('/controller', Buffer.from(JSON.stringify(json)), CreateMode.EPHEMERAL)
      .commit((error) => (error ? reject(error) : resolve())),
  )
  return client
}
