import type { KafkaClient } from './kafka/client'

const KEY = 'group.consumer.session.timeout.ms'
/** Rebalances are told without it. */
const DEADLINE_MS = 900

/** Session timeout of members of KIP-848 groups as one broker has it, ms; null where it does not say. Never rejects. */
export async function consumerSessionTimeout(
  kafka: Pick<KafkaClient, 'brokers' | 'describeConfigs'>,
): Promise<number | null> {
  const [broker] = kafka.brokers()
  if (!broker) return null
  const name = String(broker.id)
  try {
    const configs = await kafka.describeConfigs([{ type: 'broker', name, keys: [KEY] }], { timeoutMs: DEADLINE_MS })
    const answer = configs.get(`broker:${name}`)
    const value = Array.isArray(answer) ? answer.find((entry) => entry.name === KEY)?.value : null
    return value == null || !/^\d+$/.test(value) ? null : Number(value)
  } catch {
    return null
  }
}
