/** One server of the ZooKeeper ensemble, as it answers for itself. Source: `srvr` on its client port; keyed by `server`. */
export interface EnsembleServer {
  /** `host:port` of the connect string. */
  server: string
  /** `serving`; `no-quorum`: up, serves no requests; `not-answering`: no or no sensible answer; `silent`: the word is not allowed. */
  status: 'serving' | 'no-quorum' | 'not-answering' | 'silent'
  /** When we saw it enter this status or mode, epoch ms; null when it was so when we connected. */
  since: number | null
  /** `leader`, `follower`, `observer`, `standalone`, `read-only`; null unless serving. */
  mode: string | null
  /** "3.8.4"; the last one known. */
  version: string | null
  /** What failed or what to set, for a person; null when serving and not late. */
  reason: string | null
  /** It missed its last question: status, mode and numbers are those of its answer before, which came then (epoch ms). */
  lateSince: number | null
}

/** What one server counts; latencies in ms since its start. Keyed by `server`. */
export interface EnsembleNumbers {
  server: string
  /** AdminServer where `srvr` is not allowed. */
  readFrom: 'srvr' | 'AdminServer'
  /** `0x…`; the high 32 bits are the epoch. */
  zxid: string
  latency: { min: number; avg: number; max: number }
  connections: number
  outstanding: number
  znodes: number
}

/** What one server tells beyond `srvr`, or why it does not. Source: `mntr`, else its AdminServer; keyed by `server`. */
export interface EnsembleMonitor {
  server: string
  /** null: neither tells, and `reason` says why of each that was asked. */
  readFrom: 'mntr' | 'AdminServer' | null
  /** A predicate: it follows the server's name. */
  reason: string | null
  /** `mntr` is kept from us by the server's configuration, whoever tells instead. */
  mntrRefused: boolean
  /** Counts; null where its version or role does not tell. */
  report: {
    watches: number
    ephemerals: number
    /** Paths and data of all znodes, about. */
    dataSizeBytes: number
    openFiles: number | null
    maxFiles: number | null
    /** Epoch ms, from its uptime; since 3.6. */
    startedAt: number | null
    /** Of the whole ensemble; since 3.6. */
    sessions: number | null
    /** Average time of a write to the disk, ms; since 3.6. */
    fsyncMs: number | null
    /** Of the leader: followers and observers that are connected. */
    learners: number | null
    /** Of the leader: followers that have all it has decided. */
    syncedFollowers: number | null
    pendingSyncs: number | null
  } | null
}

/** Our own session. Source: our ZooKeeper client; one per cluster. */
export interface EnsembleSession {
  status: 'connecting' | 'live' | 'suspended' | 'auth-failed'
  /** The server we are on, `host:port`; null while there is none. */
  server: string | null
  sessionId: string | null
  /** Epoch ms. */
  since: number
  reason: string | null
}
