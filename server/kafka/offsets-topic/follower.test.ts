import { afterEach, describe, expect, it } from 'vitest'
import { until } from '@/e2e/cluster/until'
import { TRANSACTIONAL, writeBatch } from '@/lib/records/record-batch.fixture'
import { append, followed, marker, stopFollowers } from './followed-topic.fixture'
import { commitRecord } from './offsets-topic.fixture'

afterEach(stopFollowers)

describe('what is handed on', () => {
  it('is the past, the word that it is over, and then what is new', async () => {
    const { topic, batches, offsets, following } = followed(1, {}, (one) => append(one, 3))
    await until('following', following)
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
    await until('following', following)
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
    await until('following', following)
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
    await until('following', following)
    expect(gaps()).toHaveLength(1)
    expect(gaps()[0]).toMatchObject({ from: 0n, reason: 'the past is larger than may be read of it' })
    expect(offsets().length).toBeLessThan(31)
    expect(status()?.position).toBe(31n)
  })
})

describe('the topic', () => {
  it('is begun anew when it was deleted and created again', async () => {
    const { topic, offsets, gaps, following } = followed(1, {}, (one) => append(one, 5))
    await until('following', following)
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
    await until('following', following)
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
