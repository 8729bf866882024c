import { setTimeout as delay } from 'node:timers/promises'
// A CommonJS module: Node finds its enumerations only on the default export.
import kafkajs, { type Admin, type CompressionTypes, type ITopicConfig } from 'kafkajs'
import { kafkaClient } from './kafkajs-client'

/** A busy machine takes its time to create many topics. */
const TOPICS_LIMIT_MS = 30_000
const LEADERS_LIMIT_MS = 20_000

/** Where to connect to. */
interface Bootstrap {
  readonly bootstrap: readonly string[]
}

/** A record to produce; without `partition` the key decides, without a key any partition. */
export interface NewRecord {
  key?: string | null
  value: string | null
  partition?: number
  headers?: Record<string, string>
}

/**
 * Creates topics in one request and waits until all their partitions have leaders; much cheaper than one tool run each.
 */
export async function createTopics(
  cluster: Bootstrap,
  topics: readonly {
    name: string
    partitions?: number
    replicationFactor?: number
    config?: Record<string, string>
    assignment?: readonly (readonly number[])[]
  }[],
): Promise<void> {
  const wanted = topics.map(
    ({ name, partitions = 1, replicationFactor = 1, config = {}, assignment }): ITopicConfig => {
      const configEntries = Object.entries(config).map(([key, value]) => ({ name: key, value }))
      if (!assignment) return { topic: name, numPartitions: partitions, replicationFactor, configEntries }
      const replicaAssignment = assignment.map((replicas, partition) => ({
        partition,
        replicas: [...replicas],
      }))
      return { topic: name, numPartitions: -1, replicationFactor: -1, replicaAssignment, configEntries }
    },
  )
  await withAdmin(cluster.bootstrap, async (admin) => {
    await admin.createTopics({ topics: wanted, waitForLeaders: false, timeout: TOPICS_LIMIT_MS }).catch(explain)
    await untilLed(
      admin,
      new Map(topics.map((topic) => [topic.name, topic.assignment?.length ?? topic.partitions ?? 1])),
    )
  })
}

/** kafkajs says only "Topic creation errors" and keeps the reasons in a list. */
function explain(error: Error & { errors?: Error[] }): never {
  const reasons = error.errors ?? []
  throw new Error([error.message, ...reasons.map(String)].join('\n  '), { cause: error })
}

/** `waitForLeaders` of kafkajs fails when the broker it asks has not heard of the topic yet, as in KRaft. */
async function untilLed(admin: Admin, partitionsByTopic: Map<string, number>): Promise<void> {
  const deadline = Date.now() + LEADERS_LIMIT_MS
  for (;;) {
    const problem = await leaderless(admin, partitionsByTopic)
    if (problem === null) return
    if (Date.now() > deadline) throw new Error(`Not every new partition got a leader: ${problem}`)
    await delay(50)
  }
}

async function leaderless(admin: Admin, partitionsByTopic: Map<string, number>): Promise<string | null> {
  try {
    const { topics } = await admin.fetchTopicMetadata({ topics: [...partitionsByTopic.keys()] })
    const waiting = topics.filter(
      ({ name, partitions }) =>
        partitions.length !== partitionsByTopic.get(name) || partitions.some(({ leader }) => leader < 0),
    )
    return waiting.length === 0 ? null : waiting.map(({ name }) => name).join(', ')
  } catch (error) {
    return String(error)
  }
}

/** One permission: who may, or with `deny` may not, do what to which resource; `*` names every resource of a kind. */
export interface Permission {
  principal: string
  operation: keyof typeof kafkajs.AclOperationTypes
  on: 'TOPIC' | 'GROUP' | 'CLUSTER' | 'TRANSACTIONAL_ID' | 'DELEGATION_TOKEN'
  name: string
  /** Every resource whose name begins so. */
  prefixed?: boolean
  deny?: boolean
}

