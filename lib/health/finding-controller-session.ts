import { type ClusterModel, SINGLE } from '../model/cluster'
import { znodePaths } from '../znodes/paths'
import type { Finding } from './finding'

/**
 * The controller's znode held by another session than its broker's own: that broker has registered anew, and until the
 * older session expires nobody acts as controller. null when both are the same, or one of them is not there.
 */
export function controllerSessionFinding(model: ClusterModel): Finding | null {
  const controller = model.controller.get(SINGLE)
  if (!controller || controller.sessionId === '0x0') return null
  const { brokerId, sessionId, since } = controller
  const registration = model.registration.get(String(brokerId))
  if (!registration || registration.sessionId === sessionId) return null
  const readAt = model.source.get('zookeeper')?.lastOkAt ?? null
  const { registeredAt } = registration
  return {
    kind: 'controller-session',
    subject: 'controller',
    since: Math.max(registeredAt, since),
    sentence: `broker ${brokerId} is controller under an older ZooKeeper session than its own: nobody acts as controller`,
    sources: [
      {
        name: 'zookeeper',
        value: `held by session ${sessionId}`,
        znode: znodePaths.controller,
        changedAt: since,
        readAt,
      },
      {
        name: 'zookeeper',
        value: `broker ${brokerId} has session ${registration.sessionId}`,
        znode: znodePaths.brokerId(brokerId),
        changedAt: registeredAt,
        readAt,
      },
    ],
  }
}
