import { errorCode, errorMessage } from '@/lib/errors'
import type { EnsembleNumbers, EnsembleServer } from '@/lib/model/ensemble'
import type { Patch } from '@/lib/model/patch'
import type { LiveModel } from '../model/cluster-model'
import { adminServer } from '../zookeeper/admin-server'
import type { AskOptions } from '../zookeeper/four-letter'
import { mntr } from '../zookeeper/words/mntr'
import { type ServerReport, srvr } from '../zookeeper/words/srvr'
import { EnsembleMonitors, type MonitorWords, type ServerAddress } from './ensemble-monitor'

/** How often every server is asked. */
export const ENSEMBLE_MS = 5_000
const SOURCE = 'ensemble'
const DEADLINE_MS = 2_000
/** A deadline that strikes later than this after its time means that our own event loop stood still. */
const HELD_UP_MS = 500

type Ask = (host: string, port: number, options: AskOptions) => Promise<ServerReport>

/** How servers are asked; errors as `srvr` and `adminServer`. */
export interface EnsembleWords extends MonitorWords {
  srvr: Ask
  stats: Ask
}

const WORDS: EnsembleWords = { srvr, mntr, stats: adminServer.stats, monitor: adminServer.monitor }

/** What one server said of itself; `reason` is null when it serves. */
type Said = Pick<EnsembleServer, 'status' | 'reason'> & { report: Told | null }

type Told = ServerReport & Pick<EnsembleNumbers, 'readFrom'>

/**
 * How each server of an ensemble is doing: all are asked at once, and each answers for itself.
 *
 * An answer that does not come makes a server late, and what it said before stands; the second in a row makes it
 * `not-answering` since the first. A refused connection is an answer.
 */
export class EnsembleCollector {
  private readonly servers: readonly ServerAddress[]
  private readonly model: LiveModel
  private readonly onLate: () => void
  private readonly words: EnsembleWords
  private readonly monitors: EnsembleMonitors

  /** `servers`: those of the connect string; `onLate`: some server is late and to be asked again soon. */
  constructor(
    servers: readonly ServerAddress[],
    model: LiveModel,
    onLate: () => void = () => undefined,
    words: EnsembleWords = WORDS,
  ) {
    this.servers = servers
    this.model = model
    this.onLate = onLate
    this.words = words
    this.monitors = new EnsembleMonitors(words)
  }

  /** Never rejects: a server that does not answer is a fact about that server. */
  async read(signal: AbortSignal): Promise<void> {
    const read = await Promise.all(this.servers.map((address) => this.readServer(address, signal)))
    if (signal.aborted) return
    this.model.write(read.flatMap(({ patches }) => patches))
    if (read.some(({ late }) => late)) this.onLate()
    // Whether a server serves is not to wait for what the others tell besides.
    const serving = read.filter(({ serves }) => serves)
    const monitors = await Promise.all(serving.map(({ address }) => this.readMonitor(address, signal)))
    if (!signal.aborted) this.model.write(monitors)
  }

  private async readServer(address: ServerAddress, signal: AbortSignal) {
    const server = `${address.host}:${address.port}`
    const askedAt = Date.now()
    const { status, reason, report, missed } = await this.said(address, signal)
    const before = this.model.current.ensembleServer.get(server)
    const stamp = { key: server, source: SOURCE, at: Date.now() }
    if (missed && before !== undefined && before.lateSince === null && before.status !== 'not-answering') {
      const late = { ...before, lateSince: askedAt, reason: before.reason ?? reason }
      const patches: Patch[] = [{ op: 'put', kind: 'ensembleServer', value: late, ...stamp }]
      return { address, patches, late: true, serves: false }
    }
    const mode = report?.mode ?? null
    const changedAt = missed ? (before?.lateSince ?? askedAt) : stamp.at
    const value: EnsembleServer = {
      server,
      status,
      since: before === undefined ? null : before.status === status && before.mode === mode ? before.since : changedAt,
      mode,
      version: report?.version ?? before?.version ?? null,
      reason,
      lateSince: null,
    }
    const put: Patch = { op: 'put', kind: 'ensembleServer', value, ...stamp }
    const remove = (kind: 'ensembleNumbers' | 'ensembleMonitor'): Patch => ({ op: 'remove', kind, ...stamp })
    if (report === null) {
      const patches = [put, remove('ensembleNumbers'), remove('ensembleMonitor')]
      return { address, patches, late: false, serves: false }
    }
    if (before?.status !== 'serving' || before.version !== report.version) this.monitors.forget(address)
    const patches: Patch[] = [put, { op: 'put', kind: 'ensembleNumbers', value: numbersOf(server, report), ...stamp }]
    return { address, patches, late: false, serves: true }
  }

