import { z } from 'zod'
import { PROBLEM_KINDS } from '../health/problem'
import { plainText } from '../health/sentence'
import { unreadReason } from '../health/unread-reason'
import { type ClusterModel, SINGLE } from '../model/cluster'
import { sourceReason } from '../rows/partition-numbers'
import { inPreset } from '../rows/partition-presets'
import { type PartitionRow, partitionRows } from '../rows/partition-row'
import { overview } from '../views/overview'
import { answerOf, type SourceItem, sourceItem, sourcesOf } from './envelope'
import { known, maybe } from './fields/known'
import { isoTime, isoTimeOrNull, time } from './fields/time'
import { listBody } from './list-answer'
import { pageOf } from './page-of'
import { pageQuery } from './page-query'

/** Query of `GET /api/v1/clusters`. */
export const clustersQuery = z.strictObject(pageQuery)

/** Query of routes that take no parameters. */
export const noQuery = z.strictObject({})

const count = z.int().nonnegative()
const level = z.enum(['ok', 'info', 'warning', 'critical', 'unknown'])

/** One cluster, in numbers and in one sentence. Partition numbers count as `kafka-topics --describe` does. */
export const clusterItem = z.strictObject({
  id: z.string(),
  name: z.string(),
  mode: z.enum(['zookeeper', 'kraft']),
  verdict: z.strictObject({ level, sentence: z.string(), ...maybe('since', time) }),
  ...maybe('kafkaVersion', z.string()),
  ...maybe('clusterId', z.string()),
  ...maybe('brokersAlive', count),
  ...maybe('brokersTotal', count),
  ...maybe('topics', count),
  ...maybe('partitions', count),
  ...maybe('offline', count),
  ...maybe('underMinIsr', count),
  ...maybe('underReplicated', count),
})

type ClusterItem = z.infer<typeof clusterItem>

/** Something wrong with the cluster; `items` names the worst, at most ten. */
export const problemItem = z.strictObject({
  kind: z.enum(PROBLEM_KINDS),
  level,
  sentence: z.string(),
  count,
  ...maybe('since', time),
  items: z.array(z.string()),
})

/** Answer of `GET /api/v1/clusters/{c}`. */
export const clusterAnswer = answerOf({
  ...clusterItem.shape,
  controller: z.strictObject({ ...maybe('id', count), ...maybe('since', time), ...maybe('epoch', count) }),
  problems: z.array(problemItem).meta({ description: 'worst first' }),
})

/** Answer of `GET /api/v1/clusters`: `revision` is the sum of the clusters' own, and each source names its cluster. */
export const clustersAnswer = z.strictObject({
  asOf: time,
  revision: count,
  sources: z.array(z.strictObject({ cluster: z.string(), ...sourceItem.shape })),
  items: z.array(clusterItem),
  ...maybe('total', count),
  nextCursor: z.string().nullable(),
})

/** A cluster and where its model stands. */
interface Standing {
  model: ClusterModel
  revision: number
}

/** The clusters in the order of the configuration, at `now` (epoch ms). */
export function clustersBody(clusters: readonly Standing[], query: z.output<typeof clustersQuery>, now: number) {
  const { limit, cursor } = query
  const numbered = clusters.map((standing, index) => ({ ...standing, index }))
  const order = { value: () => null, descending: false, key: ({ index }: { index: number }) => [index] }
  const page = pageOf(numbered, { limit, cursor, scope: 'clusters', order })
  return {
    asOf: isoTime(now),
    revision: clusters.reduce((sum, { revision }) => sum + revision, 0),
    sources: clusters.flatMap(({ model }) => sourcesOfCluster(model, now)),
    ...listBody(page, ({ model }) => toClusterItem(model), null),
  }
}

function sourcesOfCluster(model: ClusterModel, now: number): (SourceItem & { cluster: string })[] {
  const cluster = identityOf(model).id
  return sourcesOf(model, now).map((source) => ({ cluster, ...source }))
}

/** One cluster with its controller and its problems. */
export function clusterBody(model: ClusterModel) {
  const { controller, problems } = overview(model)
  const unread = unreadReason(model) ?? 'no broker is controller'
  return {
    ...toClusterItem(model),
    controller: {
      ...known('id', controller.id, unread),
      ...known(
        'since',
        isoTimeOrNull(controller.since),
        controller.id === null ? unread : 'it led before Vivarium connected',
      ),
      ...known('epoch', controller.epoch, controller.id === null ? unread : 'it could not be read'),
    },
    problems: problems.map(({ kind, level: weight, sentence, count: many, since, items }) => ({
      kind,
      level: weight,
      sentence,
      count: many,
      ...known('since', isoTimeOrNull(since), 'it stood before Vivarium could know'),
      items,
    })),
  }
}

function toClusterItem(model: ClusterModel): ClusterItem {
  const { id, name, mode } = identityOf(model)
  const facts = model.facts.get(SINGLE)
  const view = overview(model)
  const rows = partitionRows(model)
  const unread = unreadReason(model)
  const counted = (value: number): number | null => (unread === null ? value : null)
  const count = (is: (row: PartitionRow) => boolean) => counted(rows.reduce((sum, row) => sum + (is(row) ? 1 : 0), 0))
  const unknown = unread ?? 'it has not been read yet'
  const noAnswer = sourceReason(model, 'metadata') ?? 'no broker has told it yet'
  const withoutMinimum = rows.filter((row) => row.minInsyncReplicas === null).length
  const partly =
    withoutMinimum > 0 ? `the min ISR of ${withoutMinimum} of ${rows.length} partitions is not known` : null
  return {
    id,
    name,
    mode,
    verdict: {
      level: view.verdict.level,
      sentence: plainText(view.verdict.title),
      ...known('since', isoTimeOrNull(view.verdict.since), 'it stood before Vivarium could know'),
    },
    ...known('kafkaVersion', facts?.kafkaVersion ?? null, noAnswer),
    ...known('clusterId', facts?.clusterId ?? null, noAnswer),
    ...known('brokersAlive', counted(view.brokersAlive), unknown),
    ...known('brokersTotal', counted(view.brokersTotal), unknown),
    ...known('topics', counted(view.topics), unknown),
    ...known('partitions', counted(rows.length), unknown),
    ...known(
      'offline',
      count((row) => inPreset(row, 'unavailable')),
      unknown,
    ),
    ...known(
      'underMinIsr',
      rows.length > 0 && withoutMinimum === rows.length ? null : count((row) => inPreset(row, 'under-min-isr')),
      unread ?? partly ?? unknown,
      partly,
    ),
    ...known(
      'underReplicated',
      count((row) => inPreset(row, 'under-replicated')),
      unknown,
    ),
  }
}

/** Every inspected cluster has its identity from its first moment on. */
function identityOf(model: ClusterModel) {
  const identity = model.identity.get(SINGLE)
  if (!identity) throw new Error('a model without identity')
  return identity
}
