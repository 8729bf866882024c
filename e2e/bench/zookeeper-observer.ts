import { createRequire } from 'node:module'

/** The part of node-zookeeper-client used here. */
interface Client {
  once(event: 'connected', listener: () => void): void
  connect(): void
  close(): void
  exists(path: string, watcher: () => void, callback: (error: Error | null, stat: unknown) => void): void
}

const { createClient } = createRequire(import.meta.url)('node-zookeeper-client') as {
  createClient(connect: string): Client
}

/** A second client beside the product's: it hears of the same changes at the same time. */
export interface ZookeeperObserver {
  /** Epoch ms at which this client heard that the path was deleted. Resolves `armed` when the watch stands. */
  deletionOf(path: string): { armed: Promise<void>; heardAt: Promise<number> }
  close(): void
}

/** Connects to the same ensemble. */
export async function observeZookeeper(connect: string): Promise<ZookeeperObserver> {
  const client = createClient(connect)
  await new Promise<void>((resolve) => {
    client.once('connected', resolve)
    client.connect()
  })
  return {
    deletionOf(path) {
      let heard: (at: number) => void
      const heardAt = new Promise<number>((resolve) => {
        heard = resolve
      })
      const armed = new Promise<void>((resolve, reject) => {
        client.exists(
          path,
          () => heard(Date.now()),
          (error, stat) => (error || !stat ? reject(error ?? new Error(`${path} is not there`)) : resolve()),
        )
      })
      return { armed, heardAt }
    },
    close: () => client.close(),
  }
}
