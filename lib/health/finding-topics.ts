import type { ClusterModel } from '../model/cluster'
import type { Leftover } from '../model/leftover'
import { liveBrokers } from '../model/liveness'
import { partitionAt } from '../model/partition-at'
import { znodePaths } from '../znodes/paths'
import type { Finding, FindingSource } from './finding'
import { type FindingTimes, GRACE_MS } from './finding-times'

/** A deletion takes a fraction of a second; one that waits this long waits for something. */
const DELETION_MS = 60_000

/** Topics only ZooKeeper knows, deletions that do not end, and znodes that outlived their topic. */
export function topicFindings(model: ClusterModel, times: FindingTimes): Finding[] {
  return [...unlisted(model, times), ...deletions(model, times), ...leftovers(model, times)]
}

function unlisted(model: ClusterModel, { zookeeperAt, metadataAt }: FindingTimes): Finding[] {
  if (metadataAt === null) return []
  return [...model.assignment.values()].flatMap(({ name, createdAt }): Finding[] => {
    if (model.topicMetadata.has(name) || model.deletion.has(name) || metadataAt - createdAt < GRACE_MS) return []
    // What we may not see is kept from us, and no disagreement.
    if (model.topicSettings.get(name)?.error?.includes('AUTHORIZATION_FAILED')) return []
    const znode = znodePaths.topic(name)
    return [
      {
        kind: 'topic-unlisted',
        subject: `topic:${name}`,
        since: createdAt,
        sentence: `topic ${name} is in ZooKeeper, but the brokers do not list it`,
        sources: [
          { name: 'zookeeper', value: 'there', znode, changedAt: createdAt, readAt: zookeeperAt },
          { name: 'metadata', value: 'not listed', znode: null, changedAt: null, readAt: metadataAt },
        ],
      },
    ]
  })
}

function deletions(model: ClusterModel, { zookeeperAt, now }: FindingTimes): Finding[] {
  return [...model.deletion.values()].flatMap(({ name, requestedAt }): Finding[] => {
    if (now - requestedAt < DELETION_MS) return []
    const assignment = model.assignment.get(name)
    const base = { subject: `topic:${name}`, since: requestedAt }
    const request = says(zookeeperAt, znodePaths.deleteTopic(name), 'deletion asked for', requestedAt)
    const topic = znodePaths.topic(name)
    if (!assignment) {
      const sentence = `the deletion of ${name} is still asked for, though there is no such topic: the request is left over`
      return [{ ...base, kind: 'orphan', sentence, sources: [request, says(zookeeperAt, topic, 'not there', null)] }]
    }
    return [
      {
        ...base,
        kind: 'deletion-stuck',
        sentence: `the deletion of ${name} does not end: ${waitsFor(model, name)}`,
        sources: [request, says(zookeeperAt, topic, 'still there', assignment.createdAt)],
      },
    ]
  })
}

function waitsFor(model: ClusterModel, name: string): string {
  const partitions = model.assignment.get(name)?.partitions ?? []
  const live = liveBrokers(model)
  const holders = new Set(partitions.flatMap(({ replicas }) => replicas))
  const dead = [...holders].filter((id) => !live.has(id)).sort((a, b) => a - b)
  if (dead.length > 0) {
    const one = dead.length === 1
    return `it waits for ${one ? 'broker' : 'brokers'} ${dead.join(', ')}, which ${one ? 'holds' : 'hold'} copies and ${one ? 'is' : 'are'} gone`
  }
  return partitions.some(({ adding, removing }) => adding.length + removing.length > 0)
    ? 'its reassignment has to end first'
    : 'the controller has not carried it out; is delete.topic.enable off?'
}

/** What a leftover says of itself, by what it is. Its age is not in the sentence, which would change all the time. */
const LEFT: Record<Leftover['kind'], { value: string; sentence: (left: Leftover) => string }> = {
  'topic-config': {
    value: 'has settings',
    sentence: ({ topic }) =>
      `topic ${topic} has settings, but there is no such topic: left over from its deletion, or set before its creation`,
  },
  partition: {
    value: 'there',
    sentence: ({ topic, path }) =>
      `${topic} has a znode of partition ${lastName(path)}, which its assignment does not have`,
  },
  'consumer-offsets': {
    value: 'has offsets',
    sentence: ({ topic, path }) =>
      `group ${path.split('/')[2]} keeps offsets of ${topic} in ZooKeeper, and there is no such topic`,
  },
}

function leftovers(model: ClusterModel, { zookeeperAt, now }: FindingTimes): Finding[] {
  return [...model.leftover.values()].flatMap((left): Finding[] => {
    const { kind, topic, path, createdAt, changedAt, foundAt } = left
    const assignment = model.assignment.get(topic)
    const isIn = kind === 'partition' ? partitionAt(assignment?.partitions, Number(lastName(path))) : assignment
    // A topic that is just made or deleted has its znodes one after the other.
    if (isIn || model.deletion.has(topic) || now - foundAt < GRACE_MS) return []
    const { value, sentence } = LEFT[kind]
    const missing =
      kind === 'partition'
        ? says(zookeeperAt, znodePaths.topic(topic), 'not in the assignment', assignment?.changedAt ?? null)
        : says(zookeeperAt, znodePaths.topic(topic), 'not there', null)
    return [
      {
        kind: 'orphan',
        subject: kind === 'consumer-offsets' ? `group:${path.split('/')[2]}` : `topic:${topic}`,
        since: createdAt,
        sentence: sentence(left),
        sources: [says(zookeeperAt, path, value, changedAt), missing],
      },
    ]
  })
}

function says(readAt: number, znode: string, value: string, changedAt: number | null): FindingSource {
  return { name: 'zookeeper', value, znode, changedAt, readAt }
}

function lastName(path: string): string {
  return path.slice(path.lastIndexOf('/') + 1)
}
