import { type ClusterModel, SINGLE } from '../model/cluster'
import { znodePaths } from '../znodes/paths'
import type { Finding } from './finding'
import { type FindingTimes, GRACE_MS } from './finding-times'

/** Brokers that only one side knows, that do not answer although both know them, and another controller than named. */
export function brokerFindings(model: ClusterModel, times: FindingTimes): Finding[] {
  return [
    ...controllers(model, times),
    ...unlisted(model, times),
    ...unregistered(model, times),
    ...silent(model, times),
  ]
}

function controllers(model: ClusterModel, { zookeeperAt, metadataAt }: FindingTimes): Finding[] {
  const controller = model.controller.get(SINGLE)
  const told = model.facts.get(SINGLE)?.controllerId ?? null
  if (!controller || told === null || metadataAt === null || controller.brokerId === told) return []
  // During a migration the controller is a KRaft one, whom the brokers do not name.
  if ((controller.kraftEpoch ?? -1) >= 0 || metadataAt - controller.since < GRACE_MS) return []
  const { brokerId, since } = controller
  const znode = znodePaths.controller
  return [
    {
      kind: 'controller',
      subject: 'controller',
      since,
      sentence: `ZooKeeper names broker ${brokerId} as controller, the brokers name ${told}`,
      sources: [
        { name: 'zookeeper', value: String(brokerId), znode, changedAt: since, readAt: zookeeperAt },
        { name: 'metadata', value: String(told), znode: null, changedAt: null, readAt: metadataAt },
      ],
    },
  ]
}

/** Registered in ZooKeeper, unknown to the brokers. */
function unlisted(model: ClusterModel, { zookeeperAt, metadataAt }: FindingTimes): Finding[] {
  if (metadataAt === null) return []
  return [...model.registration.values()].flatMap(({ id, sessionId, registeredAt }): Finding[] => {
    if (model.advertised.has(String(id)) || metadataAt - registeredAt < GRACE_MS) return []
    const value = `registered, session ${sessionId}`
    const znode = znodePaths.brokerId(id)
    return [
      {
        kind: 'broker-registration',
        subject: `broker:${id}`,
        since: registeredAt,
        sentence: `broker ${id} is registered in ZooKeeper, but the brokers do not list it`,
        sources: [
          { name: 'zookeeper', value, znode, changedAt: registeredAt, readAt: zookeeperAt },
          { name: 'metadata', value: 'not listed', znode: null, changedAt: null, readAt: metadataAt },
        ],
      },
    ]
  })
}

/** Listed by the brokers, gone from ZooKeeper. */
function unregistered(model: ClusterModel, { zookeeperAt, metadataAt }: FindingTimes): Finding[] {
  if (metadataAt === null) return []
  return [...model.advertised.values()].flatMap(({ id }): Finding[] => {
    const left = model.departure.get(String(id))?.leftAt
    if (left === undefined || model.registration.has(String(id)) || metadataAt - left < GRACE_MS) return []
    const znode = znodePaths.brokerIds
    return [
      {
        kind: 'broker-registration',
        subject: `broker:${id}`,
        since: left,
        sentence: `the brokers still list broker ${id}, which ZooKeeper does not know any more`,
        sources: [
          { name: 'zookeeper', value: 'not registered', znode, changedAt: left, readAt: zookeeperAt },
          { name: 'metadata', value: 'listed', znode: null, changedAt: null, readAt: metadataAt },
        ],
      },
    ]
  })
}

/** What ZooKeeper calls alive does not answer us. */
function silent(model: ClusterModel, { zookeeperAt, now }: FindingTimes): Finding[] {
  return [...model.registration.values()].flatMap(({ id, sessionId, registeredAt }): Finding[] => {
    const probe = model.probe.get(String(id))
    if (probe?.status !== 'not-answering' || now - probe.since < GRACE_MS) return []
    const value = `registered, session ${sessionId}`
    const readAt = model.source.get('probes')?.lastOkAt ?? null
    const znode = znodePaths.brokerId(id)
    return [
      {
        kind: 'broker-silent',
        subject: `broker:${id}`,
        since: probe.since,
        sentence: `broker ${id} is registered in ZooKeeper and does not answer us`,
        sources: [
          { name: 'zookeeper', value, znode, changedAt: registeredAt, readAt: zookeeperAt },
          { name: 'probes', value: probe.reason ?? 'no answer', znode: null, changedAt: probe.since, readAt },
        ],
      },
    ]
  })
}

/** Where no ZooKeeper says who is alive: listed by the brokers, and silent to us. */
export function silentListedFindings(model: ClusterModel): Finding[] {
  const metadataAt = model.source.get('metadata')?.lastOkAt ?? null
  if (metadataAt === null) return []
  const probesAt = model.source.get('probes')?.lastOkAt ?? null
  return [...model.advertised.values()].flatMap(({ id }): Finding[] => {
    const probe = model.probe.get(String(id))
    if (probe?.status !== 'not-answering' || metadataAt - probe.since < GRACE_MS) return []
    return [
      {
        kind: 'broker-silent',
        subject: `broker:${id}`,
        since: probe.since,
        sentence: `the brokers list broker ${id}, which does not answer us`,
        sources: [
          { name: 'metadata', value: 'listed', znode: null, changedAt: null, readAt: metadataAt },
          { name: 'probes', value: probe.reason ?? 'no answer', znode: null, changedAt: probe.since, readAt: probesAt },
        ],
      },
    ]
  })
}
