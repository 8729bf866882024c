import { type ClusterModel, SINGLE } from '../model/cluster'
import { hasZooKeeper, liveBrokers } from '../model/liveness'
import { oncePerModel } from '../model/once-per-model'
import { partitionKey } from '../model/partition'
import { partitionAt } from '../model/partition-at'
import type { Finding, FindingKind } from './finding'
import { stuckMoves } from './stuck-move'

/** Brokers hear of a change by way of the controller, and we ask them every 5 s: what is younger is no disagreement yet. */
const GRACE_MS = 10_000
/** A deletion takes a fraction of a second; one that waits this long waits for something. */
const DELETION_MS = 60_000

/** Everything two sources disagree about for longer than a change takes to travel, oldest first. */
export const findings: (model: ClusterModel) => Finding[] = oncePerModel((model) => {
  const found = [...(hasZooKeeper(model) ? zookeeperFindings(model) : []), ...stuckMoves(model)]
  return found.sort((a, b) => (a.since ?? 0) - (b.since ?? 0) || (a.subject < b.subject ? -1 : 1))
})

function zookeeperFindings(model: ClusterModel): Finding[] {
  const zookeeperAt = model.source.get('zookeeper')?.lastOkAt ?? null
  const metadataAt = model.source.get('metadata')?.lastOkAt ?? null
  if (zookeeperAt === null) return []
  const read = { zookeeperAt, metadataAt, now: Math.max(zookeeperAt, metadataAt ?? 0) }
  const both = metadataAt === null ? [] : metadataFindings(model, { ...read, metadataAt })
  return [...both, ...silentBrokers(model, read), ...deletions(model, read)]
}

interface ReadAt {
  zookeeperAt: number
  metadataAt: number | null
  now: number
}

function metadataFindings(model: ClusterModel, read: ReadAt & { metadataAt: number }): Finding[] {
  const { zookeeperAt, metadataAt } = read
  const lasting = (since: number) => metadataAt - since >= GRACE_MS
  const say = (
    kind: FindingKind,
    subject: string,
    since: number,
    sentence: string,
    zookeeper: string,
    metadata: string,
  ): Finding[] =>
    lasting(since)
      ? [
          {
            kind,
            subject,
            since,
            sentence,
            sources: [
              { name: 'zookeeper', value: zookeeper, readAt: zookeeperAt },
              { name: 'metadata', value: metadata, readAt: metadataAt },
            ],
          },
        ]
      : []
  const found: Finding[] = []
  for (const state of model.partitionState.values()) {
    const told = partitionAt(model.topicMetadata.get(state.topic)?.partitions, state.partition)
    if (!told) continue
    const since = Math.max(state.changedAt, told.changedAt ?? 0)
    const name = `${state.topic}-${state.partition}`
    const subject = `partition:${partitionKey(state.topic, state.partition)}`
    if (state.leader !== told.leader) {
      const sentence = `${name}: ZooKeeper names ${brokerOrNone(state.leader)} as leader, the brokers ${brokerOrNone(told.leader)}${told.error ? ` (${told.error})` : ''}`
      found.push(...say('leader', subject, since, sentence, idOrNone(state.leader), idOrNone(told.leader)))
    } else if (!sameSet(state.isr, told.isr)) {
      const sentence = `${name}: ZooKeeper and the brokers name different replicas as in sync`
      found.push(...say('isr', subject, since, sentence, list(state.isr), list(told.isr)))
    }
  }
  const controller = model.controller.get(SINGLE)
  const told = model.facts.get(SINGLE)?.controllerId ?? null
  if (controller && told !== null && controller.brokerId !== told && (controller.kraftEpoch ?? -1) < 0) {
    const sentence = `ZooKeeper names broker ${controller.brokerId} as controller, the brokers name ${told}`
    found.push(
      ...say('controller', 'controller', controller.since, sentence, String(controller.brokerId), String(told)),
    )
  }
  for (const one of model.registration.values()) {
    if (model.advertised.has(String(one.id))) continue
    const sentence = `broker ${one.id} is registered in ZooKeeper, but the brokers do not list it`
    const session = `registered, session ${one.sessionId}`
    found.push(...say('broker-registration', `broker:${one.id}`, one.registeredAt, sentence, session, 'not listed'))
  }
  for (const { id } of model.advertised.values()) {
    const left = model.departure.get(String(id))?.leftAt
    if (left === undefined || model.registration.has(String(id))) continue
    const sentence = `the brokers still list broker ${id}, which ZooKeeper does not know any more`
    found.push(...say('broker-registration', `broker:${id}`, left, sentence, 'not registered', 'listed'))
  }
  for (const { name, createdAt } of model.assignment.values()) {
    if (model.topicMetadata.has(name) || model.deletion.has(name)) continue
    // What we may not see is kept from us, and no disagreement.
    if (model.topicSettings.get(name)?.error?.includes('AUTHORIZATION_FAILED')) continue
    const sentence = `topic ${name} is in ZooKeeper, but the brokers do not list it`
    found.push(...say('topic-unlisted', `topic:${name}`, createdAt, sentence, 'there', 'not listed'))
  }
  return found
}

