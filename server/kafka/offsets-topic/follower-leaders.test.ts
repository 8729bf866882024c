import { afterEach, describe, expect, it } from 'vitest'
import { until } from '@/e2e/cluster/until'
import { TRANSACTIONAL } from '@/lib/records/record-batch.fixture'
import { append, followed, stopFollowers } from './followed-topic.fixture'
import type { PretendedTopic } from './offsets-topic.fixture'

const outOfRange = { code: 1, name: 'OFFSET_OUT_OF_RANGE', message: null }
afterEach(stopFollowers)

describe('a log that was cut', () => {
  it('at its old end: goes on where it begins now', async () => {
    const { topic, gaps, offsets, following } = followed(1, {}, (one) => append(one))
    await until('following', following)
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
    await until('following', all.following)
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
    await until('following', following)
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
    await until('following', following)
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
    await until('following', following)
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
    await until('following', following)
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
