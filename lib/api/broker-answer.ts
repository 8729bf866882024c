import { z } from 'zod'
import { unreadReason } from '../health/unread-reason'
import type { ClusterModel } from '../model/cluster'
import { hasZooKeeper } from '../model/liveness'
import { type BrokerRow, type BrokerState, brokerRows } from '../rows/broker-row'
import { sourceReason } from '../rows/partition-numbers'
import type { BrokerView } from '../views/broker'
import type { ConfigAnswer } from '../views/config-entry'
import { configBody, configShape } from './config-list'
import { answerOf } from './envelope'
import { hexId, int64 } from './fields/int64'
import { known, maybe } from './fields/known'
import { isoTimeOrNull, time } from './fields/time'
import { INT32_MAX, wholeNumber } from './fields/whole-number'
import { listAnswerOf, listBody } from './list-answer'
import { type PageOrder, pageOf } from './page-of'
import { pageQuery, sortOf } from './page-query'

const SORTS = ['id', 'leaders', 'replicas', 'outOfSync', 'preferredLeaderPercent', 'sizeBytes', 'since'] as const

/** Query of `GET …/brokers`. */
export const brokersQuery = z.strictObject({ ...pageQuery, sort: sortOf(SORTS) })

/** Query of `GET …/broker`. */
export const brokerQuery = z.strictObject({ id: wholeNumber(0, INT32_MAX, { example: 1 }) })

const count = z.int().nonnegative()

/** One broker that is in the cluster, was in it, or is named by an assignment. */
export const brokerItem = z.strictObject({
  id: count,
  ...maybe('host', z.string()),
  ...maybe('port', count),
  ...maybe('rack', z.string()),
  ...maybe('alive', z.boolean()),
  ...maybe('state', z.enum(['alive', 'not-answering', 'gone', 'missing'] satisfies BrokerState[])),
  isController: z.boolean(),
  ...maybe('since', time),
  ...maybe('leaders', count),
  ...maybe('replicas', count),
  ...maybe('outOfSync', count),
  ...maybe('preferredLeaderPercent', z.number().min(0).max(100)),
  ...maybe('sizeBytes', int64),
  ...maybe('latencyMs', z.number().nonnegative()),
  ...maybe('software', z.string()),
  ...maybe('endpoints', z.array(z.string())),
  ...maybe('session', hexId),
  ...maybe('epoch', hexId),
})

type BrokerItem = z.infer<typeof brokerItem>

/** Answer of `GET …/brokers`. */
export const brokersAnswer = listAnswerOf(brokerItem)

const partitionKeys = z.array(z.string().meta({ example: 'orders/0' }))

/** One log directory of a broker; `error` is Kafka's error name, null when it is healthy. */
export const logDirectoryItem = z.strictObject({
  path: z.string(),
  error: z.string().nullable(),
  ...maybe('totalBytes', int64),
  ...maybe('usableBytes', int64),
  sizeBytes: int64,
  replicas: count,
})

/** Answer of `GET …/broker`. `blastRadius`: what stops if this broker stops now, each partition in its worst list only. */
export const brokerAnswer = answerOf({
  ...brokerItem.shape,
  ...configShape,
  ...maybe('logDirectories', z.array(logDirectoryItem)),
  ...maybe(
    'blastRadius',
    z.strictObject({ offline: partitionKeys, underMinIsr: partitionKeys, losesLeader: partitionKeys }),
  ),
})

const ORDERS: Record<(typeof SORTS)[number], PageOrder<BrokerRow>['value']> = {
  id: (row) => row.id,
  leaders: (row) => row.leaders,
  replicas: (row) => row.replicas,
  outOfSync: (row) => row.outOfSync,
  preferredLeaderPercent: (row) => row.preferredLeaderPercent,
  sizeBytes: (row) => (row.sizeBytes === null ? null : BigInt(row.sizeBytes)),
  since: (row) => row.since,
}

