import { errorMessage } from '@/lib/errors'
import type { ConfigAnswer, ConfigEntry, ConfigSource } from '@/lib/views/config-entry'
import type { KafkaClient } from './kafka/client'

type Described = Awaited<ReturnType<KafkaClient['describeConfigs']>> extends Map<string, infer V> ? V : never
type KafkaEntry = Extract<Described, readonly unknown[]>[number]

/** A page must not wait longer for a broker that does not answer. */
const DEADLINE_MS = 900

const SOURCES: Record<KafkaEntry['source'], ConfigSource> = {
  UNKNOWN: 'unknown',
  DYNAMIC_TOPIC_CONFIG: 'topic',
  DYNAMIC_BROKER_CONFIG: 'dynamic-broker',
  DYNAMIC_DEFAULT_BROKER_CONFIG: 'dynamic-default-broker',
  STATIC_BROKER_CONFIG: 'static-broker',
  DEFAULT_CONFIG: 'default',
  DYNAMIC_BROKER_LOGGER_CONFIG: 'dynamic-broker-logger',
  CLIENT_METRICS_CONFIG: 'client-metrics',
  GROUP_CONFIG: 'group',
}

/** Every configuration key of a topic or broker with value, source and default, or why it cannot be read; never rejects. */
export async function resourceConfig(
  kafka: KafkaClient,
  type: 'topic' | 'broker',
  name: string,
): Promise<ConfigAnswer> {
  try {
    const answers = await kafka.describeConfigs([{ type, name }], { documentation: true, timeoutMs: DEADLINE_MS })
    const answer = answers.get(`${type}:${name}`)
    if (!answer) return { entries: null, error: 'the broker did not answer for it' }
    if (!Array.isArray(answer)) return { entries: null, error: answer.error.message ?? answer.error.name }
    return { entries: answer.map(entry).sort((a, b) => (a.name < b.name ? -1 : 1)), error: null }
  } catch (error) {
    return { entries: null, error: errorMessage(error) }
  }
}

function entry(kafka: KafkaEntry): ConfigEntry {
  const own = SOURCES[kafka.source]
  const inherited = kafka.synonyms.find((one) => SOURCES[one.source] !== own)
  return {
    name: kafka.name,
    value: kafka.sensitive ? null : kafka.value,
    source: own,
    default: kafka.sensitive ? null : own === 'default' ? kafka.value : (inherited?.value ?? null),
    type: kafka.type === 'UNKNOWN' ? null : kafka.type.toLowerCase(),
    readOnly: kafka.readOnly,
    sensitive: kafka.sensitive,
    documentation: kafka.documentation === null ? null : plain(kafka.documentation),
  }
}

/** Kafka's documentation is HTML; pages show text. */
function plain(html: string): string {
  return html
    .replace(/<li>/gi, ' – ')
    .replace(/<[^>]*>/g, '')
    .replace(/&lt;/g, '<')
    .replace(/&gt;/g, '>')
    .replace(/&quot;/g, '"')
    .replace(/&amp;/g, '&')
    .replace(/\s+/g, ' ')
    .trim()
}
