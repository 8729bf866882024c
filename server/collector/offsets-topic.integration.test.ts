import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { type Cluster, startCluster } from '@/e2e/cluster/cluster'
import { allowOrDeny, createTopics } from '@/e2e/cluster/kafka-admin'
import { kafkaClient } from '@/e2e/cluster/kafkajs-client'
import { until } from '@/e2e/cluster/until'
import { envelope } from '@/lib/api/envelope'
import { groupHistoryAnswer, groupHistoryBody } from '@/lib/api/group-history-answer'
import { groupPartitionRows } from '@/lib/rows/group-partition-row'
import type { ClusterInspector } from '../cluster-inspector'
import { inspectCluster } from '../testing/inspect'

type Consumer = ReturnType<ReturnType<typeof kafkaClient>['consumer']>
type Producer = ReturnType<ReturnType<typeof kafkaClient>['producer']>

/** Between two records of the steady topic, and how long the reader of it takes to commit. */
const EVERY_MS = 100
const BEHIND_MS = 15_000

/** Records with their times, as they were acknowledged. */
interface Written {
  offset: bigint
  at: number
}

describe('groups of Kafka 3.9, with their progress over time', () => {
  let cluster: Cluster
  let inspector: ClusterInspector
  let producer: Producer
  let quick: Consumer
  const timers: NodeJS.Timeout[] = []
  const steady: Written[] = []

  const write = async (topic: string, count: number): Promise<Written[]> => {
    const at = Date.now()
    const messages = Array.from({ length: count }, () => ({ value: 'x', partition: 0, timestamp: String(at) }))
    const [answer] = await producer.send({ topic, messages })
    const first = BigInt(answer?.baseOffset ?? expect.fail('not acknowledged'))
    return messages.map((_, index) => ({ offset: first + BigInt(index), at }))
  }
  const every = (ms: number, act: () => Promise<unknown>) => {
    timers.push(setInterval(() => void act(), ms))
  }
  const committer = async (groupId: string, topic: string) => {
    const consumer = kafkaClient(cluster.bootstrap, groupId).consumer({ groupId })
    await consumer.connect()
    await consumer.subscribe({ topic })
    const joined = new Promise<void>((resolve) => {
      consumer.on(consumer.events.GROUP_JOIN, () => resolve())
    })
    await consumer.run({ autoCommit: false, eachMessage: async () => undefined })
    await joined
    return consumer
  }
  const progress = (id: string) => inspector.model().groupProgress.get(id)
  const recorded = (id: string) => inspector.lag().group(id)
  const committedBy = (id: string) => inspector.model().groupOffsets.get(id)?.topics[0]?.partitions[0]?.offset ?? null

  beforeAll(async () => {
    cluster = await startCluster({
      version: '3.9',
      brokers: 1,
      brokerConfig: {
        'authorizer.class.name': 'kafka.security.authorizer.AclAuthorizer',
        'super.users': '',
        'allow.everyone.if.no.acl.found': 'true',
      },
    })
    await createTopics(cluster, [{ name: 'steady' }, { name: 'burst' }, { name: 'quick' }])
    producer = kafkaClient(cluster.bootstrap).producer()
    await producer.connect()
    inspector = inspectCluster(cluster)
    every(EVERY_MS, async () => steady.push(...(await write('steady', 1))))
  })

  afterAll(async () => {
    for (const timer of timers) clearInterval(timer)
    await Promise.all([producer?.disconnect(), quick?.disconnect()])
    await inspector?.stop()
    await cluster?.stop()
  })

  it('waits for the topic, follows it, and says so', async () => {
    const source = () => inspector.model().source.get('offsets-topic')
    await until('the topic said to be absent', () => source()?.status === 'absent')
    expect(source()?.reason).toMatch(/no group has committed yet/)
    quick = await committer('quick', 'quick')
    await quick.commitOffsets([{ topic: 'quick', partition: 0, offset: '0' }])
    await until('it is followed', () => source()?.status === 'live', 40_000)
    expect(source()?.reason).toBeNull()
  })

  it('has each commit in the model as soon as it is written, and no lag is ever negative', async () => {
    await until('the group', () => committedBy('quick') !== null)
    const negative: string[] = []
    const delays: number[] = []
    for (let round = 1; round <= 40; round += 1) {
      const [{ offset } = expect.fail('nothing written')] = await write('quick', 1)
      const startedAt = Date.now()
      await quick.commitOffsets([{ topic: 'quick', partition: 0, offset: String(offset + 1n) }])
      await until('the commit', () => {
        const model = inspector.model()
        for (const { lag, lagReason } of groupPartitionRows(model, undefined, model.groupOffsets.get('quick')))
          if (lag === null) negative.push(lagReason ?? '')
        return committedBy('quick') === String(offset + 1n)
      })
      delays.push(Date.now() - startedAt)
    }
    delays.sort((a, b) => a - b)
    const at = (share: number) => delays[Math.floor(delays.length * share)] ?? 0
    console.warn(`from commit to model p50 ${at(0.5)} ms, p95 ${at(0.95)} ms, most ${delays.at(-1)} ms`)
    expect(negative).toEqual([])
  }, 60_000)

  it('tells the age of the first unread record as its timestamp does', async () => {
    const consumer = await committer('slow', 'steady')
    const bursty = await committer('bursty', 'burst')
    try {
      await bursty.commitOffsets([{ topic: 'burst', partition: 0, offset: '0' }])
      // Commits what was written fifteen seconds ago, every second: it stays that far behind.
      const behind = () => steady.find(({ at }) => at >= Date.now() - BEHIND_MS)
      const commit = () => {
        const next = behind()
        return next
          ? consumer.commitOffsets([{ topic: 'steady', partition: 0, offset: String(next.offset) }])
          : Promise.resolve()
      }
      await commit()
      every(1_000, commit)
      await until('both groups', () => recorded('slow') && recorded('bursty'))
      await until('half a minute of history', () => (recorded('slow')?.samples.length ?? 0) >= 4, 60_000)
      const errors: number[] = []
      const measure = () => {
        const committed = BigInt(committedBy('slow') ?? -1)
        const written = steady.find(({ offset }) => offset === committed)
        const told = recorded('slow')?.partitions[0]
        if (!written || told?.timeLagMs == null || told.timeLagSource !== 'interpolated') return
        errors.push(Math.abs(told.timeLagMs - (Date.now() - written.at)))
      }
      const measuring = setInterval(measure, 250)
      timers.push(measuring)
      await until('enough measured', () => errors.length >= 60, 60_000)
      clearInterval(measuring)
      errors.sort((a, b) => a - b)
      const at = (share: number) => errors[Math.floor(errors.length * share)] ?? 0
      console.warn(
        `steady, 15 s behind: time lag wrong by p50 ${at(0.5)} ms, p95 ${at(0.95)} ms, most ${errors.at(-1)} ms`,
      )
      expect(at(0.5)).toBeLessThan(1_000)
      expect(progress('slow')).toMatchObject({ timeLagSource: 'interpolated', timeLagReason: null })

      const [first = expect.fail('nothing written')] = await write('burst', 500)
      await until('the burst seen', () => recorded('bursty')?.partitions[0]?.lag === '500', 15_000)
      const told = recorded('bursty')?.partitions[0]
      const wrong = (told?.timeLagMs ?? Number.NaN) - (Date.now() - first.at)
      console.warn(`burst of 500: time lag ${told?.timeLagMs} ms, wrong by ${wrong} ms`)
      expect(told?.timeLagSource).toBe('interpolated')
      // The log is read every five seconds where nobody commits: the burst is somewhere in between.
      expect(Math.abs(wrong)).toBeLessThan(6_000)
    } finally {
      for (const timer of timers.splice(1)) clearInterval(timer)
      await Promise.all([consumer.disconnect(), bursty.disconnect()])
    }
  }, 180_000)

  it('sees a group stop: its lag grows, and its verdict becomes STOP', async () => {
    const rates = () => recorded('slow')?.partitions[0]
    await until('the verdict', () => progress('slow')?.verdict === 'STOP', 150_000)
    expect(progress('slow')?.sentence).toMatch(/^steady-0: It has committed nothing for/)
    expect(progress('slow')?.lagPerMinute ?? 0).toBeGreaterThan(0)
    expect(rates()?.producedPerSecond ?? 0).toBeGreaterThan(5)
    expect(rates()?.producedPerSecond ?? 0).toBeLessThan(11)
    expect(rates()?.lossInMs ?? 0).toBeGreaterThan(0)
    console.warn(JSON.stringify({ ...progress('slow'), evidence: rates()?.evidence }))
    const head = envelope(inspector.model(), 1, Date.now())
    const body = groupHistoryBody('slow', recorded('slow'), inspector.lag().cost())
    const answer = groupHistoryAnswer.parse(JSON.parse(JSON.stringify({ ...head, ...body })))
    expect(answer.partitions).toMatchObject([{ topic: 'steady', partition: 0, verdict: 'stop' }])
    const { totalLag, producedPerSecond, consumedPerSecond } = answer.series
    expect(Number(totalLag.at(-1))).toBeGreaterThan(Number(totalLag[2]))
    expect(producedPerSecond.at(-1)).toBeGreaterThan(5)
    expect(consumedPerSecond.at(-1)).toBe(0)
    expect(recorded('no such group')).toBeNull()
  }, 160_000)

  it('goes by polling where the topic may not be read, and says why', async () => {
    await allowOrDeny(cluster, [
      { principal: 'User:*', operation: 'READ', on: 'TOPIC', name: '__consumer_offsets', deny: true },
      { principal: 'User:*', operation: 'DESCRIBE', on: 'TOPIC', name: '__consumer_offsets' },
    ])
    const blind = inspectCluster(cluster)
    try {
      const source = () => blind.model().source.get('offsets-topic')
      await until('the refusal', () => source()?.status === 'absent', 40_000)
      expect(source()?.reason).toMatch(/TOPIC_AUTHORIZATION_FAILED.*READ on TOPIC __consumer_offsets needed/)
      const seen = () => blind.lag().group('quick')?.partitions[0]
      await until('the group', () => seen()?.timeLagMs === 0, 20_000)
      const [{ offset } = expect.fail('nothing written')] = await write('quick', 3)
      await until('lag by polling', () => seen()?.lag === '3', 15_000)
      await quick.commitOffsets([{ topic: 'quick', partition: 0, offset: String(offset + 1n) }])
      await until('the commit by polling', () => seen()?.lag === '2' && seen()?.lastCommitAt, 15_000)
      expect(seen()?.lastCommitReason).toMatch(/polling only.*__consumer_offsets is not followed/)
      expect(seen()?.timeLagMs).toBeGreaterThan(0)
    } finally {
      await blind.stop()
    }
  }, 90_000)
})