/** Adds access control entries for every host; much cheaper than one tool run each. The brokers need an authorizer. */
export async function allowOrDeny(cluster: Bootstrap, permissions: readonly Permission[]): Promise<void> {
  const acl = permissions.map(({ principal, operation, on, name, prefixed = false, deny = false }) => ({
    resourceType: kafkajs.AclResourceTypes[on],
    resourceName: name,
    resourcePatternType: kafkajs.ResourcePatternTypes[prefixed ? 'PREFIXED' : 'LITERAL'],
    principal,
    host: '*',
    operation: kafkajs.AclOperationTypes[operation],
    permissionType: kafkajs.AclPermissionTypes[deny ? 'DENY' : 'ALLOW'],
  }))
  await withAdmin(cluster.bootstrap, (admin) => admin.createAcls({ acl }))
}

/** Commits an offset for each partition from 0 on, as a group without members; kafkajs joins and leaves to do so. */
export async function commitOffsets(
  cluster: Bootstrap,
  groupId: string,
  topic: string,
  offsets: readonly number[],
): Promise<void> {
  const partitions = offsets.map((offset, partition) => ({ partition, offset: String(offset) }))
  await withAdmin(cluster.bootstrap, (admin) => admin.setOffsets({ groupId, topic, partitions }))
}

/** The leader of each partition of a topic; −1 for none. */
export async function leadersOf(cluster: Bootstrap, topic: string): Promise<Map<number, number>> {
  const { topics } = await withAdmin(cluster.bootstrap, (admin) => admin.fetchTopicMetadata({ topics: [topic] }))
  return new Map(topics[0]?.partitions.map(({ partitionId, leader }) => [partitionId, leader]))
}

/** Gives a topic more partitions, `count` in all, and waits until all have leaders. */
export async function growTopic(cluster: Bootstrap, topic: string, count: number): Promise<void> {
  await withAdmin(cluster.bootstrap, async (admin) => {
    await admin.createPartitions({ topicPartitions: [{ topic, count }] })
    await untilLed(admin, new Map([[topic, count]]))
  })
}

/** Deletes a group without members, and its offsets with it. */
export async function deleteGroup(cluster: Bootstrap, id: string): Promise<void> {
  await withAdmin(cluster.bootstrap, (admin) => admin.deleteGroups([id]))
}

/** Asks for the deletion of topics; brokers carry it out a little later. */
export async function deleteTopics(cluster: Bootstrap, names: readonly string[]): Promise<void> {
  await withAdmin(cluster.bootstrap, (admin) => admin.deleteTopics({ topics: [...names] }))
}

/**
 * Waits until each leader answers for its partitions of the topic. Before that a producer that is refused by one
 * partition sends the records of others again.
 */
export async function untilLeadersAnswer(cluster: Bootstrap, topic: string): Promise<void> {
  await withAdmin(cluster.bootstrap, (admin) => admin.fetchTopicOffsets(topic))
}

/** Produces records with acks=all and waits until they are committed. */
export async function produce(
  cluster: Bootstrap,
  topic: string,
  records: readonly NewRecord[],
  compression?: CompressionTypes,
): Promise<void> {
  const producer = kafkaClient(cluster.bootstrap).producer({ allowAutoTopicCreation: false })
  await producer.connect()
  try {
    await producer.send({
      topic,
      messages: [...records],
      acks: -1,
      ...(compression === undefined ? {} : { compression }),
    })
  } finally {
    await producer.disconnect()
  }
}

/** Waits until every one of these brokers knows all of them and a controller. Rejects after `limitMs`. */
export async function untilComplete(bootstrap: readonly string[], limitMs = 30_000): Promise<void> {
  const deadline = Date.now() + limitMs
  await Promise.all(
    bootstrap.map((address) =>
      withAdmin([address], async (admin) => {
        for (;;) {
          const { brokers, controller } = await admin.describeCluster()
          if (brokers.length === bootstrap.length && controller !== null && controller >= 0) return
          if (Date.now() > deadline) {
            throw new Error(
              `${address} knows ${brokers.length} of ${bootstrap.length} brokers, controller ${controller}`,
            )
          }
          await delay(100)
        }
      }),
    ),
  )
}

async function withAdmin<Result>(
  bootstrap: readonly string[],
  act: (admin: Admin) => Promise<Result>,
): Promise<Result> {
  const admin = kafkaClient(bootstrap).admin()
  await admin.connect()
  try {
    return await act(admin)
  } finally {
    await admin.disconnect()
  }
}
