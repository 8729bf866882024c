/**
 * The inside of node-zookeeper-client 1.1.3 that this folder uses; the package is pinned exactly because of it, and
 * patch-library.ts checks at start that it is still there.
 */

declare module 'node-zookeeper-client/lib/jute/index.js' {
  interface Header {
    xid: number
    type: number
  }
  interface Payload {
    setChrootPath(path: string): void
  }
  /** Longs are big-endian 8-byte buffers; null data and absent vectors are undefined. */
  interface Stat {
    czxid: Buffer
    mzxid: Buffer
    pzxid: Buffer
    ctime: Buffer
    mtime: Buffer
    version: number
    cversion: number
    aversion: number
    ephemeralOwner: Buffer
    dataLength: number
    numChildren: number
  }
  interface Acl {
    perms: number
    id: { scheme: string; id: string }
  }
  /** The union of the reply records of GET_DATA, EXISTS, GET_CHILDREN2 and GET_ACL. */
  interface ReplyPayload {
    data?: Buffer
    stat?: Stat
    children?: string[]
    acl?: Acl[]
  }
  interface Reply {
    payload: ReplyPayload | null
  }
  interface WatcherEvent {
    type: number
    state: number
    path: string
  }
  interface Jute {
    Request: new (header: Header, payload: Payload | null) => { header: Header; toBuffer(): Buffer }
    protocol: {
      RequestHeader: new (xid: number, type: number) => Header
      GetDataRequest: new (path: string, watch: boolean) => Payload
      ExistsRequest: new (path: string, watch: boolean) => Payload
      GetChildren2Request: new (path: string, watch: boolean) => Payload
      GetACLRequest: new (path: string) => Payload
    }
  }
  const jute: Jute

  export type { Header, Reply, ReplyPayload, Stat, WatcherEvent }
  export default jute
}

declare module 'node-zookeeper-client/lib/Exception.js' {
  const Exception: { create(code: number, path?: string): Error }
  export default Exception
}

declare module 'node-zookeeper-client/lib/ConnectionManager.js' {
  import type { EventEmitter } from 'node:events'
  import type { Socket } from 'node:net'
  import type { Header, Reply, WatcherEvent } from 'node-zookeeper-client/lib/jute/index.js'

  interface LibraryRequest {
    header: Header
    payload?: unknown
    toBuffer(): Buffer
  }
  interface Packet {
    request: LibraryRequest
    callback?: (error: Error | null, reply?: Reply) => void
  }
  interface Server {
    host: string
    port: number
  }
  /** One session's connection: state 0 disconnected, 1 connecting, 2 connected, -1 closing, -2 closed, -3 expired, -4 authentication failed. */
  class ConnectionManager extends EventEmitter {
    constructor(
      connect: string,
      options: { sessionTimeout: number; spinDelay: number },
      onState: (state: number) => void,
    )
    state: number
    servers: Server[]
    xid: number
    sessionId: Buffer
    sessionTimeout: number
    socket: Socket | undefined
    connectTimeoutHandler: NodeJS.Timeout | null
    pendingQueue: Packet[]
    packetQueue: { queue: Packet[] }
    watcherManager: {
      isEmpty(): boolean
      emit(event: WatcherEvent): void
    }
    connect(): void
    findNextServer(callback: (server: Server) => void): void
    onSocketConnected(): void
    onSocketData(chunk: Buffer): void
    onSocketClosed(hadError: boolean): void
    onSocketError(error: Error): void
    addAuthInfo(scheme: string, auth: Buffer): void
    queue(request: LibraryRequest, callback?: Packet['callback']): void
  }

  export type { LibraryRequest, Packet, Server }
  export default ConnectionManager
}

/** The public client, for tests, which change znodes through it. */
declare module 'node-zookeeper-client' {
  type Done = (error: Error | null) => void
  interface Client {
    once(event: 'connected', listener: () => void): void
    connect(): void
    close(): void
    addAuthInfo(scheme: string, auth: Buffer): void
    create(path: string, data: Buffer | null, acl: unknown[], mode: number, done: Done): void
    setData(path: string, data: Buffer, version: number, done: Done): void
    remove(path: string, version: number, done: Done): void
    transaction(): { create(path: string, data?: Buffer): void; commit(done: Done): void }
  }
  const zookeeper: {
    createClient(connect: string, options?: { sessionTimeout?: number; spinDelay?: number }): Client
    ACL: { OPEN_ACL_UNSAFE: unknown[] } & (new (permission: number, id: unknown) => unknown)
    Id: new (scheme: string, id: string) => unknown
    Permission: { ALL: number; READ: number }
    CreateMode: { PERSISTENT: number; EPHEMERAL: number }
  }

  export type { Client }
  export default zookeeper
}
