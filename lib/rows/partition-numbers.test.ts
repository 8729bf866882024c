import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { testCluster } from '../model/cluster.fixture'
import { applyPatches } from '../model/patch'
import type { TopicOffsets, TopicSizes } from '../model/topic'
import { partitionNumbers } from './partition-numbers'

const PARTITIONS = 8
const BROKERS = [1, 2, 3]
const number = fc.integer({ min: 0, max: PARTITIONS - 1 })
const int64 = fc.bigInt({ min: 0n, max: 2n ** 63n - 1n }).map(String)
const leaders = fc.array(fc.option(fc.constantFrom(...BROKERS)), { minLength: PARTITIONS, maxLength: PARTITIONS })
const offsets = fc.uniqueArray(
  fc.record({
    partition: number,
    start: fc.option(int64),
    end: fc.option(int64),
    error: fc.option(fc.constant('the partition has no leader')),
  }),
  { selector: ({ partition }) => partition, maxLength: PARTITIONS },
)
const replicas = fc.uniqueArray(
  fc.record({ partition: number, broker: fc.constantFrom(...BROKERS), sizeBytes: int64, offsetLag: int64 }),
  { selector: ({ partition, broker }) => `${partition}/${broker}`, maxLength: PARTITIONS * BROKERS.length },
)

const cluster = (of: readonly (number | null)[]) =>
  testCluster(
    BROKERS,
    of.map((leader, partition) => ({ topic: 't', partition, leader, replicas: BROKERS, isr: BROKERS })),
  )
const withOffsets = (model: ReturnType<typeof cluster>, partitions: TopicOffsets['partitions']) =>
  applyPatches(model, [
    { op: 'put', kind: 'offsets', key: 't', value: { name: 't', partitions, perSecond: null }, source: 'test', at: 1 },
  ])
const withSizes = (model: ReturnType<typeof cluster>, copies: TopicSizes['replicas']) =>
  applyPatches(model, [
    { op: 'put', kind: 'sizes', key: 't', value: { name: 't', replicas: copies }, source: 'test', at: 1 },
  ])

describe('partitionNumbers', () => {
  it('says what a search through the topic’s lists says, in any order and with any gaps', () => {
    fc.assert(
      fc.property(leaders, offsets, replicas, (leading, read, copies) => {
        const model = withSizes(withOffsets(cluster(leading), read), copies)
        for (const [partition, leader] of leading.entries()) {
          const found = read.find((one) => one.partition === partition)
          const own = copies.filter((one) => one.partition === partition)
          const copy = own.find(({ broker }) => broker === leader) ?? own[0]
          expect(partitionNumbers(model, 't', partition)).toEqual({
            startOffset: found?.start ?? null,
            endOffset: found?.end ?? null,
            offsetReason: found ? found.error : 'the offsets have not been read yet',
            sizeBytes: copy?.sizeBytes ?? null,
            sizeReason: copy ? null : 'no broker has reported its log directories yet',
          })
        }
      }),
    )
  })

  it('follows the next reading of the sizes', () => {
    const first = withSizes(cluster([1]), [{ partition: 0, broker: 1, sizeBytes: '10', offsetLag: '0' }])
    expect(partitionNumbers(first, 't', 0).sizeBytes).toBe('10')
    const second = withSizes(first, [{ partition: 0, broker: 1, sizeBytes: '20', offsetLag: '0' }])
    expect(partitionNumbers(second, 't', 0).sizeBytes).toBe('20')
    expect(partitionNumbers(first, 't', 0).sizeBytes).toBe('10')
  })

  it('reads the sizes of a topic once for all its partitions', () => {
    let reads = 0
    const copies = Array.from({ length: 500 }, (_, index) => ({
      get partition() {
        reads += 1
        return index
      },
      broker: 1,
      sizeBytes: String(index),
      offsetLag: '0',
    }))
    const model = withSizes(cluster([]), copies)
    reads = 0
    for (let partition = 0; partition < 500; partition += 1)
      expect(partitionNumbers(model, 't', partition).sizeBytes).toBe(String(partition))
    // Twice to be put in its group, never again.
    expect(reads).toBeLessThanOrEqual(1_000)
  })
})