  private async readMonitor(address: ServerAddress, signal: AbortSignal): Promise<Patch> {
    const key = `${address.host}:${address.port}`
    const before = this.model.current.ensembleMonitor.get(key)
    const value = await this.monitors.read(address, before, { timeoutMs: DEADLINE_MS, signal })
    return { op: 'put', kind: 'ensembleMonitor', key, value, source: SOURCE, at: Date.now() }
  }

  private async said(address: ServerAddress, signal: AbortSignal): Promise<Said & { missed: boolean }> {
    const { host, port, adminPort } = address
    const options = { timeoutMs: DEADLINE_MS, signal }
    try {
      return {
        ...serving({ ...(await askTwiceIfHeldUp(this.words.srvr, host, port, options)), readFrom: 'srvr' }),
        missed: false,
      }
    } catch (error) {
      const refused = { ...refusal(error, `${host}:${port}`), report: null, missed: isMissed(error) }
      if (errorCode(error) !== 'forbidden' || adminPort === null) return refused
      try {
        return {
          ...serving({ ...(await this.words.stats(host, adminPort, options)), readFrom: 'AdminServer' }),
          missed: false,
        }
      } catch {
        return refused
      }
    }
  }
}

async function askTwiceIfHeldUp(ask: Ask, host: string, port: number, options: AskOptions): Promise<ServerReport> {
  const startedAt = performance.now()
  try {
    return await ask(host, port, options)
  } catch (error) {
    const heldUp = performance.now() - startedAt > DEADLINE_MS + HELD_UP_MS
    if (errorCode(error) !== 'timeout' || !heldUp) throw error
    return await ask(host, port, options)
  }
}

function serving(report: Told): Said {
  if (report.mode !== 'read-only') return { status: 'serving', reason: null, report }
  return { status: 'no-quorum', reason: 'serves only reads: it has no quorum', report: null }
}

function numbersOf(
  server: string,
  { readFrom, zxid, latency, connections, outstanding, nodeCount }: Told,
): EnsembleNumbers {
  // Our question by srvr is one of the connections.
  const others = Math.max(0, readFrom === 'srvr' ? connections - 1 : connections)
  return { server, readFrom, zxid, latency, connections: others, outstanding, znodes: nodeCount }
}

const CERTAIN: ReadonlySet<string | undefined> = new Set(['ECONNREFUSED', 'ENOTFOUND', 'EAI_AGAIN'])

/** No answer in time, or a cut: no proof yet that the server is gone, as a refused connection is. */
function isMissed(error: unknown): boolean {
  const code = errorCode(error)
  const { cause } = error as { cause?: NodeJS.ErrnoException } // what net sockets fail with, where there is one
  return code === 'timeout' || (code === 'unreachable' && !CERTAIN.has(cause?.code))
}

/** The reason is a predicate: it follows the server's name. */
function refusal(error: unknown, server: string): Pick<EnsembleServer, 'status' | 'reason'> {
  const code = errorCode(error)
  if (code === 'forbidden') {
    return {
      status: 'silent',
      reason: 'does not say how it is doing: set 4lw.commands.whitelist=srvr,mntr,cons in its configuration',
    }
  }
  if (code === 'busy') return { status: 'no-quorum', reason: 'is up and serves no requests: it has no quorum' }
  const message = errorMessage(error)
  const reason = message.startsWith(server) ? message.slice(server.length).replace(/^:? /, '') : message
  if (code === 'unsupported') return { status: 'not-answering', reason: `${reason}: another service, or a TLS port` }
  return { status: 'not-answering', reason }
}
