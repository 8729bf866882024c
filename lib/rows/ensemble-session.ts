/** A client's connection as the server it is on lists it; latencies in ms since it was made. */
export interface ClientConnection {
  /** The server, `host:port` of the connect string. */
  server: string
  /** `0x…` */
  sessionId: string
  /** The client's own end, `host:port`. */
  address: string
  /** Without a sign of life for so long the session ends. */
  timeoutMs: number | null
  /** ZooKeeper's short name of the last request: `PING`, `GETD`, `EXIS`, … */
  lastOperation: string | null
  /** When this connection was made, epoch ms; the session may be older. */
  establishedAt: number | null
  outstanding: number | null
  latency: { min: number; avg: number; max: number } | null
  readFrom: 'cons' | 'AdminServer'
}

/** Who a session belongs to, by the znodes it holds. */
export interface SessionOwner {
  /** `controller`: it holds `/controller`, and its broker is registered with another session, or not at all. */
  kind: 'broker' | 'controller' | 'consumer' | 'vivarium' | 'unknown'
  /** `broker 2`, `consumer c1 of group g`, `Vivarium`; null where nothing tells. */
  name: string | null
  /** Of kinds `broker` and `controller`. */
  brokerId: number | null
  /** Of kind `consumer`. */
  group: string | null
}

/** An ephemeral znode and when it was made (ctime, epoch ms; null where its stat was not read). */
export interface HeldZnode {
  /** Below the chroot where it is in it; absolute with `outside`. */
  path: string
  since: number | null
  /** Outside of our chroot: another program's, and we cannot open it. */
  outside: boolean
}

/** One session of the ensemble. */
export interface SessionView {
  sessionId: string
  owner: SessionOwner
  /** The server it is on, `host:port`; null where none lists it. */
  server: string | null
  /** In natural order of their paths, at most 50. */
  holds: HeldZnode[]
  holdsTotal: number
  /** null where no server lists it: `connectionReason` says why. */
  connection: ClientConnection | null
  connectionReason: string | null
}

/** How the sessions were found. */
export type SessionSearch = 'known' | 'everything'

/** The sessions of an ensemble, and what may be missing among them. */
export interface SessionsView {
  /** Brokers first, then controllers, consumers, others; by id. */
  sessions: SessionView[]
  search: SessionSearch
  /** Epoch ms. */
  readAt: number
  /** Where ephemeral znodes were looked for, in words. */
  znodesFrom: string
  /** Why not every ephemeral znode may be among them; null when all are. */
  znodesMissing: string | null
  /** Servers that list their clients, with the word they do it by; the others with the reason. */
  servers: { server: string; readFrom: 'cons' | 'AdminServer' | null; reason: string | null }[]
}
