import { CompressionTypes, type Producer } from 'kafkajs'
import type { Cluster } from '@/e2e/cluster/cluster'
import type { KeptTool } from '@/e2e/cluster/kafka-tools'
import { kafkaClient } from '@/e2e/cluster/kafkajs-client'
import { type SeededRandom, seededRandom } from './seeded-random'
import type { GeneratedRecord, TopicPlan } from './topic-plan'

const TICK_MS = 1_000

/** Something that runs until it is stopped. */
export interface Running {
  stop(): Promise<void>
}

interface Outlet {
  plan: TopicPlan
  random: SeededRandom
  /** Records made so far, and the fraction of one that the last tick left. */
  made: number
  owed: number
  send: (records: GeneratedRecord[]) => Promise<void>
  sending: boolean
  failing: boolean
}

/**
 * Writes to all topics, once a second each, `rate` records a second altogether. A topic that cannot be written is
 * reported once and tried again; what could not be sent is dropped, as a live source would.
 */
export async function startProducing(
  cluster: Cluster,
  plans: readonly TopicPlan[],
  rate: number,
  onProgress: (line: string) => void,
): Promise<Running> {
  const replicated = await connected(cluster, 'shop')
  // kafkajs cannot write to any topic it has ever asked about while one of them has no leader, which one replica easily
  // comes to: such topics get a client of their own.
  const single = await connected(cluster, 'collector')
  const javaTools: KeptTool[] = []

  const outlets = plans.map((plan): Outlet => {
    const base = { plan, random: seededRandom(plan.name), made: 0, owed: 0, sending: false, failing: false }
    if (plan.producer === 'kafkajs') {
      const producer = plan.replicationFactor > 1 ? replicated : single
      return { ...base, send: (records) => sendWith(producer, plan, records) }
    }
    const tool = cluster.cli.keep('console-producer', consoleProducerArguments(plan), `producer-${plan.name}`)
    javaTools.push(tool)
    return { ...base, send: (records) => printTo(tool, plan, records) }
  })

  async function emit(outlet: Outlet): Promise<void> {
    outlet.owed += (outlet.plan.share * rate * TICK_MS) / 1_000
    const count = Math.floor(outlet.owed)
    outlet.owed -= count
    const records = Array.from({ length: count }, () => outlet.plan.record(outlet.random, outlet.made++))
    if (outlet.sending || count === 0) return
    outlet.sending = true
    try {
      await outlet.send(records)
      if (outlet.failing) onProgress(`${outlet.plan.name} is written again`)
      outlet.failing = false
    } catch (error) {
      if (!outlet.failing) onProgress(`${outlet.plan.name} cannot be written: ${(error as Error).message}`)
      outlet.failing = true
    } finally {
      outlet.sending = false
    }
  }

  const timer = setInterval(() => {
    for (const outlet of outlets) void emit(outlet)
  }, TICK_MS)

  return {
    async stop() {
      clearInterval(timer)
      for (const tool of javaTools) tool.stdin.end()
      await Promise.all([
        ...javaTools.map((tool) => tool.stop()),
        ...[replicated, single].map((producer) => producer.disconnect()),
      ])
    },
  }
}

async function connected(cluster: Cluster, clientId: string): Promise<Producer> {
  const producer = kafkaClient(cluster.bootstrap, clientId).producer({ allowAutoTopicCreation: false })
  await producer.connect()
  return producer
}

async function sendWith(producer: Producer, plan: TopicPlan, messages: GeneratedRecord[]): Promise<void> {
  const compression = plan.codec === 'gzip' ? CompressionTypes.GZIP : CompressionTypes.None
  await producer.send({ topic: plan.name, messages, compression })
}

function consoleProducerArguments({ name, codec }: TopicPlan): string[] {
  const settings = ['linger.ms=500', `client.id=java-${name}`, 'buffer.memory=4194304']
  const reading = ['parse.key=true', 'key.separator=\t']
  return [
    ...['--topic', name, '--compression-codec', codec],
    ...settings.flatMap((setting) => ['--producer-property', setting]),
    ...reading.flatMap((setting) => ['--property', setting]),
  ]
}

async function printTo(tool: KeptTool, plan: TopicPlan, records: GeneratedRecord[]): Promise<void> {
  if (!tool.running) throw new Error(`the console producer has ended, see producer-${plan.name}.log`)
  tool.stdin.write(records.map(({ key, value }) => `${key ?? ''}\t${value ?? ''}\n`).join(''))
}
