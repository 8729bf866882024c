import { VivariumError } from '../errors'
import type { ZookeeperConsumer, ZookeeperOffset } from '../model/zookeeper-group'
import { type Znode, znodeJson } from './znode'

/**
 * `/consumers/G/ids/C` (Kafka's ZkUtils up to 1.1):
 * `{"version":1,"subscription":{"orders":1},"pattern":"static","timestamp":"1795268180762"}`. Data that is not understood
 * leaves what the znode's name and stat tell.
 */
export function parseZookeeperConsumer(group: string, id: string, znode: Znode): ZookeeperConsumer {
  const { ctime, ephemeralOwner } = znode.stat
  return { id, host: hostOf(group, id), ...subscriptionOf(znode), since: ctime, sessionId: ephemeralOwner }
}

function subscriptionOf(znode: Znode): Pick<ZookeeperConsumer, 'subscription' | 'pattern'> {
  try {
    const json = znodeJson(znode)
    return {
      subscription: json.object('subscription').keys(),
      // Consumers of Kafka 0.8.0 and older wrote none.
      pattern: json.has('pattern') ? json.text('pattern') : 'static',
    }
  } catch {
    return { subscription: null, pattern: null }
  }
}

/** `{group}_{host}-{epoch ms}-{hex}` (Kafka's ZookeeperConsumerConnector). */
function hostOf(group: string, id: string): string | null {
  if (!id.startsWith(`${group}_`)) return null
  return /^(.+)-\d{13}-[0-9a-f]{1,8}$/.exec(id.slice(group.length + 1))?.[1] ?? null
}

/** `/consumers/G/owners/T/P` (Kafka's ZkUtils up to 1.1), `old_host-1-0`: the id of the consumer; its thread's number is cut off. */
export function parsePartitionOwner(znode: Znode): string {
  if (!znode.data) throw new VivariumError({ code: 'invalid', message: 'The data names no owner' })
  return znode.data.replace(/-\d{1,10}$/, '')
}

/** `/consumers/G/offsets/T/P` (Kafka's ZkData `ConsumerOffset`): the next offset to read, as decimal text. */
export function parseConsumerOffset({ data }: Znode): string {
  if (data === null || !/^-?\d{1,19}$/.test(data)) {
    throw new VivariumError({ code: 'invalid', message: 'The data is no offset' })
  }
  return data
}

/** The same with its partition and the moment of its commit; data that is no offset stands as the error. */
export function zookeeperOffset(partition: number, znode: Znode): ZookeeperOffset {
  const committedAt = znode.stat.mtime
  try {
    const offset = parseConsumerOffset(znode)
    // Before its first commit a consumer may have written −1.
    if (offset.startsWith('-')) return { partition, offset: null, committedAt, error: `its znode says ${offset}` }
    return { partition, offset, committedAt, error: null }
  } catch {
    return { partition, offset: null, committedAt, error: 'its znode holds no offset' }
  }
}
