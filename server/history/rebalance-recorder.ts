import { errorMessage } from '@/lib/errors'
import type { RebalanceHistory } from '@/lib/history/rebalance-history'
import { SINGLE } from '@/lib/model/cluster'
import type { GroupDescription } from '@/lib/model/consumer-group'
import type { Patch } from '@/lib/model/patch'
import type { Rebalance } from '@/lib/model/rebalance'
import { groupRebalances, type RebalanceKnowledge } from '@/lib/rebalances/group-rebalances'
import { GroupTimeline } from '@/lib/rebalances/group-timeline'
import { coordinatorPartition } from '@/lib/records/coordinator-partition'
import type { OffsetsTopicRecord } from '@/lib/records/offsets-topic'
import type { OffsetsTopicBatch } from '../kafka/offsets-topic/offsets-topic-batch'
import type { LiveModel } from '../model/cluster-model'
import { EarlierDescriptions } from './earlier-descriptions'
import { RecordedRebalances } from './recorded-rebalances'
import type { StatesLook } from './states-look'
import { TopicNames } from './topic-names'
import { Turns } from './turns'
import { WholeSince } from './whole-since'

/** What it tells changes with time alone too. */
const TELL_MS = 5_000
/** Records of a group may be read before it is listed for the first time. */
const UNLISTED_MS = 60_000
const GONE_MS = 3_600_000
const MOST_GROUPS = 20_000
/** Pairs of a group and a partition whose last commits are remembered; of more, departures stay unexplained. */
const MOST_POSITIONS = 200_000
const SOURCE = 'offsets-topic'

interface RecordedTimeline {
  timeline: GroupTimeline
  /** When it was listed last, or first heard of, epoch ms. */
  seenAt: number
  listed: boolean
}

/** What was told of a group, and when it is no longer true. */
interface Told {
  knowledge: string
  changesAt: number
}

/**
 * Records the rebalances of groups out of the offsets topic and of states that were seen, and tells how restless each
 * group is (`groupRebalances`). Bounded in memory; groups that are gone for an hour are forgotten.
 */
export class RebalanceRecorder implements RebalanceHistory {
  readonly #model: LiveModel
  readonly #log: (line: string) => void
  readonly #rebalances = new RecordedRebalances()
  readonly #timelines = new Map<string, RecordedTimeline>()
  readonly #whole = new WholeSince()
  readonly #told = new Map<string, Told>()
  /** By broker: the groups that rebalanced at the last look. */
  readonly #rebalancing = new Map<number, ReadonlySet<string>>()
  readonly #descriptions = new EarlierDescriptions()
  #positions = 0
  readonly #topicNames: TopicNames
  readonly #readSessionTimeout: () => Promise<number | null>
  #sessionTimeoutMs: number | null = null
  #needsSessionTimeout = false
  #queue: OffsetsTopicBatch[] = []
  #working: Promise<void> | null = null
  #timer: NodeJS.Timeout | null = null
  #stopped = false

  /** `sessionTimeout` reads that of KIP-848 groups (null: not known); `log` gets one line for what should not happen. */
  constructor(model: LiveModel, sessionTimeout: () => Promise<number | null>, log: (line: string) => void) {
    this.#readSessionTimeout = sessionTimeout
    this.#model = model
    this.#log = log
    this.#topicNames = new TopicNames(() => model.current)
  }

  start(): void {
    this.#timer ??= setInterval(() => this.#work(() => this.#tellAll(Date.now())), TELL_MS)
  }

