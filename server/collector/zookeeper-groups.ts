import { errorCode, errorMessage } from '@/lib/errors'
import type { Patch } from '@/lib/model/patch'
import type { ZookeeperConsumer, ZookeeperGroup, ZookeeperOffset, ZookeeperOffsets } from '@/lib/model/zookeeper-group'
import { compareNames } from '@/lib/rows/partition-row'
import { znodePaths } from '@/lib/znodes/paths'
import { parsePartitionOwner, parseZookeeperConsumer, zookeeperOffset } from '@/lib/znodes/zookeeper-consumer'
import type { LiveModel } from '../model/cluster-model'
import type { ZnodeReader } from './znode-reader'

const SOURCE = 'zookeeper'
/** A rebalance of such a group rewrites its owners one by one within a second. */
const SETTLE_MS = 1_000
/** Groups beyond this many are listed and not read. */
const MOST_GROUPS = 1_000
/** Znodes of all groups together that are read, each of which leaves a watch. */
const MOST_ZNODES = 20_000

/** A partition below `owners` or `offsets`. */
interface Place {
  topic: string
  partition: number
  path: string
}

interface Due {
  list: boolean
  /** Groups to be read as a whole. */
  groups: Set<string>
  /** Offsets that were committed anew, by path. */
  offsets: Map<string, { group: string; topic: string; partition: number }>
}

/** What one group committed, by topic and partition. */
type Commits = Map<string, Map<number, ZookeeperOffset>>

/**
 * Groups that keep themselves in ZooKeeper. Every znode is read once, which leaves a watch behind, and again only when
 * that tells of a change. Their offsets are held here until the log ends are read: see `commits`.
 */
export class ZookeeperGroupCollector {
  private readonly reader: ZnodeReader
  private readonly model: LiveModel
  private readonly onFailure: (message: string) => void
  private readonly held = new Map<string, { commits: Commits; leftOut: number }>()
  /** How many znodes of each group are read. */
  private readonly taken = new Map<string, number>()
  private due: Due = nothingDue()
  private timer: NodeJS.Timeout | null = null
  private looking = false
  private stopped = false

  constructor(reader: ZnodeReader, model: LiveModel, onFailure: (message: string) => void) {
    this.reader = reader
    this.model = model
    this.onFailure = onFailure
  }

  /** Everything is read again: a new session knows no watches of the old one. */
  load(): void {
    this.due = { ...nothingDue(), list: true, groups: new Set(this.model.current.zookeeperGroup.keys()) }
    this.schedule(0)
  }

  /** A watch fired. */
  dirty(path: string): void {
    const [root, group, folder, topic, partition] = path.split('/').slice(1)
    if (root !== 'consumers') return
    if (group === undefined) this.due.list = true
    else if (folder === 'offsets' && topic !== undefined && partition !== undefined && isPartition(partition))
      this.due.offsets.set(path, { group, topic, partition: Number(partition) })
    else this.due.groups.add(group)
    this.schedule(SETTLE_MS)
  }

  /** What all groups have committed as of now; whoever reads log ends after this finds none that is older. */
  commits(): ZookeeperOffsets[] {
    return [...this.held].map(([id, { commits, leftOut }]) => ({
      id,
      topics: [...commits]
        .map(([topic, partitions]) => ({
          topic,
          partitions: [...partitions.values()].sort((a, b) => a.partition - b.partition),
        }))
        .sort((a, b) => compareNames(a.topic, b.topic)),
      leftOut,
    }))
  }

  stop(): void {
    this.stopped = true
    if (this.timer) clearTimeout(this.timer)
  }

  private schedule(waitMs: number): void {
    if (this.looking || this.stopped) return
    this.timer ??= setTimeout(() => void this.look(), waitMs)
  }

  private async look(): Promise<void> {
    this.timer = null
    this.looking = true
    const due = this.due
    this.due = nothingDue()
    try {
      if (due.list) await this.readList(due.groups)
      const known = [...due.groups].filter((group) => this.taken.has(group))
      const patches = await Promise.all(known.map((group) => this.readGroup(group)))
      const alone = [...due.offsets.values()].filter(({ group }) => this.taken.has(group) && !due.groups.has(group))
      await Promise.all(alone.map((one) => this.readOffset(one.group, one.topic, one.partition)))
      if (!this.stopped) this.model.write(patches)
    } catch (error) {
      // A lost connection ends in a new load; anything else is tried again with the next change.
      const code = errorCode(error)
      if (code !== 'unreachable') this.onFailure(`Reading /consumers failed: ${errorMessage(error)}`)
      // Nothing tells of these changes once more.
      if (code === 'timeout' || code === 'busy') this.postpone(due)
    }
    this.looking = false
    if (this.due.list || this.due.groups.size > 0 || this.due.offsets.size > 0) this.schedule(SETTLE_MS)
  }

  private postpone({ list, groups, offsets }: Due): void {
    this.due.list ||= list
    for (const group of groups) this.due.groups.add(group)
    for (const [path, one] of offsets) this.due.offsets.set(path, one)
  }

