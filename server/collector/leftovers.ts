import { errorCode, errorMessage } from '@/lib/errors'
import type { ClusterModel } from '@/lib/model/cluster'
import type { Leftover } from '@/lib/model/leftover'
import type { Patch } from '@/lib/model/patch'
import { subjectOf, znodePaths } from '@/lib/znodes/paths'
import type { LiveModel } from '../model/cluster-model'
import type { ZnodeReader } from './znode-reader'

/** A deletion removes a topic's znodes one after the other in a fraction of a second, a creation makes them so. */
const SETTLE_MS = 3_000
/** Old consumer groups beyond this many are not looked at. */
const MOST_GROUPS = 1_000

/** What says which topics have offsets; the offsets below change with every commit. */
const CONSUMER_LISTS = /^\/consumers(\/[^/]+(\/offsets)?)?$/

/** What to look at again. */
interface Due {
  configs: boolean
  consumers: boolean
  /** Topics whose partition znodes are listed. */
  topics: Set<string>
}

/**
 * Finds znodes that outlived their topic. Every list is read once, which leaves a watch behind, and again only when
 * that tells of a change: a quiet cluster costs no reading.
 */
export class LeftoverCollector {
  private readonly reader: ZnodeReader
  private readonly model: LiveModel
  private readonly onFailure: (message: string) => void
  private due: Due = nothingDue()
  private timer: NodeJS.Timeout | null = null
  private looking = false
  private stopped = false
  private configs: string[] = []
  private readonly consumed = new Map<string, string[]>()

  constructor(reader: ZnodeReader, model: LiveModel, onFailure: (message: string) => void) {
    this.reader = reader
    this.model = model
    this.onFailure = onFailure
    model.onChange(({ before, after }) => {
      // The lists are known; only what they are held against has changed.
      if (before.assignment !== after.assignment) this.schedule()
    })
  }

  /** Everything is read again: a new session knows no watches of the old one. */
  load(): void {
    this.due = { configs: true, consumers: true, topics: new Set(this.model.current.assignment.keys()) }
    this.schedule()
  }

  /** A watch fired. */
  dirty(path: string): void {
    const subject = subjectOf(path)
    if (subject.kind === 'topic' || subject.kind === 'partitions' || subject.kind === 'partition') {
      this.due.topics.add(subject.topic)
    } else if (path === znodePaths.topicConfigs || path.startsWith(`${znodePaths.topicConfigs}/`))
      this.due.configs = true
    else if (CONSUMER_LISTS.test(path)) this.due.consumers = true
    else return
    this.schedule()
  }

  stop(): void {
    this.stopped = true
    if (this.timer) clearTimeout(this.timer)
  }

  private schedule(): void {
    if (this.looking || this.stopped) return
    this.timer ??= setTimeout(() => void this.look(), SETTLE_MS)
  }

  private async look(): Promise<void> {
    this.timer = null
    this.looking = true
    const due = this.due
    this.due = nothingDue()
    try {
      if (due.configs) this.configs = await this.names(znodePaths.topicConfigs)
      if (due.consumers) await this.readConsumers()
      const partitions = await Promise.all([...due.topics].map((topic) => this.partitionsOf(topic)))
      const listed = [...this.configured(), ...this.committed(), ...partitions.flat()]
      const found = await Promise.all(listed.map((one) => this.leftover(one)))
      if (!this.stopped) this.tell(found.flat(), due.topics)
    } catch (error) {
      // A lost connection ends in a new load; anything else is tried again with the next change.
      this.onFailure(`Looking for what outlived its topic failed: ${errorMessage(error)}`)
    }
    this.looking = false
    if (this.due.configs || this.due.consumers || this.due.topics.size > 0) this.schedule()
  }

  private async readConsumers(): Promise<void> {
    const groups = (await this.names(znodePaths.consumers)).slice(0, MOST_GROUPS)
    const topics = await Promise.all(groups.map((group) => this.names(znodePaths.consumerOffsets(group))))
    this.consumed.clear()
    for (const [index, group] of groups.entries()) this.consumed.set(group, topics[index] ?? [])
  }

  /** What may not be listed cannot be held against anything. */
  private async names(path: string): Promise<string[]> {
    try {
      return await this.reader.children(path)
    } catch (error) {
      if (errorCode(error) === 'forbidden') return []
      throw error
    }
  }

  private configured(): Listed[] {
    const { assignment } = this.model.current
    return this.configs
      .filter((topic) => !assignment.has(topic))
      .map((topic) => ({ kind: 'topic-config', topic, path: znodePaths.topicConfig(topic) }))
  }

  private committed(): Listed[] {
    const { assignment } = this.model.current
    return [...this.consumed].flatMap(([group, topics]) =>
      topics
        .filter((topic) => !assignment.has(topic))
        .map((topic): Listed => ({ kind: 'consumer-offsets', topic, path: znodePaths.consumerTopic(group, topic) })),
    )
  }

  private async partitionsOf(topic: string): Promise<Listed[]> {
    const assigned = this.model.current.assignment.get(topic)
    if (!assigned) return []
    const known = new Set(assigned.partitions.map(({ partition }) => String(partition)))
    const names = await this.names(znodePaths.partitions(topic))
    return names
      .filter((name) => /^\d{1,10}$/.test(name) && !known.has(name))
      .map((name) => ({ kind: 'partition', topic, path: znodePaths.partition(topic, Number(name)) }))
  }

  /** Nothing when it is gone meanwhile. */
  private async leftover({ kind, topic, path }: Listed): Promise<Leftover[]> {
    const znode = await this.reader.read(path)
    if (znode === null) return []
    const { ctime, mtime } = znode.stat
    const before = this.model.current.leftover.get(path)
    const foundAt = before?.createdAt === ctime ? before.foundAt : Date.now()
    return [{ path, kind, topic, createdAt: ctime, changedAt: mtime, foundAt }]
  }

  private tell(found: readonly Leftover[], topics: ReadonlySet<string>): void {
    const stamp = { source: 'zookeeper', at: Date.now() }
    const paths = new Set(found.map(({ path }) => path))
    const puts = found.map((value): Patch => ({ op: 'put', kind: 'leftover', key: value.path, value, ...stamp }))
    const removals = [...this.model.current.leftover.values()]
      .filter((one) => !paths.has(one.path) && (isObsolete(one, this.model.current) || wasLookedAt(one, topics)))
      .map(({ path }): Patch => ({ op: 'remove', kind: 'leftover', key: path, ...stamp }))
    this.model.write([...puts, ...removals])
  }
}

type Listed = Pick<Leftover, 'kind' | 'topic' | 'path'>

function nothingDue(): Due {
  return { configs: false, consumers: false, topics: new Set() }
}

/** Settings and offsets are all held against the topics each time; partitions only of the topics that were listed. */
function wasLookedAt({ kind, topic }: Leftover, topics: ReadonlySet<string>): boolean {
  return kind !== 'partition' || topics.has(topic)
}

function isObsolete({ kind, topic }: Leftover, { assignment }: ClusterModel): boolean {
  return kind === 'partition' && !assignment.has(topic)
}