  /** Tells nothing any more. */
  async stop(): Promise<void> {
    this.#stopped = true
    if (this.#timer) clearInterval(this.#timer)
    await this.#working
  }

  /** News of the offsets topic; resolves when what follows from all that came so far is told. */
  take(batch: OffsetsTopicBatch): Promise<void> {
    this.#queue.push(batch)
    return this.#work(() => this.#takeQueued())
  }

  /** A look at the states of groups. */
  look({ broker, groups, previousAt, at }: StatesLook): void {
    for (const id of groups) this.#timelineOf(id, at)?.sawRebalancing(at, previousAt)
    for (const id of this.#rebalancing.get(broker) ?? [])
      if (!groups.has(id)) this.#timelines.get(id)?.timeline.sawCalm(at)
    this.#rebalancing.set(broker, groups)
  }

  of(group: string): readonly Rebalance[] {
    return this.#rebalances.of(group)
  }

  all(): readonly Rebalance[] {
    return this.#rebalances.all()
  }

  known(): { since: number | null; reason: string | null } {
    const reason = this.#unreadReason()
    const partitions = this.#model.current.groupCoverage.get(SINGLE)?.partitions ?? null
    if (reason !== null) return { since: null, reason }
    const whole = partitions === null ? null : this.#whole.all(partitions)
    if (whole === null) return { since: null, reason: PAST_UNREAD }
    let untoldAt = 0
    for (const { timeline } of this.#timelines.values()) untoldAt = Math.max(untoldAt, timeline.untoldAt ?? 0)
    return untoldAt > whole.since ? { since: untoldAt, reason: UNTOLD } : whole
  }

  /** What was told of each group is told anew where it is true no more. */
  tell(now: number): Promise<void> {
    return this.#work(() => this.#tellAll(now))
  }

  /** One thing after the other, whoever asks. */
  #work(step: () => Promise<void>): Promise<void> {
    this.#working = (this.#working ?? Promise.resolve()).then(step).catch((error: unknown) => {
      this.#log(`rebalances of groups were not recorded: ${errorMessage(error)}`)
    })
    return this.#working
  }

  async #takeQueued(): Promise<void> {
    const turns = new Turns()
    for (const batch of this.#queue.splice(0)) {
      this.#whole.take(batch)
      if (batch.gap) this.#forgetPast(batch.partition)
      for (const record of batch.records) {
        if (this.#stopped) return
        if (turns.due) await turns.give()
        this.#takeRecord(record, batch)
      }
    }
  }

  #takeRecord(record: OffsetsTopicRecord, { caughtUp, at }: OffsetsTopicBatch): void {
    if (!('group' in record) || record.kind === 'other-group') return
    const timeline = this.#timelineOf(record.group, at)
    if (!timeline) return
    this.#needsSessionTimeout ||= record.kind === 'consumer-group-metadata'
    if (record.kind === 'offset-commit') {
      const before = timeline.positions
      const committedAt = record.value?.committedAt ?? null
      if (committedAt === null || this.#positions < MOST_POSITIONS)
        timeline.commit(record.topic, record.partition, committedAt)
      this.#positions += timeline.positions - before
    }
    for (const rebalance of timeline.take(record, !caughtUp)) {
      this.#rebalances.put(rebalance)
      // What is read of the past is told together.
      if (caughtUp) this.#tell(record.group, Date.now())
      else this.#told.delete(record.group)
    }
  }

  #forgetPast(partition: number): void {
    for (const [id, { timeline }] of this.#timelines) {
      if (this.#partitionOf(id) !== partition) continue
      this.#positions -= timeline.positions
      timeline.forget()
    }
  }

  #timelineOf(id: string, at: number): GroupTimeline | null {
    const known = this.#timelines.get(id)
    if (known) return known.timeline
    if (this.#timelines.size >= MOST_GROUPS) return null
    const timeline = new GroupTimeline(id, {
      describedBefore: (moment) => this.#describedBefore(id, moment),
      topicName: (topicId) => this.#topicNames.of(topicId),
      sessionTimeoutMs: () => this.#sessionTimeoutMs,
    })
    this.#timelines.set(id, { timeline, seenAt: at, listed: false })
    return timeline
  }

