import { afterEach, describe, expect, it } from 'vitest'
import { until } from '@/e2e/cluster/until'
import { TRANSACTIONAL, writeBatch, writeMarker } from '@/lib/records/record-batch.fixture'
import { OffsetsTopicFollower, type OffsetsTopicOptions } from './follower'
import { commitRecord, PretendedTopic } from './offsets-topic.fixture'
import type { OffsetsTopicBatch } from './offsets-topic-batch'

const outOfRange = { code: 1, name: 'OFFSET_OUT_OF_RANGE', message: null }
const followers: OffsetsTopicFollower[] = []
afterEach(async () => {
  await Promise.all(followers.splice(0).map((one) => one.stop()))
})

/** A topic of `count` partitions, led by broker 1, followed from its start on. */
function followed(
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
    following: () => until('following', () => status()?.state === 'following'),
  }
}

/** Appends a batch of so many commits. */
function append(
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

function marker(topic: PretendedTopic, producerId: bigint, end: 'abort' | 'commit') {
  const one = topic.partitions.get(0)
  if (!one) throw new Error('no such partition')
  const base = topic.endOf(one)
  topic.change(() => one.batches.push({ bytes: writeMarker(base, producerId, end), base, next: base + 1n }))
}

describe('what is handed on', () => {
  it('is the past, the word that it is over, and then what is new', async () => {
    const { topic, batches, offsets, following } = followed(1, {}, (one) => append(one, 3))
    await following()
    expect(batches.map(({ records, caughtUp }) => [records.length, caughtUp])).toEqual([
      [3, false],
      [0, true],
    ])
    append(topic, 2)
    await until('the new ones', () => offsets().length === 5)
    expect(offsets()).toEqual([0n, 1n, 2n, 3n, 4n])
    expect(batches.at(-1)).toMatchObject({ partition: 0, leaderEpoch: 4, caughtUp: true, gap: null })
    expect(batches.at(-1)?.records[0]).toMatchObject({ kind: 'offset-commit', group: 'g', topic: 't' })
  })

  it('leaves out what cannot be read, and counts it', async () => {
    const { topic, offsets, status, following } = followed()
    await following()
    const one = topic.partitions.get(0)
    const damaged = writeBatch({ baseOffset: 0n, records: [commitRecord(1)] })
    damaged[damaged.length - 1] = 0xff
    topic.change(() => one?.batches.push({ bytes: damaged, base: 0n, next: 1n }))
    append(topic, 1, { records: [{ key: Buffer.from([0, 77]), value: null }] })
    append(topic, 1, { records: [{ key: Buffer.from([0, 1, 0]), value: null }] })
    append(topic, 1, { attributes: 5 })
    append(topic)
    await until('the last', () => offsets().includes(4n))
    expect(offsets()).toEqual([1n, 2n, 4n])
    expect(status()).toMatchObject({
      state: 'following',
      position: 5n,
      end: 5n,
      unreadable: 3,
      unknownTypes: { 77: 1 },
    })
    expect(status()?.unreadableReason).toBe('offset 3: the batch is compressed in a way that is not known here')
  })

  it('counts a transaction from its marker on', async () => {
    const { topic, offsets, status, following } = followed()
    await following()
    append(topic, 2, { attributes: TRANSACTIONAL, producerId: 8n })
    append(topic, 1, { attributes: TRANSACTIONAL, producerId: 9n })
    append(topic)
    await until('the plain one', () => offsets().length === 1)
    expect(offsets()).toEqual([3n])
    expect(status()?.uncommitted).toBe(3)
    marker(topic, 9n, 'abort')
    marker(topic, 8n, 'commit')
    await until('those committed', () => offsets().length === 3)
    expect(offsets()).toEqual([3n, 0n, 1n])
    expect(status()).toMatchObject({ uncommitted: 0, position: 6n })
  })

  it('goes on when its taker fails', async () => {
    let calls = 0
    const { topic, log, follower } = followed(1, {
      onBatch: () => {
        calls += 1
        throw new Error('full')
      },
    })
    await until('the first', () => calls === 1)
    append(topic)
    await until('the second', () => calls === 2)
    expect(log).toEqual(Array(2).fill('a batch of __consumer_offsets was not taken: full'))
    expect(follower.status().partitions[0]?.position).toBe(1n)
  })

  it('is not more of the past than it may be', async () => {
    const { gaps, offsets, status, following } = followed(1, { budgetBytes: 3_000 }, (topic) => {
      // Measured near the end the records are small; what lies before is larger than was thought.
      append(topic, 1, { records: [{ ...commitRecord(0), headers: [{ key: 'x', value: Buffer.alloc(20_000) }] }] })
      for (let index = 0; index < 30; index += 1) append(topic)
    })
    await following()
    expect(gaps()).toHaveLength(1)
    expect(gaps()[0]).toMatchObject({ from: 0n, reason: 'the past is larger than may be read of it' })
    expect(offsets().length).toBeLessThan(31)
    expect(status()?.position).toBe(31n)
  })
})

describe('a log that was cut', () => {
  it('at its old end: goes on where it begins now', async () => {
    const { topic, gaps, offsets, following } = followed(1, {}, (one) => append(one))
    await following()
    topic.change(() => {
      const one = topic.partitions.get(0)
      if (one) Object.assign(one, { start: 9n, batches: [] })
    })
    append(topic, 1, { baseOffset: 9n })
    await until('the next', () => offsets().at(-1) === 9n)
    expect(gaps()).toEqual([{ from: 1n, to: 9n, reason: 'the broker has deleted what lies between' }])
  })

  /** Follows a log of three records, one of them in a transaction, of which another leader has only the first. */
  async function afterUncleanElection(change: (topic: PretendedTopic) => void) {
    const all = followed(1, {}, (one) => append(one, 1))
    await all.following()
    append(all.topic, 1, { attributes: TRANSACTIONAL, producerId: 8n })
    append(all.topic)
    await until('three', () => all.status()?.position === 3n)
    expect(all.status()?.uncommitted).toBe(1)
    all.topic.change(() => {
      const one = all.topic.partitions.get(0)
      one?.batches.splice(1)
      if (one) one.leaderEpoch = 5
      change(all.topic)
    })
    await until('the gap', () => all.gaps().length > 0)
    return all
  }

  it('at its new end: says what is undone', async () => {
    const { topic, gaps, offsets, status } = await afterUncleanElection(() => {})
    append(topic)
    await until('its successor', () => offsets().length === 3)
    expect(gaps()).toEqual([{ from: 3n, to: 1n, reason: 'the log was cut off there' }])
    expect(offsets()).toEqual([0n, 2n, 1n])
    expect(status()).toMatchObject({ state: 'following', uncommitted: 0, position: 2n })
    expect(topic.fetched.findLast(({ offset }) => offset === 2n)?.lastEpoch).toBe(5)
  })

  it('and has grown beyond that since: is told by the epoch of what was read', async () => {
    const { gaps, offsets, topic } = await afterUncleanElection((one) => {
      const first = one.partitions.get(0)
      if (first) first.diverging = { epoch: 4, endOffset: 1n }
      append(one, 4)
    })
    await until('all of the new log', () => offsets().length === 6)
    expect(gaps()).toEqual([{ from: 3n, to: 1n, reason: 'the log was cut off there after another broker took over' }])
    expect(offsets()).toEqual([0n, 2n, 1n, 2n, 3n, 4n])
    expect(topic.fetched.find(({ offset }) => offset === 3n)?.lastEpoch).toBe(4)
  })
})

describe('brokers', () => {
  it('that know nothing of the epoch we read last are asked without it', async () => {
    const { topic, offsets, gaps, following } = followed(1, {}, (one) => append(one))
    await following()
    const { fetchRecords } = topic
    topic.fetchRecords = async (broker, asked, options) =>
      asked.some(({ lastEpoch }) => lastEpoch !== null)
        ? new Map(asked.map(({ partition }) => [`__consumer_offsets/${partition}`, { error: outOfRange }]))
        : fetchRecords(broker, asked, options)
    append(topic)
    append(topic)
    await until('the next', () => offsets().length === 3)
    expect(offsets()).toEqual([0n, 1n, 2n])
    expect(gaps()).toEqual([])
  })

  it('are followed when the leader moves', async () => {
    const { topic, offsets, status, following } = followed(1, {}, (one) => append(one))
    await following()
    topic.change(() => {
      const one = topic.partitions.get(0)
      if (one) Object.assign(one, { leader: 2, leaderEpoch: 5 })
    })
    append(topic)
    await until('what the new one wrote', () => offsets().length === 2)
    expect(offsets()).toEqual([0n, 1n])
    expect(status()).toMatchObject({ state: 'following', leader: 2 })
    expect(topic.fetched.at(-1)?.broker).toBe(2)
  })

  it('that do not answer cost their own partitions only', async () => {
    const { topic, offsets, status, following } = followed(2, {}, (one) => {
      const second = one.partitions.get(1)
      if (second) second.leader = 2
      one.deadBrokers.add(2)
    })
    await following()
    await until('the reason', () => status(1)?.state === 'interrupted')
    expect(status(1)?.reason).toBe('broker 2 does not answer')
    append(topic)
    await until('the other', () => offsets().length === 1)
    topic.change(() => topic.deadBrokers.clear())
    append(topic, 1, {}, 1)
    await until('both', () => offsets(1).length === 1)
    expect(status(1)).toMatchObject({ state: 'following', reason: null })
  })

  it('that refuse to let it read are asked again much later', async () => {
    const changes: string[] = []
    const { topic, status } = followed(2, { onStatus: () => changes.push('') }, (one) => {
      const [first, second] = one.partitions.values()
      if (first) first.error = 29
      // Makes it look for leaders again and again.
      if (second) second.leader = null
    })
    await until('denied', () => status()?.state === 'denied')
    expect(status()?.reason).toBe('TOPIC_AUTHORIZATION_FAILED: not authorised for this topic')
    expect(changes.length).toBeGreaterThan(0)
    const asked = topic.fetched.length
    let looks = 0
    const { metadata } = topic
    topic.metadata = (...call) => {
      looks += 1
      return metadata(...call)
    }
    await until('two more looks at the leaders', () => looks === 2)
    expect(topic.fetched.length).toBe(asked)
  })

  it('that none of leads a partition', async () => {
    const { topic, status, offsets, following } = followed(1, {}, (one) => append(one))
    await following()
    topic.change(() => {
      const one = topic.partitions.get(0)
      if (one) one.leader = null
    })
    await until('offline', () => status()?.state === 'offline')
    expect(status()).toMatchObject({ reason: 'it has no leader', position: 1n })
    topic.change(() => {
      const one = topic.partitions.get(0)
      if (one) Object.assign(one, { leader: 3, leaderEpoch: 6 })
    })
    append(topic)
    await until('the next', () => offsets().length === 2)
    expect(status()).toMatchObject({ state: 'following', reason: null, leader: 3 })
  })
})

describe('the topic', () => {
  it('is begun anew when it was deleted and created again', async () => {
    const { topic, offsets, gaps, following } = followed(1, {}, (one) => append(one, 5))
    await following()
    topic.change(() => {
      topic.topicId = 'AAAAAAAAAAAAAAAAAAAAAg'
      topic.partitions.set(0, { leader: 1, leaderEpoch: 0, start: 0n, batches: [] })
    })
    append(topic, 2)
    await until('its records', () => offsets().length === 7)
    expect(offsets().slice(5)).toEqual([0n, 1n])
    expect(gaps()).toEqual([{ from: 5n, to: 0n, reason: 'the topic was created anew' }])
  })

  it('is believed to be gone only when that is said for a while', async () => {
    const { topic, follower, status, offsets, following } = followed(1, {}, (one) => append(one))
    await following()
    topic.error = 3
    // Makes it look for the leaders.
    topic.change(() => {
      const one = topic.partitions.get(0)
      if (one) one.error = 3
    })
    await until('turned away', () => status()?.state === 'interrupted')
    expect(follower.status().state).toBe('present')
    await until('gone', () => follower.status().state === 'absent')
    expect(follower.status()).toMatchObject({
      reason: expect.stringContaining('no group has committed'),
      partitions: [],
    })
    topic.error = null
    topic.partitions.set(0, { leader: 1, leaderEpoch: 0, start: 0n, batches: [] })
    append(topic)
    await until('it is back', () => offsets().length === 2)
  }, 10_000)

  it('may be hidden from us', async () => {
    const { follower } = followed(1, {}, (topic) => {
      topic.error = 29
    })
    await until('denied', () => follower.status().state === 'denied')
    expect(follower.status()).toEqual({
      state: 'denied',
      reason: 'TOPIC_AUTHORIZATION_FAILED: not authorised for this topic',
      partitions: [],
    })
  })
})
