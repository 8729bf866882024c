import { apiPaths, paths } from '@/lib/paths'
import { type BadDay, ORDERS, PAIR } from './bad-day'

/** Every page and API answer of a bad day's cluster that must say 200 whatever is broken. */
export function everyAnswer({ groups }: BadDay): string[] {
  const c = 'default'
  return [
    paths.clusters(),
    paths.overview(c),
    paths.partitions(c),
    paths.topics(c),
    paths.topic(c, ORDERS),
    paths.topic(c, ORDERS, 'config'),
    paths.topic(c, PAIR),
    paths.partition(c, PAIR, 0),
    paths.groups(c),
    ...[groups.onOne, groups.onTwo].flatMap((id) => [paths.group(c, id), paths.group(c, id, 'members')]),
    paths.brokers(c),
    ...[1, 2, 3].flatMap((id) => [paths.broker(c, id), paths.broker(c, id, 'configs'), paths.broker(c, id, 'logdirs')]),
    paths.zookeeper(c),
    paths.zookeeper(c, { path: '/brokers/ids' }),
    paths.ensemble(c),
    paths.events(c),
    apiPaths.clusters(),
    apiPaths.cluster(c),
    apiPaths.brokers(c),
    ...[1, 2, 3].map((id) => apiPaths.broker(c, id)),
    apiPaths.topics(c),
    apiPaths.topic(c, ORDERS),
    apiPaths.topic(c, PAIR),
    apiPaths.partitions(c),
    apiPaths.partition(c, PAIR, 0),
    apiPaths.groups(c),
    apiPaths.group(c, groups.onOne),
    apiPaths.group(c, groups.onTwo),
    apiPaths.znode(c, '/brokers/ids'),
    apiPaths.ensemble(c),
    apiPaths.events(c),
    apiPaths.snapshot(c, 'state,numbers'),
  ]
}
