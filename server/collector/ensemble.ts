import { errorCode, errorMessage } from '@/lib/errors'
import type { EnsembleServer } from '@/lib/model/ensemble'
import type { Patch } from '@/lib/model/patch'
import type { LiveModel } from '../model/cluster-model'
import { type ServerReport, srvr } from '../zookeeper/four-letter'

/** How often every server is asked. */
export const ENSEMBLE_MS = 5_000
const SOURCE = 'ensemble'
const DEADLINE_MS = 2_000
/** A deadline that strikes later than this after its time means that our own event loop stood still. */
const HELD_UP_MS = 500

/** Asks one server; errors as `srvr`. */
type Ask = (host: string, port: number, options: { timeoutMs: number; signal: AbortSignal }) => Promise<ServerReport>

/** What one server said of itself; `reason` is null when it serves. */
type Said = Pick<EnsembleServer, 'status' | 'reason'> & { report: ServerReport | null }

/** How each server of an ensemble is doing: all are asked at once with `srvr`, and each answers for itself. */
export class EnsembleCollector {
  private readonly servers: readonly { host: string; port: number }[]
  private readonly model: LiveModel
  private readonly ask: Ask

  /** `servers`: those of the connect string. */
  constructor(servers: readonly { host: string; port: number }[], model: LiveModel, ask: Ask = srvr) {
    this.servers = servers
    this.model = model
    this.ask = ask
  }

  /** Never rejects: a server that does not answer is a fact about that server. */
  async read(signal: AbortSignal): Promise<void> {
    const patches = await Promise.all(this.servers.map(({ host, port }) => this.readServer(host, port, signal)))
    if (!signal.aborted) this.model.write(patches.flat())
  }

  private async readServer(host: string, port: number, signal: AbortSignal): Promise<Patch[]> {
    const server = `${host}:${port}`
    const { status, reason, report } = await this.said(host, port, signal)
    const stamp = { key: server, source: SOURCE, at: Date.now() }
    const before = this.model.current.ensembleServer.get(server)
    const mode = report?.mode ?? null
    const value: EnsembleServer = {
      server,
      status,
      since: before === undefined ? null : before.status === status && before.mode === mode ? before.since : stamp.at,
      mode,
      version: report?.version ?? before?.version ?? null,
      reason,
    }
    const put: Patch = { op: 'put', kind: 'ensembleServer', value, ...stamp }
    if (report === null) return [put, { op: 'remove', kind: 'ensembleNumbers', ...stamp }]
    const { zxid, latency, connections, outstanding, nodeCount } = report
    // Our question is one of the connections.
    const numbers = { server, zxid, latency, connections: Math.max(0, connections - 1), outstanding, znodes: nodeCount }
    return [put, { op: 'put', kind: 'ensembleNumbers', value: numbers, ...stamp }]
  }

  private async said(host: string, port: number, signal: AbortSignal): Promise<Said> {
    try {
      const report = await this.askTwiceIfHeldUp(host, port, signal)
      if (report.mode !== 'read-only') return { status: 'serving', reason: null, report }
      return { status: 'no-quorum', reason: 'serves only reads: it has no quorum', report: null }
    } catch (error) {
      return { ...refusal(error, `${host}:${port}`), report: null }
    }
  }

  private async askTwiceIfHeldUp(host: string, port: number, signal: AbortSignal): Promise<ServerReport> {
    const startedAt = performance.now()
    const options = { timeoutMs: DEADLINE_MS, signal }
    try {
      return await this.ask(host, port, options)
    } catch (error) {
      const heldUp = performance.now() - startedAt > DEADLINE_MS + HELD_UP_MS
      if (errorCode(error) !== 'timeout' || !heldUp) throw error
      return await this.ask(host, port, options)
    }
  }
}

/** The reason is a predicate: it follows the server's name. */
function refusal(error: unknown, server: string): Pick<EnsembleServer, 'status' | 'reason'> {
  const code = errorCode(error)
  if (code === 'forbidden') {
    return {
      status: 'silent',
      reason: 'does not say how it is doing: set 4lw.commands.whitelist=srvr in its configuration',
    }
  }
  if (code === 'busy') return { status: 'no-quorum', reason: 'is up and serves no requests: it has no quorum' }
  const message = errorMessage(error)
  const reason = message.startsWith(server) ? message.slice(server.length).replace(/^:? /, '') : message
  if (code === 'unsupported') return { status: 'not-answering', reason: `${reason}: another service, or a TLS port` }
  return { status: 'not-answering', reason }
}
