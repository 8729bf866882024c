import { z } from 'zod'
import { PROBLEM_KINDS } from '../health/problem'
import { plainText } from '../health/sentence'
import { unreadReason } from '../health/unread-reason'
import { type ClusterModel, SINGLE } from '../model/cluster'
import { sourceReason } from '../rows/partition-numbers'
import { clusterFreshness, clusterSummary, type Known } from '../views/clusters'
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

/** A piece of a sentence: text, a fact, a link to a page, or a point in time (epoch ms). */
const sentencePart = z.strictObject({
  text: z.string(),
  strong: z.boolean().optional(),
  href: z.string().optional(),
  since: z.number().optional(),
})

/** One cluster, in numbers and in one sentence. Partition numbers count as `kafka-topics --describe` does. */
export const clusterItem = z.strictObject({
  id: z.string(),
  name: z.string(),
  ...maybe('environment', z.string()),
  ...maybe('color', z.string()),
  mode: z.enum(['zookeeper', 'kraft']),
  verdict: z.strictObject({
    level,
    sentence: z.string(),
    ...maybe('since', time),
    state: z
      .enum(['ok', 'urp', 'minisr', 'offline', 'move', 'unknown'])
      .meta({ description: 'glyph it is drawn with' }),
    parts: z.array(sentencePart).meta({ description: 'the sentence in pieces, for drawing it' }),
  }),
  ...maybe('unreachableSince', time),
  faults: z
    .array(z.strictObject({ step: z.string().meta({ example: 'TCP' }), reason: z.string() }))
    .meta({ description: 'why nobody of it answers; every value is then the last known one' }),
  ...maybe('kafkaVersion', z.string()),
  ...maybe('clusterId', z.string()),
  ...maybe('brokersAlive', count),
  ...maybe('brokersTotal', count),
  ...maybe('topics', count),
  ...maybe('partitions', count),
  ...maybe('offline', count),
  ...maybe('underMinIsr', count),
  ...maybe('underReplicated', count),
  ...maybe('controllerId', count),
  ...maybe('groups', count),
  ...maybe('groupsInNeed', count),
  ...maybe('messagesPerSecond', z.number().nonnegative()),
  ...maybe('zookeeperServing', count),
  ...maybe('zookeeperServers', count),
  ...maybe('lastEventAt', time),
  freshness: z.strictObject({
    state: z.enum(['live', 'late', 'gone']),
    ...maybe('ageMs', count),
    tardy: z.array(z.string()).meta({ description: 'sources that are late or down' }),
  }),
})

/** One cluster as the API gives it. */
export type ClusterItem = z.infer<typeof clusterItem>

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

/** A cluster, where its model stands, and when its last event happened (epoch ms; null when there was none). */
export interface Standing {
  model: ClusterModel
  revision: number
  lastEventAt: number | null
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
    ...listBody(page, (standing) => toClusterItem(standing, now), null),
  }
}

function sourcesOfCluster(model: ClusterModel, now: number): (SourceItem & { cluster: string })[] {
  const cluster = identityOf(model).id
  return sourcesOf(model, now).map((source) => ({ cluster, ...source }))
}

/** One cluster with its controller and its problems, at `now` (epoch ms). */
export function clusterBody(standing: Omit<Standing, 'revision'>, now: number) {
  const { controller, problems } = overview(standing.model)
  const unread = unreadReason(standing.model) ?? 'no broker is controller'
  return {
    ...toClusterItem(standing, now),
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

const NOT_READ = 'it has not been read yet'

function toClusterItem({ model, lastEventAt }: Omit<Standing, 'revision'>, now: number): ClusterItem {
  const { id, name, mode, environment, color } = identityOf(model)
  const summary = clusterSummary(model)
  const { verdict, unreachable, zookeeper } = summary
  const fresh = clusterFreshness(model, now)
  const noAnswer = sourceReason(model, 'metadata') ?? 'no broker has told it yet'
  const number = <Name extends string>(field: Name, one: Known) =>
    known(field, one.value, one.reason ?? NOT_READ, one.value === null ? null : one.reason)
  const without = { value: null, reason: 'this cluster has no ZooKeeper' }
  return {
    id,
    name,
    ...known('environment', environment, 'none is configured'),
    ...known('color', color, 'none is configured'),
    mode,
    verdict: {
      level: verdict.level,
      sentence: plainText(verdict.title),
      ...known('since', isoTimeOrNull(verdict.since), 'it stood before Vivarium could know'),
      state: verdict.state,
      parts: verdict.title,
    },
    ...known('unreachableSince', isoTimeOrNull(unreachable?.since ?? null), 'it can be reached'),
    faults: unreachable?.faults ?? [],
    ...known('kafkaVersion', summary.kafkaVersion, noAnswer),
    ...known('clusterId', summary.clusterId, noAnswer),
    ...number('brokersAlive', summary.brokersAlive),
    ...number('brokersTotal', summary.brokersTotal),
    ...number('topics', summary.topics),
    ...number('partitions', summary.partitions),
    ...number('offline', summary.offline),
    ...number('underMinIsr', summary.underMinIsr),
    ...number('underReplicated', summary.underReplicated),
    ...number('controllerId', summary.controller),
    ...number('groups', summary.groups),
    ...number('groupsInNeed', summary.groupsInNeed),
    ...number('messagesPerSecond', summary.messagesPerSecond),
    ...number('zookeeperServing', zookeeper?.serving ?? without),
    ...number('zookeeperServers', zookeeper?.servers ?? without),
    ...known('lastEventAt', isoTimeOrNull(lastEventAt), 'nothing has happened since Vivarium connected'),
    freshness: {
      state: fresh.state,
      ...known('ageMs', fresh.ageMs, 'nothing of it was ever read'),
      tardy: fresh.tardy,
    },
  }
}

/** Every inspected cluster has its identity from its first moment on. */
function identityOf(model: ClusterModel) {
  const identity = model.identity.get(SINGLE)
  if (!identity) throw new Error('a model without identity')
  return identity
}
