import type { Consumer } from 'kafkajs'
import type { Cluster } from './cluster'
import type { KeptTool } from './kafka-tools'
import { kafkaClient } from './kafkajs-client'
import { until } from './until'

/** A kafkajs member that reads and, unless told otherwise, commits every 200 ms. */
export async function joinGroup(
  cluster: Cluster,
  groupId: string,
  topics: string[],
  autoCommit = true,
): Promise<Consumer> {
  const consumer = kafkaClient(cluster.bootstrap, `${groupId}-js`).consumer({
    groupId,
    sessionTimeout: 30_000,
    rebalanceTimeout: 10_000,
    heartbeatInterval: 1_000,
  })
  await consumer.connect()
  // A broker may not know a topic yet that was just created.
  await until('topics to subscribe to', () => consumer.subscribe({ topics, fromBeginning: true }).then(() => true))
  await consumer.run({ autoCommit, autoCommitInterval: 200, eachMessage: async () => undefined })
  return consumer
}

/** A Java consumer that commits every second. */
export function joinGroupInJava(cluster: Cluster, group: string, topics: string, settings: string[]): KeptTool {
  const all = [`client.id=${group}-java`, 'auto.commit.interval.ms=1000', 'auto.offset.reset=earliest', ...settings]
  const include = cluster.version.startsWith('2.') ? '--whitelist' : '--include'
  const properties = all.flatMap((setting) => ['--consumer-property', setting])
  return cluster.cli.keep('console-consumer', [include, topics, '--group', group, ...properties], group)
}

/** What a program with `assign()` leaves behind: commits of a group that nobody ever joined. */
export async function onlyCommit(cluster: Cluster, group: string, topics: string[]): Promise<void> {
  const scope = topics.flatMap((topic) => ['--topic', topic])
  await cluster.cli.run('consumer-groups', [
    ...['--reset-offsets', '--to-earliest', '--execute', '--group', group],
    ...scope,
  ])
}
