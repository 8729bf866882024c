import zookeeper from 'node-zookeeper-client'

/** A client that changes znodes behind the product's back. */
export interface ZnodeClient {
  /** Persistent, open to everybody. */
  create(path: string, data?: string | Buffer): Promise<void>
  /** Many empty ones, a thousand in one transaction. */
  createAll(paths: readonly string[]): Promise<void>
  set(path: string, data: string | Buffer): Promise<void>
  remove(path: string): Promise<void>
  /** Removes what it made and what is still there, and ends. */
  close(): Promise<void>
}

/** Connects to `host:port,…/chroot`; methods reject with the library's errors. */
export async function znodeClient(connect: string): Promise<ZnodeClient> {
  const client = zookeeper.createClient(connect, { sessionTimeout: 10_000, spinDelay: 200 })
  await new Promise<void>((resolve) => {
    client.once('connected', resolve)
    client.connect()
  })
  const { ACL, CreateMode } = zookeeper
  const remove = (path: string) => settled((done) => client.remove(path, -1, done))
  const made = new Set<string>()
  const many: string[][] = []
  return {
    create: async (path, data = '') => {
      await settled((done) => client.create(path, Buffer.from(data), ACL.OPEN_ACL_UNSAFE, CreateMode.PERSISTENT, done))
      made.add(path)
    },
    createAll: async (paths) => {
      many.push(...inThousands(paths))
      for (const thousand of inThousands(paths)) {
        const transaction = client.transaction()
        for (const path of thousand) transaction.create(path)
        await settled((done) => transaction.commit(done))
      }
    },
    set: (path, data) => settled((done) => client.setData(path, Buffer.from(data), -1, done)),
    remove: async (path) => {
      await remove(path)
      made.delete(path)
    },
    close: async () => {
      for (const thousand of many) await Promise.all(thousand.map(remove))
      for (const path of [...made].reverse()) {
        await remove(path).catch((error: unknown) => {
          // Kafka takes away what it was asked through a znode.
          if (!/NO_?NODE/.test(String(error))) throw error
        })
      }
      client.close()
    },
  }
}

function* inThousands(paths: readonly string[]): Generator<string[]> {
  for (let from = 0; from < paths.length; from += 1_000) yield paths.slice(from, from + 1_000)
}

function settled(act: (done: (error: Error | null) => void) => void): Promise<void> {
  return new Promise((resolve, reject) =>
    act((error) => (error === null || error === undefined ? resolve() : reject(error))),
  )
}
