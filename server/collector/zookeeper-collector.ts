import type { ZookeeperConfig } from '@/lib/config'
import { errorCode, errorMessage } from '@/lib/errors'
import { SINGLE } from '@/lib/model/cluster'
import { WATCHED_ROOTS } from '@/lib/znodes/paths'
import type { LiveModel } from '../model/cluster-model'
import { connectString } from '../zookeeper/connect-string'
import { type SessionState, ZooKeeperSession } from '../zookeeper/session'
import { WatchRegistry } from '../zookeeper/watch-registry'
import { ENSEMBLE_MS, EnsembleCollector } from './ensemble'
import { EnsembleSessions } from './ensemble-sessions'
import { LeftoverCollector } from './leftovers'
import { Poller } from './poller'
import type { SourceReporter } from './source-reporter'
import { ZnodeCollector } from './znodes'
import { ZookeeperGroupCollector } from './zookeeper-groups'
import { ZookeeperReader } from './zookeeper-reader'

const SOURCE = 'zookeeper'
/** How often the freshness of a quiet session is told. */
const FRESHNESS_MS = 5_000
/** A load that failed while the session stayed live is tried again after this. */
const RETRY_MS = 2_000
/** Where one-shot watches do not fit their budget, everything is read again this often. */
const UNWATCHED_MS = 30_000

/**
 * One ensemble: keeps a session, loads everything when it is live, follows its watches, and says how session and
 * servers are doing.
 */
export class ZookeeperCollector {
  readonly session: ZooKeeperSession
  readonly watches: WatchRegistry
  readonly sessions: EnsembleSessions
  readonly groups: ZookeeperGroupCollector
  private readonly znodes: ZnodeCollector
  private readonly leftovers: LeftoverCollector
  private readonly ensemble: Poller
  private readonly model: LiveModel
  private readonly reporter: SourceReporter
  private readonly log: (line: string) => void
  private freshness: NodeJS.Timeout | null = null
  private retry: NodeJS.Timeout | null = null
  private loaded = false
  private loadedAt = 0

  constructor(
    config: ZookeeperConfig,
    model: LiveModel,
    reporter: SourceReporter,
    onConfigChange: () => void,
    log: (line: string) => void,
  ) {
    this.model = model
    this.reporter = reporter
    this.log = log
    const auth = config.auth.map(({ scheme, value }) => ({ scheme, value: value.reveal() }))
    this.session = new ZooKeeperSession({ connect: config.connect, auth, log })
    this.watches = new WatchRegistry(this.session, WATCHED_ROOTS, log)
    const reader = new ZookeeperReader(this.session, this.watches)
    this.znodes = new ZnodeCollector({ reader, model, onConfigChange, onFailure: (message) => this.log(message) })
    this.leftovers = new LeftoverCollector(reader, model, (message) => this.log(message))
    this.groups = new ZookeeperGroupCollector(reader, model, (message) => this.log(message))
    const { servers, chroot } = connectString(config.connect)
    const addresses = servers.map((server, index) => ({ ...server, adminPort: config.adminPorts[index] ?? null }))
    this.sessions = new EnsembleSessions({
      session: this.session,
      servers: addresses,
      chroot,
      model: () => model.current,
    })
    const ensemble = new EnsembleCollector(addresses, model, () => this.ensemble.trigger())
    this.ensemble = new Poller(
      { name: 'ensemble', intervalMs: ENSEMBLE_MS, read: (signal) => ensemble.read(signal) },
      reporter,
    )
    this.watches.on('ready', () => void this.load())
    this.watches.on('dirty', ({ path }) => {
      this.znodes.dirty(path)
      this.leftovers.dirty(path)
      this.groups.dirty(path)
    })
    this.session.on('state', (state) => {
      const { status, reason, server } = state
      this.tellSession(state)
      // A session that comes or goes says that a server did: the others are asked without waiting for their turn.
      this.ensemble.trigger()
      if (status === 'live') return
      this.loaded = false
      this.reporter.failed(SOURCE, reason ?? `connecting to ${server ?? config.connect}`, null)
    })
  }

  start(): void {
    this.session.start()
    this.ensemble.start()
    this.freshness = setInterval(() => this.tellFreshness(), FRESHNESS_MS)
  }

  async stop(): Promise<void> {
    if (this.freshness) clearInterval(this.freshness)
    if (this.retry) clearTimeout(this.retry)
    this.ensemble.stop()
    this.leftovers.stop()
    this.groups.stop()
    this.watches.stop()
    await this.session.close()
  }

  private async load(): Promise<void> {
    if (this.retry) clearTimeout(this.retry)
    try {
      if (!(await this.znodes.load())) return
      this.loaded = true
      this.loadedAt = Date.now()
      this.leftovers.load()
      this.groups.load()
      this.tellFreshness()
    } catch (error) {
      if (this.session.state.status !== 'live') return
      this.reporter.failed(SOURCE, errorMessage(error), null)
      this.log(`Reading ZooKeeper failed (${errorCode(error)}), trying again: ${errorMessage(error)}`)
      this.retry = setTimeout(() => void this.load(), RETRY_MS)
    }
  }

  private tellSession({ status, server, sessionId, since, reason }: SessionState): void {
    if (status === 'closed') return
    const told = status === 'idle' ? 'connecting' : status
    const value = { status: told, server: status === 'live' ? server : null, sessionId, since, reason } as const
    this.model.write([{ op: 'put', kind: 'ensembleSession', key: SINGLE, value, source: SOURCE, at: Date.now() }])
  }

  private tellFreshness(): void {
    const { lastHeardAt, state } = this.session
    if (!this.loaded || state.status !== 'live') return
    this.reporter.ok(SOURCE, null, lastHeardAt ?? Date.now())
    if (this.watches.watchesRefused > 0 && Date.now() - this.loadedAt > UNWATCHED_MS) void this.load()
  }
}
