import { VivariumError } from '@/lib/errors'
import { type ClusterModel, SINGLE } from '@/lib/model/cluster'
import type { SessionSearch, SessionsView } from '@/lib/rows/ensemble-session'
import { sessionViews } from '@/lib/rows/ensemble-session-row'
import type { ReadableSession } from '../znodes/readable-session'
import { EnsembleClients } from './ensemble-clients'
import { dumpedEphemerals, type Ephemerals, knownEphemerals, walkedEphemerals } from './ensemble-ephemerals'
import type { ServerAddress } from './ensemble-monitor'

/** Several pages that look at once share one reading. */
const FRESH_MS = 2_000

/** What reading sessions needs of our own. */
export interface EnsembleSessionsOptions {
  session: ReadableSession
  servers: readonly ServerAddress[]
  /** Ours, without trailing `/`; null where there is none. */
  chroot: string | null
  model: () => ClusterModel
}

/**
 * The sessions of an ensemble: who they are, what they hold, and where they are connected. Read when asked, never on a
 * timer of ours; only a search for everything asks for `dump`, or walks the whole tree.
 */
export class EnsembleSessions {
  private readonly options: EnsembleSessionsOptions
  private readonly clients: EnsembleClients
  private searching = false
  private shared: { readAt: number; reading: Promise<SessionsView> } | null = null

  constructor(options: EnsembleSessionsOptions) {
    this.options = options
    this.clients = new EnsembleClients(options.servers)
  }

  /**
   * Errors: `unreachable` (no session of ours), `timeout`, `busy` (also while another searches for everything); an abort
   * rejects with the signal's reason.
   */
  async read(search: SessionSearch, signal?: AbortSignal): Promise<SessionsView> {
    if (search === 'everything') return this.searchAlone(signal)
    if (this.shared === null || Date.now() - this.shared.readAt > FRESH_MS) {
      // One that leaves must not end the reading of the others.
      this.shared = { readAt: Date.now(), reading: this.search(search) }
    }
    const { reading } = this.shared
    reading.catch(() => {
      this.shared = null
    })
    return reading
  }

  /** One at a time: it may read a whole tree. */
  private async searchAlone(signal?: AbortSignal): Promise<SessionsView> {
    if (this.searching) {
      throw new VivariumError({
        code: 'busy',
        message: 'somebody else looks everywhere at this moment',
        hint: 'try again',
      })
    }
    this.searching = true
    try {
      return await this.search('everything', signal)
    } finally {
      this.searching = false
    }
  }

  private async search(search: SessionSearch, signal?: AbortSignal): Promise<SessionsView> {
    const { model } = this.options
    const [clients, ephemerals] = await Promise.all([
      this.clients.connections(signal),
      search === 'everything' ? this.everything(signal) : knownEphemerals(this.options.session, model(), signal),
    ])
    const servers = clients.map(({ told }) => told)
    return {
      sessions: sessionViews({
        model: model(),
        ours: model().ensembleSession.get(SINGLE) ?? null,
        held: ephemerals.held,
        connections: clients.flatMap(({ connections }) => connections),
        silent: servers.filter(({ readFrom }) => readFrom === null).map(({ server }) => server),
      }),
      search,
      readAt: Date.now(),
      znodesFrom: ephemerals.from,
      znodesMissing: ephemerals.missing,
      servers,
    }
  }

  private async everything(signal?: AbortSignal): Promise<Ephemerals> {
    const { session, chroot } = this.options
    const dump = await this.clients.dump(signal)
    return dump === null ? walkedEphemerals(session, signal) : dumpedEphemerals(session, dump, chroot, signal)
  }
}
