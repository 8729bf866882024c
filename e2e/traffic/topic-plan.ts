import type { SeededRandom } from './seeded-random'

/** One record as the generator makes it. */
export interface GeneratedRecord {
  key: string | null
  /** Null is a tombstone. */
  value: string | null
  headers?: Record<string, string>
}

/** A topic of the demo and the records that go into it. */
export interface TopicPlan {
  name: string
  partitions: number
  /** Lowered to the number of brokers. */
  replicationFactor: number
  config: Record<string, string>
  /** Part of the whole rate; the parts add up to 1. */
  share: number
  /** Kafka's own console producer writes where kafkajs lacks the codec, and for the sake of a Java client. */
  producer: 'kafkajs' | 'java'
  /** As sent; topics with `compression.type` are packed anew by the broker. */
  codec: 'none' | 'gzip' | 'lz4'
  record: (random: SeededRandom, count: number) => GeneratedRecord
}

const pick = (random: SeededRandom, from: number) => Math.floor(random() * from)
/** A few customers order most. */
const customer = (random: SeededRandom) => `customer-${String(pick(random, 400 * random())).padStart(4, '0')}`
const money = (random: SeededRandom) => (5 + random() * 195).toFixed(2)
const trace = (random: SeededRandom) =>
  pick(random, 2 ** 32)
    .toString(16)
    .padStart(8, '0')
const json = (value: Record<string, unknown>) => JSON.stringify(value)

const YEAR_MS = 365 * 24 * 3_600_000

/**
 * A shop: what it sells, what it is paid, what it counts. Every codec occurs; snappy and zstd by the broker, which
 * stores what it gets in the codec the topic asks for.
 */
export const topicPlans: readonly TopicPlan[] = [
  {
    name: 'orders.created',
    partitions: 12,
    replicationFactor: 3,
    config: { 'min.insync.replicas': '2' },
    share: 0.25,
    producer: 'kafkajs',
    codec: 'none',
    record: (random, count) => {
      const key = customer(random)
      return {
        key,
        value: json({ orderId: `o-${count}`, customer: key, items: 1 + pick(random, 6), total: money(random) }),
        headers: { 'trace-id': trace(random), source: 'web' },
      }
    },
  },
  {
    name: 'payments.authorized',
    partitions: 6,
    replicationFactor: 3,
    config: { 'min.insync.replicas': '2' },
    share: 0.2,
    producer: 'kafkajs',
    codec: 'gzip',
    record: (random, count) => ({
      key: customer(random),
      value: json({ paymentId: `p-${count}`, amount: money(random), currency: 'EUR', card: pick(random, 10_000) }),
      headers: { 'trace-id': trace(random) },
    }),
  },
  {
    name: 'ledger.entries',
    partitions: 4,
    replicationFactor: 3,
    config: { 'cleanup.policy': 'compact', 'segment.ms': '120000', 'min.cleanable.dirty.ratio': '0.1' },
    share: 0.1,
    producer: 'kafkajs',
    codec: 'none',
    record: (random) => ({
      key: `account-${pick(random, 50)}`,
      value: random() < 0.05 ? null : json({ balance: money(random) }),
    }),
  },
  {
    name: 'inventory.reserved',
    partitions: 6,
    replicationFactor: 3,
    config: { 'compression.type': 'snappy' },
    share: 0.1,
    producer: 'kafkajs',
    codec: 'none',
    record: (random) => ({
      key: `sku-${pick(random, 200)}`,
      value: json({ warehouse: pick(random, 3), quantity: 1 + pick(random, 4) }),
    }),
  },
  {
    name: 'metrics.raw',
    partitions: 3,
    replicationFactor: 1,
    config: { 'retention.ms': '3600000', 'retention.bytes': '16777216' },
    share: 0.2,
    producer: 'kafkajs',
    codec: 'none',
    record: (random, count) => ({ key: null, value: `checkout.latency ${pick(random, 250)} seq=${count}` }),
  },
  {
    name: 'audit.log',
    partitions: 3,
    replicationFactor: 3,
    config: { 'retention.ms': String(YEAR_MS), 'min.insync.replicas': '2' },
    share: 0.05,
    producer: 'java',
    codec: 'lz4',
    record: (random, count) => ({
      key: `operator-${pick(random, 5)}`,
      value: json({ action: ['login', 'refund', 'export'][pick(random, 3)], entry: count }),
    }),
  },
  {
    name: 'cart.events',
    partitions: 6,
    replicationFactor: 2,
    config: { 'compression.type': 'zstd' },
    share: 0.1,
    producer: 'kafkajs',
    codec: 'none',
    record: (random) => ({
      key: customer(random),
      value: json({ event: random() < 0.7 ? 'added' : 'removed', sku: `sku-${pick(random, 200)}` }),
    }),
  },
]
