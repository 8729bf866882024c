import { VivariumError } from '@/lib/errors'
import { groupsUnreadReason } from '@/lib/health/groups-verdict'
import { unreadReason } from '@/lib/health/unread-reason'
import type { ClusterModel } from '@/lib/model/cluster'
import { nearestNames } from '@/lib/nearest-names'
import { brokerRows } from '@/lib/rows/broker-row'
import { groupIds } from '@/lib/rows/group-sources'
import { topicNames } from '@/lib/rows/partition-row'

const NEAREST = 3
/** Nobody mistypes an id longer than this, and comparing endless ones costs their product. */
const COMPARABLE = 249

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

/** `not-found` for a group, naming the nearest that exist; `unreachable` while no group was ever listed. */
export function unknownGroup(model: ClusterModel, id: string, field: string): VivariumError {
  const ids = groupIds(model).filter((one) => one.length <= COMPARABLE)
  const nearest = id.length > COMPARABLE ? [] : nearestNames(id, ids, NEAREST)
  const hint =
    nearest.length > 0
      ? `nearest: ${nearest.map((one) => JSON.stringify(one)).join(', ')}`
      : 'no group has an id like it'
  const shown = id.length > COMPARABLE ? `${id.slice(0, COMPARABLE)}…` : id
  return unknown(model, `there is no group ${JSON.stringify(shown)}`, hint, field, groupsUnreadReason(model))
}

/** Before the first reading nothing can be said not to exist. */
function unknown(
  model: ClusterModel,
  message: string,
  hint: string,
  field: string,
  unread = unreadReason(model),
): VivariumError {
  if (unread === null) return new VivariumError({ code: 'not-found', message, hint, field })
  return new VivariumError({ code: 'unreachable', message: `nothing is known of this cluster yet: ${unread}` })
}
