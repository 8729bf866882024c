import type { OffsetReading } from '@/lib/lag/offset-reading'
import type { ClusterModel } from '@/lib/model/cluster'
import type { GroupOffsets } from '@/lib/model/consumer-group'
import { partitionKey } from '@/lib/model/partition'
import type { Patch } from '@/lib/model/patch'
import type { TopicOffsets } from '@/lib/model/topic'
import type { ZookeeperOffsets } from '@/lib/model/zookeeper-group'
import { asGroupOffsets, zookeeperGroupId } from '@/lib/rows/group-sources'
import { partitionRow, partitionRows } from '@/lib/rows/partition-row'
import type { KafkaClient } from '../kafka/client'
import type { PartitionLeader, PartitionOffset } from '../kafka/requests/list-offsets'
import type { LiveModel } from '../model/cluster-model'
import { readCommittedOffsets } from './committed-offsets'
import { itemReason } from './item-reason'

/** Log starts move rarely: they are read every so many readings of the ends. */
const STARTS_EVERY = 6
const NO_LEADER = 'the partition has no leader'

interface Ends {
  at: number
  /** End offset by `topic/partition`. */
  byPartition: ReadonlyMap<string, bigint>
}

type OffsetReader = Pick<KafkaClient, 'listOffsets' | 'fetchOffsets'>

/**
 * What every group committed, then first and next offset of every partition, asked of each coordinator and each leader in
 * one request and written together: an end is never older than a commit beside it, so no lag is negative. What cannot be
 * read says so; a broker that lets the commits' deadline pass is not waited for a second time.
 */
export class OffsetCollector {
  private readonly kafka: OffsetReader
  private readonly model: LiveModel
  private readonly onReading: (reading: OffsetReading) => void
  private readonly zookeeperCommits: () => readonly ZookeeperOffsets[]
  private readings = 0
  private starts: Awaited<ReturnType<KafkaClient['listOffsets']>> = new Map()
  private before: Ends | null = null
  private turn: Promise<void> = Promise.resolve()

  /** `onReading` is told each reading when it is written; `zookeeperCommits` gives what was committed in ZooKeeper so far. */
  constructor(
    kafka: OffsetReader,
    model: LiveModel,
    onReading: (reading: OffsetReading) => void = () => {},
    zookeeperCommits: () => readonly ZookeeperOffsets[] = () => [],
  ) {
    this.kafka = kafka
    this.model = model
    this.onReading = onReading
    this.zookeeperCommits = zookeeperCommits
  }

  read(signal: AbortSignal): Promise<void> {
    return this.inTurn(() => this.readAll(signal))
  }

  /**
   * What these groups committed and the ends of just the logs they committed to; returns how many partitions of topics
   * were written for it.
   */
  touched(ids: ReadonlySet<string>, signal: AbortSignal): Promise<number> {
    return this.inTurn(() => this.readTouched(ids, signal))
  }

  /** One reading after the other: what was read first must not be written last. */
  private inTurn<Result>(work: () => Promise<Result>): Promise<Result> {
    const done = this.turn.then(work)
    this.turn = done.then(
      () => {},
      () => {},
    )
    return done
  }

  private async readAll(signal: AbortSignal): Promise<void> {
    signal.throwIfAborted()
    const inZookeeper = this.zookeeperCommits()
    const { groups, silent } = await readCommittedOffsets(this.kafka, this.model.current, signal)
    const requests = partitionRows(this.model.current).map(({ topic, partition, leader }) => ({
      topic,
      partition,
      leader,
    }))
    const led = requests.filter((one): one is PartitionLeader => one.leader !== null && !silent.has(one.leader))
    const startsDue =
      this.readings % STARTS_EVERY === 0 || led.some((one) => !this.starts.has(partitionKey(one.topic, one.partition)))
    const [starts, ends] = await Promise.all([
      startsDue ? this.kafka.listOffsets(led, 'earliest', { signal }) : this.starts,
      this.kafka.listOffsets(led, 'latest', { signal }),
    ])
    this.starts = starts
    this.readings += 1
    const at = Date.now()
    const known = offsetsOf(ends)
    const byTopic = new Map<string, TopicOffsets>()
    for (const { topic, partition, leader } of requests) {
      const key = partitionKey(topic, partition)
      const offsets = byTopic.get(topic) ?? { name: topic, partitions: [], perSecond: null }
      byTopic.set(topic, offsets)
      const [start, end] = [starts.get(key), ends.get(key)]
      const failure = [end, start].find((answer) => answer !== undefined && 'error' in answer)
      offsets.partitions.push({
        partition,
        start: start && 'offset' in start ? String(start.offset) : null,
        end: end && 'offset' in end ? String(end.offset) : null,
        error: reasonOf(leader, silent, failure),
      })
    }
    const topics = [...byTopic.values()].map((value) => ({ ...value, perSecond: rate(value, known, this.before, at) }))
    this.before = { at, byPartition: known }
    this.write(topics, { at, complete: true, starts: offsetsOf(starts), ends: known, groups }, inZookeeper)
  }

