import { VivariumError } from '../../errors'
import { formatExact } from '../../format'
import { parseController } from '../controller'
import { znodePaths } from '../paths'
import { znodeJson } from '../znode'
import { type FieldWords, folder, type ZnodeFamily } from './family'
import { partitionLinks, partitionsIn } from './partition-list'
import { brokerLinks, capital, count, link, moment, momentWords } from './phrases'

const CONTROLLER_WORDS = new Map<string, FieldWords>([
  ['brokerid', (id) => `Broker ${id} decides who leads which partition.`],
  ['timestamp', momentWords],
  [
    'kraftControllerEpoch',
    (epoch) => (epoch === '-1' ? 'No KRaft controller: ZooKeeper rules.' : 'A KRaft controller rules; its epoch.'),
  ],
  ['version', 'Format of this record.'],
])

/** `/controller` (Kafka's ZkData `ControllerZNode`). */
const controller: ZnodeFamily = {
  name: 'controller',
  path: znodePaths.controller,
  noun: 'The claim of the controller',
  words: CONTROLLER_WORDS,
  says({ znode }) {
    const { brokerId, since, kraftEpoch, sessionId } = parseController(znode, null)
    const removed = 'If it were removed, the brokers would elect another at once.'
    const kraft = `KRaft controller ${brokerId} holds the cluster since ${moment(since)}, in epoch ${kraftEpoch}: it is being moved from ZooKeeper to KRaft.`
    const zookeeper = `Broker ${brokerId} is the controller since ${moment(since)}, as long as session ${sessionId} lives. ${removed}`
    const persistent = `Names broker ${brokerId} as controller since ${moment(since)}, but is persistent: no session ends it. ${removed}`
    return {
      sentence: kraftEpoch !== null ? kraft : sessionId === '0x0' ? persistent : zookeeper,
      links: [
        ...(kraftEpoch === null ? brokerLinks([brokerId]) : []),
        link('Its epoch', { kind: 'znode', path: znodePaths.controllerEpoch }),
      ],
    }
  },
}

/** `/controller_epoch` (Kafka's ZkData `ControllerEpochZNode`): an integer as text, such as `12`. */
const controllerEpoch: ZnodeFamily = {
  name: 'controller-epoch',
  path: znodePaths.controllerEpoch,
  noun: 'The epoch of the controller',
  says({ znode: { data, stat } }) {
    if (!/^\d{1,10}$/.test(data ?? '')) throw new VivariumError({ code: 'invalid', message: 'The data is no epoch' })
    const epoch = Number(data)
    return {
      sentence: `The controller is in epoch ${formatExact(epoch)}: ${count(epoch, 'controller was', 'controllers were')} elected so far, the last at ${moment(stat.mtime)}.`,
      fields: [{ name: 'epoch', value: String(epoch), words: 'Rises with every election; brokers refuse older ones.' }],
      links: [link('The controller', { kind: 'znode', path: znodePaths.controller })],
    }
  },
}

/** `/isr_change_notification/isr_change_N` (Kafka's ZkData `IsrChangeNotificationSequenceZNode`). */
const isrChange: ZnodeFamily = {
  name: 'isr-change',
  path: '/isr_change_notification/*',
  noun: 'A notice of changed in-sync replicas',
  says({ znode }) {
    const partitions = partitionsIn(znode)
    return {
      sentence: `A leader tells the controller that the in-sync replicas of ${count(partitions.length, 'partition')} changed, at ${moment(znode.stat.ctime)}. The controller removes it when it has read it.`,
      links: partitionLinks(partitions),
    }
  },
}

/** `/log_dir_event_notification/log_dir_event_N` (Kafka's ZkData `LogDirEventNotificationSequenceZNode`). */
const logDirEvent: ZnodeFamily = {
  name: 'log-dir-event',
  path: '/log_dir_event_notification/*',
  noun: 'A notice of a failed log directory',
  words: new Map<string, FieldWords>([
    ['event', (event) => (event === '1' ? 'A log directory failed.' : null)],
    ['version', 'Format of this record.'],
  ]),
  says({ znode }) {
    const broker = znodeJson(znode).integer('broker')
    return {
      sentence: `A log directory of broker ${broker} failed at ${moment(znode.stat.ctime)}: its replicas there are offline. The controller removes this notice when it has read it.`,
      links: brokerLinks([broker]),
    }
  },
}

/** The controller, and the notices it reads. */
export const controllerFamilies: readonly ZnodeFamily[] = [
  controller,
  controllerEpoch,
  folder('/isr_change_notification', ({ children }) => ({
    sentence: `${capital(count(children, 'notice'))} of changed in-sync replicas ${children === 1 ? 'waits' : 'wait'} for the controller. Since Kafka 2.7 leaders ask the controller directly, and this stays empty.`,
  })),
  isrChange,
  folder('/log_dir_event_notification', ({ children }) => ({
    sentence: `${capital(count(children, 'notice'))} of failed log directories ${children === 1 ? 'waits' : 'wait'} for the controller.`,
  })),
  logDirEvent,
]
