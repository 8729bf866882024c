import { OFFSETS_TOPIC } from '@/lib/records/coordinator-partition'
import { endOfBatches } from '@/lib/records/record-batch'
import type { KafkaClient } from '../client'
import { groupBy } from '../group-by'
import { isItemError, itemErrorOf, type KafkaItemError } from '../item-error'
import type { PartitionOffset } from '../requests/list-offsets'
import { type PastOfPartition, planBackfill } from './backfill-plan'

/** A partition that has a leader, and where in time to begin. */
export interface LedPartition {
  partition: number
  leader: number
}

/** Where to begin in a partition, and where its past ends; `skippedFrom` where the budget cut off what lies in the window. */
export interface BackfillStart {
  from: bigint
  end: bigint
  skippedFrom: bigint | null
}

/**
 * Finds where to begin in each partition: at the first record since `since` (epoch ms), or later where all of that would
 * be more than the budget. Every partition asked for has an entry. Errors: the signal's reason only.
 */
export async function findStarts(
  kafka: Pick<KafkaClient, 'listOffsets' | 'fetchRecords'>,
  partitions: readonly LedPartition[],
  {
    since,
    budgetBytes,
    topicId,
    signal,
  }: { since: number; budgetBytes: number; topicId: string | null; signal: AbortSignal },
): Promise<Map<number, BackfillStart | { error: KafkaItemError }>> {
  const asked = partitions.map((one) => ({ topic: OFFSETS_TOPIC, ...one }))
  // The end first: a partition without a record since then is read from this end on, so nothing written meanwhile is left out.
  const latest = await kafka.listOffsets(asked, 'latest', { signal })
  const first = await kafka.listOffsets(asked, { at: since }, { signal })
  const starts = new Map<number, BackfillStart | { error: KafkaItemError }>()
  const pasts: (LedPartition & { from: bigint; end: bigint })[] = []
  for (const { partition, leader } of partitions) {
    const key = `${OFFSETS_TOPIC}/${partition}`
    const [from, end] = [first.get(key), latest.get(key)]
    const error = errorOf(from) ?? errorOf(end)
    if (error) starts.set(partition, { error })
    else if (from && end && !isItemError(from) && !isItemError(end)) {
      const begin = from.offset < 0n || from.offset > end.offset ? end.offset : from.offset
      pasts.push({ partition, leader, from: begin, end: end.offset })
    }
  }
  const planned = planBackfill(await weigh(kafka, pasts, { budgetBytes, topicId, signal }), budgetBytes)
  for (const { partition, from, end } of pasts) {
    const start = planned.get(partition) ?? from
    starts.set(partition, { from: start, end, skippedFrom: start > from ? from : null })
  }
  return starts
}

/** Taken for a record where nothing was measured: a commit is about 150 bytes, a generation with members some thousands. */
const ASSUMED_BYTES = 1024
/** Looked at in each partition to learn how large its records are. */
const SAMPLE_OFFSETS = 200n
const SAMPLE_BYTES = 32 * 1024

/** Bytes per offset of each past; measured near the end, where compaction has taken nothing out, and only if the budget may be short. */
async function weigh(
  kafka: Pick<KafkaClient, 'fetchRecords'>,
  pasts: (LedPartition & { from: bigint; end: bigint })[],
  { budgetBytes, topicId, signal }: { budgetBytes: number; topicId: string | null; signal: AbortSignal },
): Promise<PastOfPartition[]> {
  const offsets = pasts.reduce((sum, { from, end }) => sum + (end - from), 0n)
  const measured = new Map<number, number>()
  if (Number(offsets) * ASSUMED_BYTES > budgetBytes) {
    const asked = pasts.filter(({ from, end }) => end > from)
    await Promise.all(
      [...groupBy(asked, ({ leader }) => leader)].map(async ([leader, of]) => {
        for (const [partition, bytes] of await sample(kafka, leader, of, topicId, signal))
          measured.set(partition, bytes)
      }),
    )
  }
  return pasts.map((past) => ({ ...past, bytesPerOffset: measured.get(past.partition) ?? ASSUMED_BYTES }))
}

async function sample(
  kafka: Pick<KafkaClient, 'fetchRecords'>,
  leader: number,
  pasts: { partition: number; from: bigint; end: bigint }[],
  topicId: string | null,
  signal: AbortSignal,
): Promise<Map<number, number>> {
  const positions = new Map(
    pasts.map(({ partition, from, end }) => [partition, end - from > SAMPLE_OFFSETS ? end - SAMPLE_OFFSETS : from]),
  )
  const asked = [...positions].map(([partition, offset]) => ({
    topic: OFFSETS_TOPIC,
    topicId,
    partition,
    offset,
    leaderEpoch: null,
    lastEpoch: null,
    maxBytes: SAMPLE_BYTES,
  }))
  const sizes = new Map<number, number>()
  try {
    const limits = { maxWaitMs: 0, maxBytes: SAMPLE_BYTES * asked.length, purpose: 'follow', signal } as const
    const answers = await kafka.fetchRecords(leader, asked, limits)
    for (const [partition, offset] of positions) {
      const answer = answers.get(`${OFFSETS_TOPIC}/${partition}`)
      if (!answer || isItemError(answer)) continue
      const next = endOfBatches(answer.records)?.nextOffset ?? offset
      if (next > offset) sizes.set(partition, Math.max(1, answer.records.length / Number(next - offset)))
    }
  } catch (error) {
    // A leader that does not answer is met again when it is read; until then the assumption stands.
    itemErrorOf(error)
  }
  return sizes
}

function errorOf(offset: PartitionOffset | undefined): KafkaItemError | null {
  return offset && isItemError(offset) ? offset.error : null
}
