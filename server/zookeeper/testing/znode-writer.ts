import type { Client } from 'node-zookeeper-client'
import zookeeper from 'node-zookeeper-client'

/** A second client that changes znodes while the session under test watches; methods reject with the library's errors. */
export class ZnodeWriter {
  readonly #client: Client

  private constructor(client: Client) {
    this.#client = client
  }

  /** Connects; give it a `connect` string without chroot to write anywhere. */
  static async open(connect: string, auth?: { scheme: string; value: string }): Promise<ZnodeWriter> {
    const client = zookeeper.createClient(connect, { sessionTimeout: 10_000, spinDelay: 200 })
    if (auth !== undefined) client.addAuthInfo(auth.scheme, Buffer.from(auth.value))
    await new Promise<void>((resolve) => {
      client.once('connected', resolve)
      client.connect()
    })
    return new ZnodeWriter(client)
  }

  /** `acl` in words, as ["digest", "user:hash"]; everybody may do everything without it. */
  create(
    path: string,
    data: string | Buffer | null = '',
    { ephemeral = false, acl }: { ephemeral?: boolean; acl?: [scheme: string, id: string] } = {},
  ): Promise<void> {
    const { ACL, CreateMode, Id, Permission } = zookeeper
    const access = acl === undefined ? ACL.OPEN_ACL_UNSAFE : [new ACL(Permission.ALL, new Id(...acl))]
    const mode = ephemeral ? CreateMode.EPHEMERAL : CreateMode.PERSISTENT
    return settled((done) => this.#client.create(path, data === null ? null : Buffer.from(data), access, mode, done))
  }

  /** Creates many znodes, empty or with data, a thousand in one transaction. */
  async createAll(znodes: readonly (string | [path: string, data: string])[]): Promise<void> {
    for (let from = 0; from < znodes.length; from += 1_000) {
      const transaction = this.#client.transaction()
      for (const znode of znodes.slice(from, from + 1_000)) {
        if (typeof znode === 'string') transaction.create(znode)
        else transaction.create(znode[0], Buffer.from(znode[1]))
      }
      await settled((done) => transaction.commit(done))
    }
  }

  /** Sets many znodes as fast as the server takes it, each on its own, so that a watch fires for each. */
  async setAll(znodes: readonly [path: string, data: string][]): Promise<void> {
    for (let from = 0; from < znodes.length; from += 100) {
      await Promise.all(znodes.slice(from, from + 100).map(([path, data]) => this.set(path, data)))
    }
  }

  set(path: string, data: string | Buffer): Promise<void> {
    return settled((done) => this.#client.setData(path, Buffer.from(data), -1, done))
  }

  remove(path: string): Promise<void> {
    return settled((done) => this.#client.remove(path, -1, done))
  }

  /** Removes znodes listed parents first. */
  async removeAll(paths: readonly string[]): Promise<void> {
    for (const path of paths.toReversed()) await this.remove(path)
  }

  close(): void {
    this.#client.close()
  }
}

function settled(act: (done: (error: Error | null) => void) => void): Promise<void> {
  return new Promise((resolve, reject) =>
    act((error) => (error === null || error === undefined ? resolve() : reject(error))),
  )
}
