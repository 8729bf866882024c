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
  /** What failed or what to set, for a person; null when serving. */
  reason: string | null
}

/** What one server counts; latencies in ms since its start. Source: `srvr`; keyed by `server`. */
export interface EnsembleNumbers {
  server: string
  /** `0x…`; the high 32 bits are the epoch. */
  zxid: string
  latency: { min: number; avg: number; max: number }
  connections: number
  outstanding: number
  znodes: number
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