/** The page of brokers a query asks for; by id unless it says otherwise. */
export function brokersBody(model: ClusterModel, { sort, limit, cursor }: z.output<typeof brokersQuery>) {
  const order: PageOrder<BrokerRow> = {
    value: ORDERS[sort?.column ?? 'id'],
    descending: sort?.descending ?? false,
    key: (row) => [row.id],
  }
  const page = pageOf(brokerRows(model), { limit, cursor, scope: JSON.stringify(['brokers', sort]), order })
  return listBody(page, (row) => toBrokerItem(model, row), unreadReason(model))
}

/** One broker with its log directories, its blast radius and the configuration just read. */
export function brokerBody(model: ClusterModel, view: BrokerView, config: ConfigAnswer) {
  const unread = unreadReason(model)
  return {
    ...toBrokerItem(model, view.row),
    ...configBody(config),
    ...known(
      'logDirectories',
      view.disk?.directories.map(({ path, error, totalBytes, usableBytes, sizeBytes, replicas }) => ({
        path,
        error,
        ...known('totalBytes', totalBytes, 'the broker does not tell (before Kafka 3.3)'),
        ...known('usableBytes', usableBytes, 'the broker does not tell (before Kafka 3.3)'),
        sizeBytes,
        replicas,
      })) ?? null,
      view.diskReason ?? 'this broker has not reported its log directories',
      staleReason(view.row),
    ),
    ...known('blastRadius', unread === null ? view.blastRadius : null, unread ?? ''),
  }
}

function toBrokerItem(model: ClusterModel, row: BrokerRow): BrokerItem {
  const unread = unreadReason(model)
  const notHere = row.stateReason ?? 'it has not been read yet'
  const inCluster = row.state === 'alive' || row.state === 'not-answering'
  const counted = (value: number): number | null => (unread === null ? value : null)
  const state = row.state === 'unknown' ? null : row.state
  const seenSince =
    hasZooKeeper(model) || row.state !== 'alive'
      ? null
      : 'since Vivarium sees it answer; only ZooKeeper tells its start'
  const zookeeperOnly = hasZooKeeper(model) ? notHere : 'only ZooKeeper tells it'
  return {
    id: row.id,
    ...known('host', row.host, inCluster ? 'it has no plaintext endpoint' : notHere),
    ...known('port', row.port, inCluster ? 'it has no plaintext endpoint' : notHere),
    ...known('rack', row.rack, inCluster ? 'the broker names none' : notHere),
    ...known('alive', state === null ? null : state === 'alive', 'it has not been asked yet'),
    ...known('state', state, 'it has not been asked yet', row.stateReason),
    isController: row.isController,
    ...known('since', isoTimeOrNull(row.since), row.sinceReason ?? 'it is not recorded', seenSince),
    ...known('leaders', counted(row.leaders), unread ?? ''),
    ...known('replicas', counted(row.replicas), unread ?? ''),
    ...known('outOfSync', counted(row.outOfSync), unread ?? ''),
    ...known(
      'preferredLeaderPercent',
      row.preferredLeaderPercent,
      unread ?? 'it is the preferred leader of no partition',
    ),
    ...known('sizeBytes', row.sizeBytes, row.sizeReason ?? notHere, staleReason(row)),
    ...known('latencyMs', row.latencyMs, inCluster ? 'it has not answered yet' : notHere),
    ...known('software', row.software, sourceReason(model, 'software') ?? 'it has not told yet'),
    ...known('endpoints', row.endpoints.length > 0 ? row.endpoints : null, notHere),
    ...known('session', row.session, zookeeperOnly),
    ...known('epoch', row.epoch, zookeeperOnly),
  }
}

/** What is on the disks of a broker that went is remembered, not read. */
function staleReason({ state }: BrokerRow): string | null {
  return state === 'gone' || state === 'missing' ? 'as it was before the broker left' : null
}