  /** Finds groups that came, to be read, and forgets those that went. */
  private async readList(groups: Set<string>): Promise<void> {
    const names = (await this.names(znodePaths.consumers))?.sort(compareNames) ?? []
    const read = names.slice(0, MOST_GROUPS)
    const listed = new Set(names)
    const { zookeeperGroup } = this.model.current
    for (const group of read) {
      if (!this.taken.has(group)) groups.add(group)
      this.taken.set(group, this.taken.get(group) ?? 0)
    }
    const unread = `no more than ${MOST_GROUPS} groups of ZooKeeper are read`
    const patches = names.slice(MOST_GROUPS).map((id) => this.put({ id, members: null, owners: [], unread }))
    for (const id of new Set([...zookeeperGroup.keys(), ...this.taken.keys()])) {
      if (listed.has(id)) continue
      this.held.delete(id)
      this.taken.delete(id)
      patches.push(...removals(id))
    }
    for (const id of names.slice(MOST_GROUPS)) {
      this.held.delete(id)
      this.taken.delete(id)
    }
    this.model.write(patches)
  }

  private async readGroup(group: string): Promise<Patch> {
    // Tells when `ids`, `owners` or `offsets` come, which leave no watch behind while they are absent.
    await this.names(znodePaths.consumerGroup(group))
    const [ids, owned, committed] = await Promise.all([
      this.names(znodePaths.consumerIds(group)),
      this.places(znodePaths.consumerOwners(group)),
      this.places(znodePaths.consumerOffsets(group)),
    ])
    const places = [owned ?? [], committed ?? []] as const
    const wanted = (ids?.length ?? 0) + places[0].length + places[1].length
    const room = this.take(group, wanted)
    const some = (ids ?? []).slice(0, room)
    const commits = places[1].slice(0, room - some.length)
    const owners = places[0].slice(0, room - some.length - commits.length)
    const [members, owner, offsets] = await Promise.all([
      Promise.all(some.map((id) => this.member(group, id))),
      Promise.all(owners.map((place) => this.owner(place))),
      Promise.all(commits.map((place) => this.offset(place))),
    ])
    this.held.set(group, { commits: byTopic(commits, offsets), leftOut: places[1].length - commits.length })
    const hidden = [ids, owned, committed].includes(null)
    return this.put({
      id: group,
      members: ids === null ? null : members.flat().sort((a, b) => compareNames(a.id, b.id)),
      owners: owner.flat(),
      unread: hidden
        ? 'ZooKeeper does not permit us to read all of it'
        : room < wanted
          ? `no more than ${MOST_ZNODES} znodes of old consumers are read, ${wanted - room} of this group are left out`
          : null,
    })
  }

  /** So many znodes may be read of a group. */
  private take(group: string, wanted: number): number {
    this.taken.set(group, 0)
    const others = [...this.taken.values()].reduce((sum, one) => sum + one, 0)
    const room = Math.min(wanted, Math.max(0, MOST_ZNODES - others))
    this.taken.set(group, room)
    return room
  }

  private async readOffset(group: string, topic: string, partition: number): Promise<void> {
    const path = `${znodePaths.consumerTopic(group, topic)}/${partition}`
    const found = await this.offset({ topic, partition, path })
    const commits = this.held.get(group)?.commits.get(topic)
    if (found) commits?.set(partition, found)
    else commits?.delete(partition)
  }

  private async offset({ partition, path }: Place): Promise<ZookeeperOffset | null> {
    const znode = await this.permitted(() => this.reader.read(path))
    return znode && zookeeperOffset(partition, znode)
  }

  /** Nothing when it has left meanwhile. */
  private async member(group: string, id: string): Promise<ZookeeperConsumer[]> {
    const znode = await this.permitted(() => this.reader.read(`${znodePaths.consumerIds(group)}/${id}`))
    return znode ? [parseZookeeperConsumer(group, id, znode)] : []
  }

  private async owner({ topic, partition, path }: Place): Promise<ZookeeperGroup['owners']> {
    const znode = await this.permitted(() => this.reader.read(path))
    return znode?.data ? [{ topic, partition, consumer: parsePartitionOwner(znode) }] : []
  }

  /** Partitions below a folder of topics, ascending; null when they may not be listed. */
  private async places(folder: string): Promise<Place[] | null> {
    const topics = await this.names(folder)
    if (topics === null) return null
    const partitions = await Promise.all(topics.sort(compareNames).map((topic) => this.names(`${folder}/${topic}`)))
    return topics.flatMap((topic, index) =>
      (partitions[index] ?? [])
        .filter(isPartition)
        .map((name) => ({ topic, partition: Number(name), path: `${folder}/${topic}/${name}` }))
        .sort((a, b) => a.partition - b.partition),
    )
  }

  private names(path: string): Promise<string[] | null> {
    return this.permitted(() => this.reader.children(path))
  }

  private async permitted<Result>(read: () => Promise<Result>): Promise<Result | null> {
    try {
      return await read()
    } catch (error) {
      if (errorCode(error) === 'forbidden') return null
      throw error
    }
  }

  private put(value: ZookeeperGroup): Patch {
    return { op: 'put', kind: 'zookeeperGroup', key: value.id, value, source: SOURCE, at: Date.now() }
  }
}

function nothingDue(): Due {
  return { list: false, groups: new Set(), offsets: new Map() }
}

function isPartition(name: string): boolean {
  return /^\d{1,9}$/.test(name)
}

function byTopic(places: readonly Place[], offsets: readonly (ZookeeperOffset | null)[]): Commits {
  const commits: Commits = new Map()
  for (const [index, { topic, partition }] of places.entries()) {
    const own = commits.get(topic) ?? new Map<number, ZookeeperOffset>()
    commits.set(topic, own)
    const offset = offsets[index]
    if (offset) own.set(partition, offset)
  }
  return commits
}

function removals(key: string): Patch[] {
  const stamp = { source: SOURCE, at: Date.now() }
  return (['zookeeperGroup', 'zookeeperOffsets'] as const).map((kind) => ({ op: 'remove', kind, key, ...stamp }))
}
