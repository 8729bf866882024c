import { errorMessage } from '@/lib/errors'
import type { GroupLagHistory, LagHistory, LagHistoryCost, PartitionWindow } from '@/lib/history/lag-history'
import { groupProgress } from '@/lib/lag/group-progress'
import type { OffsetReading } from '@/lib/lag/offset-reading'
import { type PartitionProgress, partitionProgress } from '@/lib/lag/partition-progress'
import type { GroupOffsets } from '@/lib/model/consumer-group'
import type { Patch } from '@/lib/model/patch'
import { groupIds, groupSources } from '@/lib/rows/group-sources'
import { compareNames } from '@/lib/rows/partition-row'
import type { OffsetsTopicBatch } from '../kafka/offsets-topic/offsets-topic-batch'
import type { LiveModel } from '../model/cluster-model'
import { FollowedCommits } from './followed-commits'
import { LagPositions } from './lag-positions'
import type { OlderRecord } from './older-record'
import type { RecordedGroup } from './recorded-group'
import { Ticks } from './ticks'
import { topicRetention } from './topic-retention'
import { Turns } from './turns'

/** A group's progress is told at most so often; its numbers move all the time. */
const TELL_MS = 4_500
const SOURCE = 'lag'
const UNREAD = 'the committed offset has not been read yet'

/**
 * Records where groups and the ends of their logs were in the last hour, out of what is polled and of the commits that
 * are followed, and tells how each group keeps up (`groupProgress`). Bounded in memory; groups that are gone are forgotten.
 */
export class LagRecorder implements LagHistory {
  readonly #model: LiveModel
  readonly #log: (line: string) => void
  readonly #ticks = new Ticks()
  readonly #positions = new LagPositions()
  readonly #followed: FollowedCommits
  #lastCompleteAt: number | null = null
  #telling: Promise<void> = Promise.resolve()
  #stopped = false

  /** `log` gets one line for what should not happen. */
  constructor(model: LiveModel, log: (line: string) => void) {
    this.#model = model
    this.#log = log
    this.#followed = new FollowedCommits(this.#positions, () => model.current)
  }

  /** News of the offsets topic. */
  take(batch: OffsetsTopicBatch): void {
    this.#followed.take(batch)
  }

