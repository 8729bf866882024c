import { VivariumError } from '@/lib/errors'
import { unreadReason } from '@/lib/health/unread-reason'
import type { ClusterModel } from '@/lib/model/cluster'
import { nearestNames } from '@/lib/nearest-names'
import { brokerRows } from '@/lib/rows/broker-row'
import { topicNames } from '@/lib/rows/partition-row'

const NEAREST = 3

/** `not-found` for a topic, naming the nearest that exist; `unreachable` while no topic is known at all. */
export function unknownTopic(model: ClusterModel, name: string, field: string): VivariumError {
  const nearest = nearestNames(name, topicNames(model), NEAREST)
  const hint = nearest.length > 0 ? `nearest: ${nearest.join(', ')}` : 'no topic has a name like it'
  return unknown(model, `there is no topic ${JSON.stringify(name)}`, hint, field)
}

/** `not-found` for a partition of a topic that exists, naming how many it has. */
export function unknownPartition(model: ClusterModel, topic: string, partition: number, count: number): VivariumError {
  const hint = count === 1 ? 'it has one, 0' : `it has ${count}, 0 to ${count - 1}`
  return unknown(model, `topic ${JSON.stringify(topic)} has no partition ${partition}`, hint, 'partition')
}

/** `not-found` for a broker id, naming those that are known; `unreachable` while none is known at all. */
export function unknownBroker(model: ClusterModel, id: number, field: string): VivariumError {
  const ids = brokerRows(model).map((row) => row.id)
  return unknown(model, `there is no broker ${id}`, `known: ${ids.join(', ') || 'none'}`, field)
}

/** Before the first reading nothing can be said not to exist. */
function unknown(model: ClusterModel, message: string, hint: string, field: string): VivariumError {
  const unread = unreadReason(model)
  if (unread === null) return new VivariumError({ code: 'not-found', message, hint, field })
  return new VivariumError({ code: 'unreachable', message: `nothing is known of this cluster yet: ${unread}` })
}
