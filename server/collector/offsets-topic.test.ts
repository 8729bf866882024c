import { afterEach, describe, expect, it } from 'vitest'
import { append } from '../kafka/offsets-topic/followed-topic.fixture'
import { PretendedTopic } from '../kafka/offsets-topic/offsets-topic.fixture'
import type { OffsetsTopicBatch } from '../kafka/offsets-topic/offsets-topic-batch'
import { LiveModel } from '../model/cluster-model'
import { OffsetsTopicCollector } from './offsets-topic'
import { SourceReporter } from './source-reporter'

const endings: (() => unknown)[] = []
afterEach(async () => {
  await Promise.all(endings.splice(0).map((end) => end()))
})

/** A collector of a pretended topic of one partition, with the rounds it asked for (ms of the process). */
function collecting(prepare: (topic: PretendedTopic) => void = () => {}, exists = () => true) {
  const topic = new PretendedTopic()
  topic.partitions.set(0, { leader: 1, leaderEpoch: 4, start: 0n, batches: [] })
  prepare(topic)
  const model = new LiveModel()
  const reporter = new SourceReporter(model)
  const rounds: { at: number; ids: string[] }[] = []
  const heard: OffsetsTopicBatch[] = []
  let atOnce = 0
  let known: string | null = null
  const offsets = {
    touched: async (ids: ReadonlySet<string>) => {
      atOnce += 1
      expect(atOnce).toBe(1)
      rounds.push({ at: performance.now(), ids: [...ids] })
      await new Promise((resolve) => setTimeout(resolve, 20))
      atOnce -= 1
      return 4
    },
  }
  const listeners = [{ take: (batch: OffsetsTopicBatch) => heard.push(batch) }]
  const collector = new OffsetsTopicCollector(topic, {
    exists,
    committed: () => known,
    offsets,
    reporter,
    listeners,
    log: expect.unreachable,
  })
  endings.push(
    () => collector.stop(),
    () => reporter.stop(),
    () => model.close(),
  )
  collector.start()
  return {
    ...{ topic, collector, rounds, heard },
    setCommitted(offset: string) {
      known = offset
    },
    source: () => model.current.source.get('offsets-topic'),
  }
}

const until = (ask: () => boolean | undefined) => expect.poll(ask, { interval: 5, timeout: 5_000 }).toBe(true)

describe('OffsetsTopicCollector', () => {
  it('has the groups of a burst of commits read in one round, and the next a quarter of a second later', async () => {
    const { topic, rounds, heard, source } = collecting((one) => append(one, 5))
    await until(() => source()?.status === 'live')
    expect(rounds).toEqual([])
    append(topic, 3)
    append(topic, 2)
    await until(() => rounds.length === 1)
    append(topic, 1)
    append(topic, 1)
    await until(() => rounds.length === 2)
    expect(rounds.map(({ ids }) => ids)).toEqual([['g'], ['g']])
    expect((rounds[1]?.at ?? 0) - (rounds[0]?.at ?? 0)).toBeGreaterThanOrEqual(249)
    await until(() => heard.flatMap(({ records }) => records).length === 12)
  })

  it('has nothing read for a commit of what is committed already', async () => {
    const { topic, rounds, heard, source, setCommitted } = collecting()
    await until(() => source()?.status === 'live')
    setCommitted('0')
    append(topic, 1)
    await until(() => heard.some(({ records }) => records.length > 0))
    // A round would have begun by then.
    const heardAt = performance.now()
    await until(() => performance.now() - heardAt > 100)
    expect(rounds).toEqual([])
    append(topic, 2)
    await until(() => rounds.length === 1)
    expect(heard.flatMap(({ records }) => records)).toHaveLength(3)
  })

  it('says that the topic does not exist yet, and follows it when it does', async () => {
    const { topic, source } = collecting((one) => {
      one.error = 3
      one.partitions.clear()
    })
    await until(() => source()?.status === 'absent')
    expect(source()?.reason).toMatch(/no group has committed yet/)
    topic.error = null
    topic.partitions.set(0, { leader: 1, leaderEpoch: 0, start: 0n, batches: [] })
    await until(() => source()?.status === 'live')
    expect(source()?.reason).toBeNull()
  })

  it('asks nothing of a topic that is not known to exist, since that would create it on old brokers', async () => {
    let there = false
    let asked = 0
    const { collector, source } = collecting(
      (topic) => {
        const { metadata } = topic
        topic.metadata = (...call) => {
          asked += 1
          return metadata(...call)
        }
      },
      () => there,
    )
    await until(() => source()?.status === 'absent')
    collector.look()
    expect([asked, source()?.reason]).toEqual([0, expect.stringMatching(/^no group has committed yet/)])
    there = true
    collector.look()
    await until(() => source()?.status === 'live')
    expect(asked).toBeGreaterThan(0)
  })

  it.each([
    ['absent', 29, /1 of 1 partitions: TOPIC_AUTHORIZATION_FAILED.*READ on TOPIC __consumer_offsets needed/],
    ['down', 56, /1 of 1 partitions cannot be followed: .*KAFKA_STORAGE_ERROR/],
  ])('is %s for error %d, with the reason', async (status, error, reason) => {
    const { source } = collecting((topic) => {
      append(topic)
      const one = topic.partitions.get(0)
      if (one) one.error = error
    })
    await until(() => source()?.status === status)
    expect(source()?.reason).toMatch(reason)
  })

  it('says so when it cannot be seen at all', async () => {
    const { source } = collecting((topic) => {
      topic.error = 29
    })
    await until(() => source()?.status === 'absent')
    expect(source()?.reason).toMatch(/DESCRIBE and READ on TOPIC __consumer_offsets needed/)
  })
})