  /** Commits and log ends that were read; resolves when what follows from them is told. */
  takeReading(reading: OffsetReading): Promise<void> {
    const { at, complete } = reading
    const apartMs = this.#lastCompleteAt === null ? 0 : at - this.#lastCompleteAt
    for (const group of reading.groups) this.#takeGroup(group, at, apartMs)
    for (const key of complete ? this.#positions.logs.keys() : reading.ends.keys()) {
      const log = this.#positions.logs.get(key)
      log?.take(at, reading.ends.get(key) ?? null, reading.starts.get(key) ?? null)
    }
    const told = reading.groups.flatMap(({ id }) => this.#positions.groups.get(id) ?? [])
    for (const group of told) for (const position of group.positions.values()) position.logRead()
    let slot: number | null = null
    if (complete) {
      this.#lastCompleteAt = at
      this.#forget(at)
      if (this.#ticks.due(at)) slot = this.#tick(at)
    }
    this.#telling = this.#telling
      .then(() => this.#tell(told, slot))
      .catch((error: unknown) => this.#log(`the progress of groups was not told: ${errorMessage(error)}`))
    return this.#telling
  }

  group(id: string): GroupLagHistory | null {
    const group = this.#listed(id)
    if (!group) return null
    const positions = [...group.positions.values()].sort(
      (a, b) => compareNames(a.log.topic, b.log.topic) || a.log.partition - b.log.partition,
    )
    const samples = this.#ticks
      .slots()
      .toReversed()
      .map((slot) => ({
        at: this.#ticks.at(slot),
        ends: positions.map(({ log }) => log.ends.get(slot)),
        committed: positions.map(({ committed }) => committed.get(slot)),
        timeLagMs: group.timeLagAt(slot),
      }))
    return { partitions: this.#progressOf(group, Date.now()), samples }
  }

  window(id: string, topic: string, partition: number): PartitionWindow | null {
    return this.#listed(id)?.positions.get(`${topic}/${partition}`)?.window(this.#ticks) ?? null
  }

  /** Records older than all recorded ends, whose time is wanted: those not looked at for longest first, then by how many wait. */
  olderRecords(most: number): OlderRecord[] {
    const now = Date.now()
    const found = [...this.#positions.groups.values()].flatMap((group) =>
      [...group.positions.values()].flatMap((position) => {
        const { log } = position
        const older = position.olderRecord(now)
        return older ? [{ ...older, topic: log.topic, partition: log.partition, position, cuts: log.cuts }] : []
      }),
    )
    found.sort((a, b) => a.lookedAt - b.lookedAt || (a.waiting > b.waiting ? -1 : a.waiting < b.waiting ? 1 : 0))
    return found.slice(0, most).map(({ topic, partition, offset, position, cuts }) => ({
      topic,
      partition,
      offset,
      found: (at, reason) => position.takeRecordTime({ offset, at, reason }, cuts, Date.now()),
    }))
  }

  partitions(id: string): PartitionProgress[] | null {
    const group = this.#listed(id)
    return group && this.#progressOf(group, Date.now())
  }

  cost(): LagHistoryCost {
    return this.#positions.cost()
  }

  /** Tells nothing any more. */
  async stop(): Promise<void> {
    this.#stopped = true
    await this.#telling
  }

  #listed(id: string): RecordedGroup | null {
    const sources = groupSources(this.#model.current, id)
    return sources && (this.#positions.groups.get(sources.id) ?? null)
  }

  #takeGroup({ id, topics, error }: GroupOffsets, at: number, apartMs: number): void {
    const group = this.#positions.groupOf(id, at)
    group.leftOut = 0
    const named = new Set<string>()
    for (const { topic, partitions } of topics) {
      for (const { partition, offset, error: reason } of partitions) {
        if (offset === null && reason === null) continue
        const position = this.#positions.positionOf(group, topic, partition, at)
        if (!position) continue
        named.add(`${topic}/${partition}`)
        const why = error ?? reason
        position.poll(why === null && offset !== null ? BigInt(offset) : null, why, at, apartMs)
      }
    }
    for (const [key, position] of group.positions) {
      if (named.has(key)) continue
      // What the group no longer answers for was deleted; an answer that failed says nothing.
      if (error === null) this.#positions.drop(group, key)
      else position.poll(null, error, at, apartMs)
    }
  }

  #tick(at: number): number {
    const slot = this.#ticks.add(at)
    for (const log of this.#positions.logs.values()) log.tick(slot)
    for (const group of this.#positions.groups.values()) group.tick(slot)
    return slot
  }

  /** Groups that are not listed any more, with what was told of them. */
  #forget(at: number): void {
    const { current } = this.#model
    const told = current.groupProgress
    const gone = this.#positions.forget(new Set(groupIds(current)), at)
    const patches = gone.flatMap((key): Patch[] =>
      told.has(key) ? [{ op: 'remove', kind: 'groupProgress', key, source: SOURCE, at }] : [],
    )
    this.#model.write(patches)
  }

  async #tell(groups: readonly RecordedGroup[], slot: number | null): Promise<void> {
    let patches: Patch[] = []
    const turns = new Turns()
    for (const group of groups) {
      if (this.#stopped) return
      const at = Date.now()
      const due = at - group.writtenAt >= TELL_MS
      if (!due && slot === null) continue
      if (turns.due) {
        this.#model.write(patches)
        patches = []
        await turns.give()
      }
      if (this.#positions.groups.get(group.id) !== group || groupSources(this.#model.current, group.id) === null)
        continue
      const { id } = group
      const partitions = this.#progressOf(group, at)
      const value = groupProgress(id, partitions, group.trend(this.#ticks, at), this.#unread(group))
      if (slot !== null) group.setTimeLag(slot, value.timeLagMs)
      if (!due) continue
      group.writtenAt = at
      patches.push({ op: 'put', kind: 'groupProgress', key: id, value, source: SOURCE, at })
    }
    if (!this.#stopped) this.#model.write(patches)
  }

  #unread({ id, leftOut }: RecordedGroup): string {
    if (leftOut > 0) return 'more partitions are committed to than are recorded'
    return groupSources(this.#model.current, id)?.offsets?.error ?? 'it has committed nothing'
  }

  #progressOf(group: RecordedGroup, now: number): PartitionProgress[] {
    const { current } = this.#model
    const { reason: commitsReason, silentSince } = this.#followed.knowledgeOf(group.id)
    const progress = [...group.positions.values()].map((position) => {
      const { topic, partition } = position.log
      return partitionProgress({
        topic,
        partition,
        position: position.position(now),
        unknown: position.offset === null ? (position.reason ?? UNREAD) : this.#endReason(topic, partition),
        timeLag: (at) => position.timeLag(at, this.#ticks),
        commits: position.commits,
        commitsReason,
        silentSince: silentSince ?? position.since,
        ends: position.log.verdictEnds(this.#ticks),
        earlier: position.earlier(this.#ticks),
        startThen: position.log.startThen,
        retention: topicRetention(current, topic),
      })
    })
    return progress.sort((a, b) => compareNames(a.topic, b.topic) || a.partition - b.partition)
  }

  #endReason(topic: string, partition: number): string {
    const own = this.#model.current.offsets.get(topic)?.partitions.find((one) => one.partition === partition)
    return own?.error ?? this.#model.current.source.get('offsets')?.reason ?? 'the end of the log has not been read yet'
  }
}
