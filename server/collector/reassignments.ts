import { partitionKey } from '@/lib/model/partition'
import type { Patch } from '@/lib/model/patch'
import type { KafkaClient } from '../kafka/client'
import type { LiveModel } from '../model/cluster-model'

/** The partitions on the move, as the controller lists them. */
export class ReassignmentCollector {
  private readonly kafka: Pick<KafkaClient, 'listPartitionReassignments'>
  private readonly model: LiveModel

  constructor(kafka: Pick<KafkaClient, 'listPartitionReassignments'>, model: LiveModel) {
    this.kafka = kafka
    this.model = model
  }

  async read(signal: AbortSignal): Promise<void> {
    const moves = await this.kafka.listPartitionReassignments({ signal })
    const at = Date.now()
    const stamp = { source: 'reassignments', at }
    const known = this.model.current.reassignment
    const keys = new Set(moves.map((move) => partitionKey(move.topic, move.partition)))
    const puts = moves.map((move): Patch => {
      const key = partitionKey(move.topic, move.partition)
      return {
        op: 'put',
        kind: 'reassignment',
        key,
        value: { ...move, firstSeenAt: known.get(key)?.firstSeenAt ?? at },
        ...stamp,
      }
    })
    const gone = [...known.keys()].filter((key) => !keys.has(key))
    this.model.write([...puts, ...gone.map((key): Patch => ({ op: 'remove', kind: 'reassignment', key, ...stamp }))])
  }
}
