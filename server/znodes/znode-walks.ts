import { VivariumError } from '@/lib/errors'
import { znodePath } from '../zookeeper/znode-path'
import { namePattern, part } from './name-pattern'
import { type BrowseOptions, type ReadableSession, readOptions } from './readable-session'
import { WalkSlots } from './walk-slots'
import { znodeExport } from './znode-export'
import { searchZnodes, type TellSearch } from './znode-search'

/** A search as it is asked for; empty texts ask for nothing. */
export interface ZnodeSearchQuery {
  path: string
  name: string
  content: string
  limit: number
}

/** A walk that has its place, and has not begun. */
export interface ReadyWalk<Begin> {
  begin: Begin
  /** Ends it, and gives its place back; once it has begun or before that. */
  stop(): void
}

/** Walks over a cluster's znodes for people: searches and exports, two at once at most. */
export class ZnodeWalks {
  private readonly session: ReadableSession
  private readonly nearest: (path: string, options: BrowseOptions) => Promise<string>
  private readonly slots = new WalkSlots()

  /** `nearest` names the longest path above an absent one that exists. */
  constructor(session: ReadableSession, nearest: ZnodeWalks['nearest']) {
    this.session = session
    this.nearest = nearest
  }

  /**
   * Checks a search and takes a place for it; `begin` resolves when everything was told. Errors: `invalid` (`path`,
   * `name`), `not-found` (the node), `busy`, and those of reading.
   */
  async searching(
    { path, name, content, limit }: ZnodeSearchQuery,
    signal: AbortSignal,
  ): Promise<ReadyWalk<(tell: TellSearch) => Promise<void>>> {
    if (name === '' && content === '') {
      throw new VivariumError({ code: 'invalid', message: 'neither name nor content is given', field: 'name' })
    }
    const search = {
      path,
      name: name === '' ? null : namePattern(name),
      content: content === '' ? null : part(content),
      mostHits: limit,
    }
    const { left, stop } = await this.ready(path, signal)
    return { begin: (tell) => searchZnodes(this.session, search, { signal: left, tell }).finally(stop), stop }
  }

  /** Checks an export and takes a place for it; `begin` gives its pieces. Errors: as of `searching`. */
  async exporting(
    { cluster, path }: { cluster: string; path: string },
    signal: AbortSignal,
  ): Promise<ReadyWalk<() => AsyncGenerator<string, void, undefined>>> {
    const { left, stop } = await this.ready(path, signal)
    return { begin: () => znodeExport(this.session, { cluster, path, at: Date.now() }, left), stop }
  }

  private async ready(path: string, signal: AbortSignal): Promise<{ left: AbortSignal; stop: () => void }> {
    if ((await this.session.exists(znodePath(path), readOptions({ signal }))) === null) {
      throw new VivariumError({
        code: 'not-found',
        message: `there is no znode ${JSON.stringify(path)}`,
        hint: `the nearest that exists: ${await this.nearest(path, { signal })}`,
        field: 'path',
      })
    }
    const abort = new AbortController()
    const giveBack = this.slots.take()
    const stop = () => {
      abort.abort()
      giveBack()
    }
    return { left: abort.signal, stop }
  }
}
