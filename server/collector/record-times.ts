import { errorMessage } from '@/lib/errors'
import { recordsOf } from '@/lib/records/record'
import { recordBatches } from '@/lib/records/record-batch'
import { partitionRow } from '@/lib/rows/partition-row'
import type { OlderRecord } from '../history/older-record'
import type { KafkaClient } from '../kafka/client'
import { decompress } from '../kafka/compression/decompress'
import { groupBy } from '../kafka/group-by'
import { isItemError, type KafkaItemError } from '../kafka/item-error'
import type { FetchedPartition } from '../kafka/requests/fetch-records'
import type { LiveModel } from '../model/cluster-model'
import { itemReason } from './item-reason'

/** From one round to the next. */
const EVERY_MS = 10_000
/** After the start, groups and offsets are read within seconds. */
const FIRST_MS = 2_000
/** How many records a round looks at. */
const MOST = 50
/** Asked again alone, since their first batch did not fit beside the others. */
const MOST_ALONE = 5
const PARTITION_BYTES = 64 * 1024

type Fetched = FetchedPartition | { error: KafkaItemError }

/**
 * Reads the timestamps of records that are older than all we recorded of their logs: one small Fetch to each leader, on
 * connections of their own. Groups, and what a broker counts as consumption, are not touched.
 */
export class RecordTimes {
  readonly #kafka: Pick<KafkaClient, 'fetchRecords'>
  readonly #model: LiveModel
  readonly #wanted: (most: number) => readonly OlderRecord[]
  readonly #abort = new AbortController()
  #timer: NodeJS.Timeout | null = null
  #running: Promise<void> | null = null

  constructor(
    kafka: Pick<KafkaClient, 'fetchRecords'>,
    model: LiveModel,
    wanted: (most: number) => readonly OlderRecord[],
  ) {
    this.#kafka = kafka
    this.#model = model
    this.#wanted = wanted
  }

  /** Once; further calls do nothing. */
  start(): void {
    if (!this.#timer) this.#plan(FIRST_MS)
  }

  async stop(): Promise<void> {
    this.#abort.abort()
    if (this.#timer) clearTimeout(this.#timer)
    await this.#running
  }

  /** One round. A leader that does not answer leaves its records to the next. */
  async read(): Promise<void> {
    const leaderOf = ({ topic, partition }: OlderRecord) =>
      partitionRow(this.#model.current, topic, partition)?.leader ?? null
    const byLeader = groupBy(this.#wanted(MOST), leaderOf)
    await Promise.all(
      [...byLeader].map(([leader, records]) => (leader === null ? undefined : this.#readOf(leader, records))),
    )
  }

  #plan(delayMs: number): void {
    if (this.#abort.signal.aborted) return
    this.#timer = setTimeout(() => {
      this.#running = this.read().finally(() => {
        this.#running = null
        this.#plan(EVERY_MS)
      })
    }, delayMs)
  }

  async #readOf(leader: number, records: readonly OlderRecord[]): Promise<void> {
    try {
      const alone: OlderRecord[] = []
      for (const round of rounds(records)) {
        const answers = await this.#fetch(leader, round)
        for (const [index, record] of round.entries()) {
          const answer = answers.get(keyOf(record))
          // The broker sends a first batch of any size of the partition that was asked for first.
          const cut = index > 0 && answer !== undefined && !isItemError(answer) && firstBatch(answer) === null
          if (cut) alone.push(record)
          else tell(record, answer)
        }
      }
      for (const record of alone.slice(0, MOST_ALONE)) {
        tell(record, (await this.#fetch(leader, [record])).get(keyOf(record)))
      }
    } catch {
      // Whether brokers answer is said by those who ask them for more.
    }
  }

  #fetch(leader: number, records: readonly OlderRecord[]): Promise<Map<string, Fetched>> {
    const { signal } = this.#abort
    return this.#kafka.fetchRecords(
      leader,
      records.map(({ topic, partition, offset }) => ({
        ...{ topic, partition, offset },
        ...{ topicId: null, leaderEpoch: null, lastEpoch: null, maxBytes: PARTITION_BYTES },
      })),
      { maxWaitMs: 0, maxBytes: PARTITION_BYTES * records.length, purpose: 'ages', signal },
    )
  }
}

function keyOf({ topic, partition }: OlderRecord): string {
  return `${topic}/${partition}`
}

/** A request may name each partition once. */
function rounds(records: readonly OlderRecord[]): OlderRecord[][] {
  const all: Map<string, OlderRecord>[] = []
  for (const record of records) {
    const key = keyOf(record)
    const free = all.find((round) => !round.has(key))
    if (free) free.set(key, record)
    else all.push(new Map([[key, record]]))
  }
  return all.map((round) => [...round.values()])
}

function firstBatch({ records }: FetchedPartition) {
  return recordBatches(records).next().value ?? null
}

function tell(record: OlderRecord, answer: Fetched | undefined): void {
  if (answer === undefined) return
  if (isItemError(answer)) {
    const denied = answer.error.name === 'TOPIC_AUTHORIZATION_FAILED'
    const reason = denied ? `READ on TOPIC ${record.topic} needed to look at its timestamp` : itemReason(answer.error)
    record.found(null, reason)
    return
  }
  try {
    const timestamp = timestampAt(answer, record.offset)
    if (timestamp === null) record.found(null, `no record was found within ${answer.records.length} bytes`)
    else if (timestamp < 0) record.found(null, 'its producer gave the record no timestamp')
    else record.found(timestamp, null)
  } catch (error) {
    record.found(null, `the record cannot be read: ${errorMessage(error)}`)
  }
}

/** Of the first record at or behind the offset; null where there is none. */
function timestampAt({ records }: FetchedPartition, offset: bigint): number | null {
  for (const batch of recordBatches(records)) {
    if (batch.control || batch.nextOffset <= offset) continue
    for (const record of recordsOf(batch, decompress)) if (record.offset >= offset) return record.timestamp
  }
  return null
}
