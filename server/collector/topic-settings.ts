import { VivariumError } from '@/lib/errors'
import type { Patch } from '@/lib/model/patch'
import type { TopicSettings } from '@/lib/model/topic'
import { topicNames } from '@/lib/rows/partition-row'
import type { KafkaClient } from '../kafka/client'
import { isDenied } from '../kafka/item-error'
import type { LiveModel } from '../model/cluster-model'

const KEYS = ['min.insync.replicas', 'retention.ms', 'cleanup.policy', 'unclean.leader.election.enable']
/** Topics asked for in one request, so that one answer stays small. */
const BATCH = 500

type Described = Awaited<ReturnType<KafkaClient['describeConfigs']>> extends Map<string, infer V> ? V : never

/** The few settings that lists and verdicts need, of every topic. */
export class TopicSettingsCollector {
  private readonly kafka: Pick<KafkaClient, 'describeConfigs'>
  private readonly model: LiveModel

  constructor(kafka: Pick<KafkaClient, 'describeConfigs'>, model: LiveModel) {
    this.kafka = kafka
    this.model = model
  }

  /** Rejects where some topics were refused, so that it is tried again soon; what was answered is kept. */
  async read(signal: AbortSignal): Promise<void> {
    let refused: string | null = null
    const names = topicNames(this.model.current)
    for (let from = 0; from < names.length; from += BATCH) {
      const batch = names.slice(from, from + BATCH)
      const answers = await this.kafka.describeConfigs(
        batch.map((name) => ({ type: 'topic', name, keys: KEYS })),
        { signal },
      )
      const at = Date.now()
      const patches = batch.flatMap((name): Patch[] => {
        const answer = answers.get(`topic:${name}`)
        if (answer && !Array.isArray(answer) && !isDenied(answer.error))
          refused = `${name}: ${answer.error.message ?? answer.error.name}`
        return answer
          ? [
              {
                op: 'put',
                kind: 'topicSettings',
                key: name,
                value: settings(name, answer),
                source: 'topic-settings',
                at,
              },
            ]
          : []
      })
      this.model.write(patches)
    }
    if (refused !== null) throw new VivariumError({ code: 'unreachable', message: refused })
  }
}

function settings(name: string, answer: Described): TopicSettings {
  if (!Array.isArray(answer)) {
    const { name: code, message } = answer.error
    const unknown = {
      minInsyncReplicas: null,
      retentionMs: null,
      cleanupPolicy: null,
      uncleanLeaderElection: null,
      overrides: 0,
    }
    return { name, ...unknown, error: message ? `${code}: ${message}` : code }
  }
  const value = (key: string): string | null => answer.find((entry) => entry.name === key)?.value ?? null
  const min = value('min.insync.replicas')
  const unclean = value('unclean.leader.election.enable')
  return {
    name,
    minInsyncReplicas: min === null ? null : Number(min),
    retentionMs: value('retention.ms'),
    cleanupPolicy: value('cleanup.policy'),
    uncleanLeaderElection: unclean === null ? null : unclean === 'true',
    overrides: answer.filter((entry) => entry.source === 'DYNAMIC_TOPIC_CONFIG').length,
    error: null,
  }
}
