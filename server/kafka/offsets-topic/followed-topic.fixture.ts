import { writeBatch, writeMarker } from '@/lib/records/record-batch.fixture'
import { OffsetsTopicFollower, type OffsetsTopicOptions } from './follower'
import { commitRecord, PretendedTopic } from './offsets-topic.fixture'
import type { OffsetsTopicBatch } from './offsets-topic-batch'

const followers: OffsetsTopicFollower[] = []

/** Ends all that `followed` began. */
export async function stopFollowers(): Promise<void> {
  await Promise.all(followers.splice(0).map((one) => one.stop()))
}

/** A topic of `count` partitions, led by broker 1, followed from its start on. */
export function followed(
  count = 1,
  options: Partial<OffsetsTopicOptions> = {},
  prepare: (topic: PretendedTopic) => void = () => {},
) {
  const topic = new PretendedTopic()
  for (let partition = 0; partition < count; partition += 1) {
    topic.partitions.set(partition, { leader: 1, leaderEpoch: 4, start: 0n, batches: [] })
  }
  prepare(topic)
  const batches: OffsetsTopicBatch[] = []
  const log: string[] = []
  const follower = new OffsetsTopicFollower(topic, {
    onBatch: (batch) => batches.push(batch),
    log: (line) => log.push(line),
    ...options,
  })
  followers.push(follower)
  follower.start()
  const status = (partition = 0) => follower.status().partitions[partition]
  return {
    ...{ topic, batches, log, follower, status },
    /** Offsets of the records, in the order they came. */
    offsets: (partition = 0) =>
      batches
        .filter((one) => one.partition === partition)
        .flatMap(({ records }) => records.map(({ offset }) => offset)),
    gaps: () => batches.flatMap(({ gap }) => gap ?? []),
    following: () => status()?.state === 'following',
  }
}

/** Appends a batch of so many commits. */
export function append(
  topic: PretendedTopic,
  commits = 1,
  rest: Partial<Parameters<typeof writeBatch>[0]> = {},
  partition = 0,
) {
  const one = topic.partitions.get(partition)
  if (!one) throw new Error('no such partition')
  const base = rest.baseOffset ?? topic.endOf(one)
  const records = Array.from({ length: commits }, (_, index) => commitRecord(index))
  const bytes = writeBatch({ records, leaderEpoch: one.leaderEpoch, ...rest, baseOffset: base })
  topic.change(() => one.batches.push({ bytes, base, next: base + BigInt((rest.records ?? records).length) }))
}

/** Appends the end of a transaction. */
export function marker(topic: PretendedTopic, producerId: bigint, end: 'abort' | 'commit') {
  const one = topic.partitions.get(0)
  if (!one) throw new Error('no such partition')
  const base = topic.endOf(one)
  topic.change(() => one.batches.push({ bytes: writeMarker(base, producerId, end), base, next: base + 1n }))
}
