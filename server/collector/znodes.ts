import { errorCode, errorMessage } from '@/lib/errors'
import { partitionKey } from '@/lib/model/partition'
import type { Patch } from '@/lib/model/patch'
import { subjectOf, type ZnodeSubject, znodePaths } from '@/lib/znodes/paths'
import type { LiveModel } from '../model/cluster-model'
import { NewestStates } from './newest-states'
import { ZnodeEntities } from './znode-entities'
import type { ZnodeReader } from './znode-reader'

/** A reading that was late or turned away, while the session stayed, is tried again after this. */
const AGAIN_MS = 1_000

export interface ZnodeCollectorOptions {
  reader: ZnodeReader
  model: LiveModel
  /** A topic's or broker's configuration was announced as changed. */
  onConfigChange: () => void
  /** A reading failed for another reason than a lost connection; the next one may heal it. */
  onFailure: (message: string) => void
}

/**
 * Keeps brokers, controller, topics and partition states equal to ZooKeeper: everything once per session,
 * then each entity again whenever a watch names it. One reading at a time per entity.
 */
export class ZnodeCollector {
  private readonly options: ZnodeCollectorOptions
  private readonly entities: ZnodeEntities
  /** Subjects being read; true when one more change came meanwhile. */
  private readonly reading = new Map<string, boolean>()
  private readonly newest = new NewestStates()
  private loads = 0
  private loading = false
  private readonly dirtyWhileLoading = new Map<string, ZnodeSubject>()
  /** When each entity changed last, as a number of the changes heard; empty while nothing is being read. */
  private readonly changedAt = new Map<string, number>()
  private changes = 0

  constructor(options: ZnodeCollectorOptions) {
    this.options = options
    this.entities = new ZnodeEntities(options.reader, () => options.model.current, options.onFailure)
  }

  /**
   * Reads everything anew: at the start and whenever the session is live again. Rejects when the connection
   * is lost on the way; the next session loads again. Resolves true when it ran to its end.
   */
  async load(): Promise<boolean> {
    this.loads += 1
    const load = this.loads
    const first = load === 1
    this.loading = true
    try {
      const readings = await Promise.all([
        this.entities.controller(),
        this.entities.brokers(!first),
        this.entities.deletions(),
        this.entities.topics('all'),
        this.entities.electionRequest(),
        this.entities.logDirectoryNotices(),
        this.options.reader.children(znodePaths.configChanges).then(() => []),
      ])
      if (load !== this.loads) return false
      this.newest.clear()
      this.options.model.write(this.newest.of(readings.flat()))
      this.options.model.flush()
    } finally {
      if (load === this.loads) this.loading = false
    }
    const missed = [...this.dirtyWhileLoading.values()]
    this.dirtyWhileLoading.clear()
    for (const subject of missed) this.refresh(subject)
    return true
  }

  /** A watch fired: the entity behind this path is read again. */
  dirty(path: string): void {
    const subject = subjectOf(path)
    if (subject.kind === 'other' || subject.kind === 'partitions' || subject.kind === 'partition') return
    const entity = entityOf(subject)
    if (entity !== null) this.changedAt.set(entity, ++this.changes)
    if (subject.kind === 'config-changes') {
      this.options.onConfigChange()
      this.watchConfigChanges()
    } else if (this.loading) this.dirtyWhileLoading.set(JSON.stringify(subject), subject)
    else this.refresh(subject)
  }

  /** The announcements themselves are not read; listing them leaves a watch where a recursive one is not to be had. */
  private watchConfigChanges(): void {
    this.options.reader.children(znodePaths.configChanges).catch((error: unknown) => {
      this.options.onFailure(errorMessage(error))
    })
  }

  private refresh(subject: ZnodeSubject): void {
    const key = JSON.stringify(subject)
    if (this.reading.has(key)) {
      this.reading.set(key, true)
      return
    }
    this.reading.set(key, false)
    void this.readUntilQuiet(key, subject)
  }

  private async readUntilQuiet(key: string, subject: ZnodeSubject): Promise<void> {
    const load = this.loads
    const own = entityOf(subject)
    try {
      do {
        this.reading.set(key, false)
        const began = this.changes
        const patches = await this.read(subject)
        // What changed of others meanwhile has a reading of its own, younger than this one.
        const isOld = (entity: string) => entity !== own && (this.changedAt.get(entity) ?? 0) > began
        this.options.model.write(this.newest.of(patches.filter((patch) => !entitiesOf(patch).some(isOld))))
      } while (this.reading.get(key))
    } catch (error) {
      const code = errorCode(error)
      if (code !== 'unreachable') this.options.onFailure(errorMessage(error))
      // Nothing tells of this change once more. With a new session everything is read anyway.
      if (code === 'timeout' || code === 'busy') {
        setTimeout(() => load === this.loads && this.refresh(subject), AGAIN_MS).unref()
      }
    } finally {
      this.reading.delete(key)
      if (this.reading.size === 0) this.changedAt.clear()
    }
  }

  private read(subject: ZnodeSubject): Promise<Patch[]> {
    switch (subject.kind) {
      case 'broker-ids':
        return this.entities.brokers(false)
      case 'broker':
        return this.entities.broker(subject.id, false)
      case 'controller':
        return this.entities.controller()
      case 'topics':
        return this.entities.topics('changed')
      case 'topic':
        return this.entities.topic(subject.topic)
      case 'state':
        return this.entities.state(subject.topic, subject.partition)
      case 'delete-topics':
        return this.entities.deletions()
      case 'delete-topic':
        return this.entities.deletion(subject.topic)
      case 'preferred-election':
        return this.entities.electionRequest()
      case 'log-dir-events':
        return this.entities.logDirectoryNotices()
      case 'log-dir-event':
        return this.entities.logDirectoryNotice(subject.name)
      default:
        return Promise.resolve([])
    }
  }
}

/** What a change is of, where one reading may cover several of them. */
function entityOf(subject: ZnodeSubject): string | null {
  if (subject.kind === 'state') return `state ${partitionKey(subject.topic, subject.partition)}`
  if (subject.kind === 'topic') return `topic ${subject.topic}`
  if (subject.kind === 'broker') return `broker ${subject.id}`
  if (subject.kind === 'delete-topic') return `deletion ${subject.topic}`
  return null
}

/** The entities, as `entityOf` names them, whose own reading would bring this patch. */
function entitiesOf({ kind, key }: Patch): string[] {
  if (kind === 'partitionState') return [`state ${key}`, `topic ${key.slice(0, key.lastIndexOf('/'))}`]
  if (kind === 'assignment') return [`topic ${key}`]
  if (kind === 'registration' || kind === 'departure') return [`broker ${key}`]
  if (kind === 'deletion') return [`deletion ${key}`]
  return []
}
