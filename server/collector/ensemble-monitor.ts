import { errorCode, errorMessage } from '@/lib/errors'
import type { EnsembleMonitor } from '@/lib/model/ensemble'
import type { AskOptions } from '../zookeeper/four-letter'
import type { MonitorReport } from '../zookeeper/words/mntr'

/** One server of an ensemble, and where it may be asked. */
export interface ServerAddress {
  host: string
  port: number
  /** Of its AdminServer, where its owner named one. */
  adminPort: number | null
}

/** `mntr` and `monitor` as functions. */
export interface MonitorWords {
  mntr: (host: string, port: number, options: AskOptions) => Promise<MonitorReport>
  monitor: (host: string, port: number, options: AskOptions) => Promise<MonitorReport>
}

/** What a server refused it is asked for so seldom: a whitelist changes with a restart, which is seen anyway. */
const ASK_AGAIN_MS = 600_000
/** Started within so short a time of what was known before: the same start, the clocks and the network between them. */
const SAME_START_MS = 5_000
/** Nothing that is one listens there. */
const NO_ADMIN_SERVER: ReadonlySet<string> = new Set(['unreachable', 'unsupported'])

/** What each server tells beyond `srvr`: asked with `mntr`, then its AdminServer; what a server refuses is remembered. */
export class EnsembleMonitors {
  private readonly words: MonitorWords
  /** `word host:port` → when (epoch ms) and why it is not to be had. */
  private readonly refused = new Map<string, { at: number; reason: string }>()

  constructor(words: MonitorWords) {
    this.words = words
  }

  /** Forgets what a server refused: it was started anew. */
  forget({ host, port }: ServerAddress): void {
    for (const word of ['mntr', 'monitor']) this.refused.delete(`${word} ${host}:${port}`)
  }

  /** Never rejects; `before` is what was known of the server. */
  async read(
    server: ServerAddress,
    before: EnsembleMonitor | undefined,
    options: AskOptions,
  ): Promise<EnsembleMonitor> {
    const { host, port, adminPort } = server
    const name = `${host}:${port}`
    const told = (readFrom: 'mntr' | 'AdminServer', { uptimeMs, ...report }: MonitorReport, mntrRefused: boolean) => ({
      server: name,
      readFrom,
      reason: null,
      mntrRefused,
      report: { ...report, startedAt: startOf(uptimeMs, before) },
    })
    const byWord = await this.tried('mntr', name, () => this.words.mntr(host, port, options))
    if (byWord.report !== null) return told('mntr', byWord.report, false)
    const silent = { server: name, readFrom: null, mntrRefused: byWord.refused, report: null }
    if (adminPort === null) return { ...silent, reason: byWord.reason }
    const byHttp = await this.tried('monitor', name, () => this.words.monitor(host, adminPort, options))
    if (byHttp.report !== null) return told('AdminServer', byHttp.report, byWord.refused)
    return { ...silent, reason: `${byWord.reason}; ${byHttp.reason}` }
  }

  private async tried(
    word: 'mntr' | 'monitor',
    server: string,
    ask: () => Promise<MonitorReport>,
  ): Promise<{ report: MonitorReport } | { report: null; refused: boolean; reason: string }> {
    const key = `${word} ${server}`
    const refusal = this.refused.get(key)
    if (refusal && Date.now() - refusal.at < ASK_AGAIN_MS)
      return { report: null, refused: true, reason: refusal.reason }
    try {
      const report = await ask()
      this.refused.delete(key)
      return { report }
    } catch (error) {
      const code = errorCode(error)
      const message = errorMessage(error)
      const reason = message.startsWith(server) ? message.slice(server.length).replace(/^:? /, '') : message
      const refused = code === 'forbidden' || (word === 'monitor' && NO_ADMIN_SERVER.has(code))
      if (refused) this.refused.set(key, { at: Date.now(), reason })
      return { report: null, refused, reason }
    }
  }
}

function startOf(uptimeMs: number | null, before: EnsembleMonitor | undefined): number | null {
  if (uptimeMs === null) return null
  const startedAt = Date.now() - uptimeMs
  const known = before?.report?.startedAt ?? null
  return known !== null && Math.abs(known - startedAt) < SAME_START_MS ? known : startedAt
}
