import { VivariumError } from '../errors'
import type { Controller } from '../model/controller'
import { type Znode, znodeJson } from './znode'

/**
 * `/controller`, formats 1 and 2 (Kafka's ZkData `ControllerZNode`), with `/controller_epoch` (plain integer text):
 * `{"version":2,"brokerid":1,"timestamp":"1763721600000","kraftControllerEpoch":-1}`
 */
export function parseController(controller: Znode, epoch: Znode | null): Controller {
  const json = znodeJson(controller)
  return {
    brokerId: json.integer('brokerid'),
    epoch: epoch === null ? null : parseEpoch(epoch),
    since: controller.stat.ctime,
    sessionId: controller.stat.ephemeralOwner,
    kraftEpoch:
      json.has('kraftControllerEpoch') && json.integer('kraftControllerEpoch') >= 0
        ? json.integer('kraftControllerEpoch')
        : null,
  }
}

function parseEpoch(znode: Znode): number {
  if (!/^\d{1,10}$/.test(znode.data ?? '')) {
    throw new VivariumError({ code: 'invalid', message: `${znode.path} does not hold an epoch` })
  }
  return Number(znode.data)
}