  private async readTouched(ids: ReadonlySet<string>, signal: AbortSignal): Promise<number> {
    signal.throwIfAborted()
    const { groups, silent: unheard } = await readCommittedOffsets(this.kafka, this.model.current, signal, ids)
    const { current } = this.model
    const silent = new Map([...notAnswering(current), ...unheard])
    const touched = groups.flatMap(({ topics }) =>
      topics.flatMap(({ topic, partitions }) =>
        partitions.map(({ partition }) => ({
          topic,
          partition,
          leader: partitionRow(current, topic, partition)?.leader ?? null,
        })),
      ),
    )
    const led = touched.filter((one): one is PartitionLeader => one.leader !== null && !silent.has(one.leader))
    const answers = await this.kafka.listOffsets(led, 'latest', { signal })
    const ends = new Map<string, bigint | null>()
    const reasons = new Map<string, string | null>()
    for (const { topic, partition, leader } of touched) {
      const key = partitionKey(topic, partition)
      const answer = answers.get(key)
      ends.set(key, answer && 'offset' in answer ? answer.offset : null)
      reasons.set(key, reasonOf(leader, silent, answer))
    }
    const topics = [...new Set(touched.map(({ topic }) => topic))].flatMap((name): TopicOffsets[] => {
      const offsets = this.model.current.offsets.get(name)
      if (!offsets) return []
      const partitions = offsets.partitions.map((one) => {
        const key = partitionKey(name, one.partition)
        const end = ends.get(key)
        // An end that cannot be read now must not stand beside a commit that is newer.
        return end === undefined
          ? one
          : { ...one, end: end === null ? null : String(end), error: reasons.get(key) ?? null }
      })
      return [{ ...offsets, partitions }]
    })
    this.write(topics, { at: Date.now(), complete: false, starts: new Map(), ends, groups })
    return topics.reduce((sum, { partitions }) => sum + partitions.length, 0)
  }

  private write(
    topics: readonly TopicOffsets[],
    reading: OffsetReading,
    inZookeeper: readonly ZookeeperOffsets[] = [],
  ): void {
    const { current } = this.model
    const stamp = { source: 'offsets', at: reading.at }
    const patches = topics.map((value): Patch => ({ op: 'put', kind: 'offsets', key: value.name, value, ...stamp }))
    // A group found gone meanwhile must not come back by its offsets.
    const groups = reading.groups.filter(({ id }) => current.groupListing.has(id))
    const old = inZookeeper.filter(({ id }) => current.zookeeperGroup.has(id))
    patches.push(
      ...groups.map(
        (value: GroupOffsets): Patch => ({ op: 'put', kind: 'groupOffsets', key: value.id, value, ...stamp }),
      ),
    )
    const read = { source: 'zookeeper', at: reading.at }
    patches.push(...old.map((value): Patch => ({ op: 'put', kind: 'zookeeperOffsets', key: value.id, value, ...read })))
    this.model.write(patches)
    const asGroups = old.map((one) => ({ ...asGroupOffsets(one), id: zookeeperGroupId(current, one.id) }))
    this.onReading({ ...reading, groups: [...groups, ...asGroups] })
  }
}

/** Brokers whose probes fail, with the reason: a small round does not wait for them. */
function notAnswering({ probe }: ClusterModel): [number, string][] {
  return [...probe.values()].flatMap(({ id, status, reason }): [number, string][] =>
    status === 'answering' ? [] : [[id, reason ?? 'it does not answer']],
  )
}

/** Why the offsets of a partition are not known; null when they are. */
function reasonOf(
  leader: number | null,
  silent: ReadonlyMap<number, string>,
  answer: PartitionOffset | undefined,
): string | null {
  if (leader === null) return NO_LEADER
  return silent.get(leader) ?? (answer && 'error' in answer ? itemReason(answer.error) : null)
}

/** Those that were answered. */
function offsetsOf(answers: Awaited<ReturnType<KafkaClient['listOffsets']>>): Map<string, bigint> {
  const known = new Map<string, bigint>()
  for (const [key, answer] of answers) if ('offset' in answer) known.set(key, answer.offset)
  return known
}

/** Records per second over the partitions known in both readings; null when there is none. */
function rate(topic: TopicOffsets, now: ReadonlyMap<string, bigint>, before: Ends | null, at: number): number | null {
  if (!before || at <= before.at) return null
  let appended = 0n
  let known = 0
  for (const { partition } of topic.partitions) {
    const key = partitionKey(topic.name, partition)
    const end = now.get(key)
    const earlier = before.byPartition.get(key)
    // A topic that was recreated starts again at 0: that is no negative rate.
    if (end === undefined || earlier === undefined || end < earlier) continue
    appended += end - earlier
    known += 1
  }
  return known === 0 ? null : Math.round((Number(appended) / ((at - before.at) / 1_000)) * 10) / 10
}