  /** A description that was read before something was missed says nothing of what came after it. */
  #describedBefore(id: string, moment: number): GroupDescription | null {
    const since = this.#whole.of(this.#partitionOf(id) ?? -1)
    return since === null ? null : this.#descriptions.before(id, moment, since)
  }

  async #tellAll(now: number): Promise<void> {
    const { groupListing, groupDescription, groupRebalances: told } = this.#model.current
    this.#descriptions.add(groupDescription, now)
    this.#forget(groupListing, now)
    if (this.#needsSessionTimeout) this.#sessionTimeoutMs ??= await this.#readSessionTimeout()
    const gone = [...told.keys()].filter((id) => !groupListing.has(id) && !this.#isNew(id, now))
    for (const id of gone) this.#told.delete(id)
    if (!this.#stopped) this.#model.write(gone.map((key) => removal(key, now)))
    const turns = new Turns()
    for (const id of groupListing.keys()) {
      if (this.#stopped) return
      if (turns.due) await turns.give()
      const last = this.#told.get(id)
      if (!last || now >= last.changesAt || last.knowledge !== knowledgeKey(this.#knowledgeOf(id))) this.#tell(id, now)
    }
  }

  #tell(id: string, now: number): void {
    if (this.#stopped) return
    const knowledge = this.#knowledgeOf(id)
    const { value, changesAt } = groupRebalances(id, this.#rebalances.of(id), knowledge, now)
    this.#told.set(id, { knowledge: knowledgeKey(knowledge), changesAt })
    this.#model.write([{ op: 'put', kind: 'groupRebalances', key: id, value, source: SOURCE, at: now }])
  }

  /** It may not be listed yet. */
  #isNew(id: string, now: number): boolean {
    const known = this.#timelines.get(id)
    return known !== undefined && !known.listed && now - known.seenAt < UNLISTED_MS
  }

  #forget(listed: ReadonlyMap<string, unknown>, now: number): void {
    for (const [id, recorded] of this.#timelines) {
      if (listed.has(id)) {
        recorded.seenAt = now
        recorded.listed = true
      } else if (now - recorded.seenAt > GONE_MS) {
        this.#positions -= recorded.timeline.positions
        this.#timelines.delete(id)
        this.#rebalances.forget(id)
      }
    }
  }

  #knowledgeOf(id: string): RebalanceKnowledge {
    const reason = this.#unreadReason()
    if (reason !== null) return { since: null, reason }
    const { type } = this.#model.current.groupListing.get(id) ?? { type: null }
    if (type !== null && type !== 'classic' && type !== 'consumer')
      return { since: null, reason: `rebalances of ${type} groups are not read` }
    const recorded = this.#timelines.get(id)
    if (!recorded && this.#timelines.size >= MOST_GROUPS)
      return { since: null, reason: `there are more groups than the ${MOST_GROUPS} that are recorded` }
    const since = this.#whole.of(this.#partitionOf(id) ?? -1)
    if (since === null) return { since: null, reason: PAST_UNREAD }
    return { since: Math.max(since, recorded?.timeline.untoldAt ?? 0), reason: null }
  }

  /** Why rebalances are not known; null while the offsets topic is followed. */
  #unreadReason(): string | null {
    const source = this.#model.current.source.get(SOURCE)
    if (source?.status === 'live') return null
    if (source?.reason == null) return PAST_UNREAD
    return `rebalances are not known: __consumer_offsets is not followed (${source.reason})`
  }

  #partitionOf(id: string): number | null {
    const partitions = this.#model.current.groupCoverage.get(SINGLE)?.partitions ?? null
    return partitions === null ? null : coordinatorPartition(id, partitions)
  }
}

const UNTOLD = 'a group of the consumer protocol rebalanced whose members are not known from before'
const PAST_UNREAD = 'the past of __consumer_offsets is still being read'

function knowledgeKey({ since, reason }: RebalanceKnowledge): string {
  return reason ?? String(since)
}

function removal(key: string, at: number): Patch {
  return { op: 'remove', kind: 'groupRebalances', key, source: SOURCE, at }
}
