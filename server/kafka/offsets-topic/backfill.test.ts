import { describe, expect, it } from 'vitest'
import { OFFSETS_TOPIC } from '@/lib/records/coordinator-partition'
import type { KafkaClient } from '../client'
import { findStarts } from './backfill'

type Asked = Parameters<KafkaClient['listOffsets']>[1]

/** A log that grows while it is asked for: each question finds one record more. */
function growing(records: number, sinceFound: (records: number) => bigint) {
  let held = records
  const questions: Asked[] = []
  const listOffsets: KafkaClient['listOffsets'] = async (_partitions, at) => {
    questions.push(at)
    const offset = at === 'latest' ? BigInt(held) : sinceFound(held)
    held += 1
    return new Map([[`${OFFSETS_TOPIC}/0`, { offset, timestamp: null, leaderEpoch: 0 }]])
  }
  return { listOffsets, fetchRecords: () => Promise.reject(new Error('nothing to weigh')) }
}

const find = (kafka: Parameters<typeof findStarts>[0]) =>
  findStarts(kafka, [{ partition: 0, leader: 1 }], {
    since: 0,
    budgetBytes: 1024 * 1024,
    topicId: null,
    signal: new AbortController().signal,
  })

describe('findStarts', () => {
  it('leaves out nothing that is written into an empty log while it is asked for', async () => {
    const starts = await find(growing(0, () => -1n))
    expect(starts.get(0)).toEqual({ from: 0n, end: 0n, skippedFrom: null })
  })

  it('begins at the first record of the window, and takes what is written meanwhile for new', async () => {
    const starts = await find(growing(10, () => 4n))
    expect(starts.get(0)).toEqual({ from: 4n, end: 10n, skippedFrom: null })
  })

  it('begins at the end where the first record of the window was written after that', async () => {
    const starts = await find(growing(10, (held) => BigInt(held - 1)))
    expect(starts.get(0)).toEqual({ from: 10n, end: 10n, skippedFrom: null })
  })
})