/** Registered and silent: what ZooKeeper calls alive does not answer us. */
function silentBrokers(model: ClusterModel, { zookeeperAt, now }: ReadAt): Finding[] {
  return [...model.registration.values()].flatMap(({ id, sessionId }): Finding[] => {
    const probe = model.probe.get(String(id))
    if (probe?.status !== 'not-answering' || now - probe.since < GRACE_MS) return []
    return [
      {
        kind: 'broker-silent',
        subject: `broker:${id}`,
        since: probe.since,
        sentence: `broker ${id} is registered in ZooKeeper and does not answer us`,
        sources: [
          { name: 'zookeeper', value: `registered, session ${sessionId}`, readAt: zookeeperAt },
          { name: 'probes', value: probe.reason ?? 'no answer', readAt: model.source.get('probes')?.lastOkAt ?? null },
        ],
      },
    ]
  })
}

function deletions(model: ClusterModel, { zookeeperAt, now }: ReadAt): Finding[] {
  const live = liveBrokers(model)
  return [...model.deletion.values()].flatMap(({ name, requestedAt }): Finding[] => {
    if (now - requestedAt < DELETION_MS) return []
    const assignment = model.assignment.get(name)
    const base = { subject: `topic:${name}`, since: requestedAt }
    const request = { name: 'zookeeper', value: `/admin/delete_topics/${name}`, readAt: zookeeperAt }
    if (!assignment) {
      const sentence = `the deletion of ${name} is still asked for, though there is no such topic: the request is left over`
      const none = { name: 'zookeeper', value: `no /brokers/topics/${name}`, readAt: zookeeperAt }
      return [{ ...base, kind: 'orphan', sentence, sources: [request, none] }]
    }
    const holders = new Set(assignment.partitions.flatMap(({ replicas }) => replicas))
    const dead = [...holders].filter((id) => !live.has(id)).sort((a, b) => a - b)
    const moving = assignment.partitions.some(({ adding, removing }) => adding.length + removing.length > 0)
    const why =
      dead.length > 0
        ? `it waits for ${dead.length === 1 ? 'broker' : 'brokers'} ${dead.join(', ')}, which ${dead.length === 1 ? 'holds' : 'hold'} copies and ${dead.length === 1 ? 'is' : 'are'} gone`
        : moving
          ? 'its reassignment has to end first'
          : 'the controller has not carried it out; is delete.topic.enable off?'
    const there = { name: 'zookeeper', value: `/brokers/topics/${name} is still there`, readAt: zookeeperAt }
    return [
      {
        ...base,
        kind: 'deletion-stuck',
        sentence: `the deletion of ${name} does not end: ${why}`,
        sources: [request, there],
      },
    ]
  })
}

function brokerOrNone(id: number | null): string {
  return id === null ? 'nobody' : `broker ${id}`
}

function idOrNone(id: number | null): string {
  return id === null ? 'none' : String(id)
}

function list(ids: readonly number[]): string {
  return `[${[...ids].sort((a, b) => a - b).join(',')}]`
}

function sameSet(a: readonly number[], b: readonly number[]): boolean {
  return a.length === b.length && a.every((id) => b.includes(id))
}
