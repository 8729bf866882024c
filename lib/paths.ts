import type { SessionSearch } from './rows/ensemble-session'

/** Every URL of the product, pages and API; nothing else may build one. */

const enc = encodeURIComponent

/** A page path segment; `.` and `..` are escaped so that no server or browser folds them away. */
function segment(name: string): string {
  return name === '.' ? '%252E' : name === '..' ? '%252E%252E' : enc(name)
}

/** The name behind a page's path parameter (Next hands pages the encoded form); null when it is no valid escape. */
export function readSegment(parameter: string): string | null {
  try {
    const name = decodeURIComponent(parameter)
    return name === '%2E' ? '.' : name === '%2E%2E' ? '..' : name
  } catch {
    return null
  }
}

/** A group's id as a path segment: any text at all, the empty one included. */
function groupSegment(id: string): string {
  return enc(id === '' || id === '.' || id === '..' || id.startsWith('~') ? `~${id}` : id)
}

/** The group id behind a page's path parameter; null when it is no valid escape. */
export function readGroupSegment(parameter: string): string | null {
  try {
    const text = decodeURIComponent(parameter)
    return text.startsWith('~') ? text.slice(1) : text
  } catch {
    return null
  }
}

export type PartitionPreset =
  | 'at-risk'
  | 'unavailable'
  | 'under-min-isr'
  | 'at-min-isr'
  | 'under-replicated'
  | 'not-preferred'
  | 'reassigning'
  | 'all'

export type TopicTab = 'partitions' | 'consumers' | 'config'
export type GroupTab = 'lag' | 'members' | 'rebalances'
export type ZnodeTab = 'data' | 'stat' | 'acl' | 'log'
export type EnsembleTab = 'servers' | 'sessions'
export type BrokerTab = 'overview' | 'partitions' | 'configs' | 'logdirs'

/** Page paths of one cluster. */
export const paths = {
  home: () => '/',
  clusters: () => '/clusters',
  overview: (cluster: string) => `/clusters/${enc(cluster)}`,
  brokers: (cluster: string) => `/clusters/${enc(cluster)}/brokers`,
  broker: (cluster: string, id: number, tab: BrokerTab = 'overview') =>
    `/clusters/${enc(cluster)}/brokers/${id}${tab === 'overview' ? '' : `/${tab}`}`,
  topics: (cluster: string) => `/clusters/${enc(cluster)}/topics`,
  topic: (cluster: string, name: string, tab: TopicTab = 'partitions') =>
    `/clusters/${enc(cluster)}/topics/${segment(name)}${tab === 'partitions' ? '' : `/${tab}`}`,
  partitions: (cluster: string, query: { preset?: PartitionPreset; broker?: number } = {}) => {
    const search = new URLSearchParams()
    if (query.preset) search.set('preset', query.preset)
    if (query.broker !== undefined) search.set('broker', String(query.broker))
    return `/clusters/${enc(cluster)}/partitions${search.size ? `?${search}` : ''}`
  },
  partition: (cluster: string, topic: string, partition: number) =>
    `/clusters/${enc(cluster)}/topics/${segment(topic)}/partitions/${partition}`,
  groups: (cluster: string, query: { topic?: string } = {}) =>
    `/clusters/${enc(cluster)}/groups${query.topic === undefined ? '' : `?topic=${enc(query.topic)}`}`,
  group: (cluster: string, id: string, tab: GroupTab = 'lag') =>
    `/clusters/${enc(cluster)}/groups/${groupSegment(id)}${tab === 'lag' ? '' : `/${tab}`}`,
  /** A group's rebalances with the one of this generation open. */
  rebalance: (cluster: string, id: string, generation: number) =>
    `/clusters/${enc(cluster)}/groups/${groupSegment(id)}/rebalances?rb=${generation}`,
  /** Of all groups; not below `groups`, where any name may be a group's. */
  rebalances: (cluster: string, query: { group?: string } = {}) =>
    `/clusters/${enc(cluster)}/rebalances${query.group === undefined ? '' : `?group=${enc(query.group)}`}`,
  /** `find`: searches the whole tree for a name. */
  zookeeper: (cluster: string, query: { path?: string; tab?: ZnodeTab; find?: string } = {}) => {
    const search = new URLSearchParams()
    if (query.find !== undefined) search.set('find', query.find)
    if (query.path !== undefined && query.path !== '/') search.set('path', query.path)
    if (query.tab !== undefined && query.tab !== 'data') search.set('tab', query.tab)
    return `/clusters/${enc(cluster)}/zookeeper${search.size ? `?${search}` : ''}`
  },
  ensemble: (cluster: string, tab: EnsembleTab = 'servers') =>
    `/clusters/${enc(cluster)}/zookeeper/ensemble${tab === 'servers' ? '' : `/${tab}`}`,
  /** Where two sources of the same fact disagree. */
  findings: (cluster: string) => `/clusters/${enc(cluster)}/zookeeper/findings`,
  events: (cluster: string, query: { subject?: string; event?: string } = {}) => {
    const search = new URLSearchParams()
    if (query.subject !== undefined) search.set('subject', query.subject)
    if (query.event !== undefined) search.set('ev', query.event)
    return `/clusters/${enc(cluster)}/events${search.size ? `?${search}` : ''}`
  },
}

const API = '/api/v1'

/** API paths; names of topics and partitions travel in the query string. */
export const apiPaths = {
  clusters: () => `${API}/clusters`,
  cluster: (cluster: string) => `${API}/clusters/${enc(cluster)}`,
  brokers: (cluster: string) => `${API}/clusters/${enc(cluster)}/brokers`,
  broker: (cluster: string, id: number) => `${API}/clusters/${enc(cluster)}/broker?id=${id}`,
  topics: (cluster: string) => `${API}/clusters/${enc(cluster)}/topics`,
  topic: (cluster: string, name: string) => `${API}/clusters/${enc(cluster)}/topic?name=${enc(name)}`,
  partitions: (cluster: string, preset?: PartitionPreset) =>
    `${API}/clusters/${enc(cluster)}/partitions${preset ? `?preset=${preset}` : ''}`,
  partition: (cluster: string, topic: string, partition: number) =>
    `${API}/clusters/${enc(cluster)}/partition?topic=${enc(topic)}&partition=${partition}`,
  events: (cluster: string, query: Record<string, string> = {}) => {
    const search = new URLSearchParams(query)
    return `${API}/clusters/${enc(cluster)}/events${search.size ? `?${search}` : ''}`
  },
  groups: (cluster: string) => `${API}/clusters/${enc(cluster)}/groups`,
  group: (cluster: string, id: string) => `${API}/clusters/${enc(cluster)}/group?id=${enc(id)}`,
  /** How each partition of a group keeps up, and its last hour in numbers. */
  groupHistory: (cluster: string, id: string) => `${API}/clusters/${enc(cluster)}/group/history?id=${enc(id)}`,
  /** The offsets that the verdict on one partition rests on. */
  groupWindow: (cluster: string, id: string, topic: string, partition: number) =>
    `${API}/clusters/${enc(cluster)}/group/window?id=${enc(id)}&topic=${enc(topic)}&partition=${partition}`,
  /** `group` null: of all groups. */
  rebalances: (cluster: string, group: string | null, query: Record<string, string> = {}) => {
    const search = new URLSearchParams({ ...(group === null ? {} : { group }), ...query })
    return `${API}/clusters/${enc(cluster)}/rebalances${search.size ? `?${search}` : ''}`
  },
  znode: (cluster: string, path: string, query: { prefix?: string; cursor?: string; grouped?: 'true' } = {}) =>
    `${API}/clusters/${enc(cluster)}/znode?${new URLSearchParams({ path, ...query })}`,
  /** `open`: paths whose children are listed and watched; `path`: the selected node, null for none. */
  znodeStream: (cluster: string, path: string | null, open: readonly string[]) =>
    `${API}/clusters/${enc(cluster)}/znode/stream?${new URLSearchParams([
      ...(path === null ? [] : [['path', path]]),
      ...open.map((one) => ['open', one]),
    ])}`,
  /** `limit: '0'` counts without hits. */
  znodeSearch: (cluster: string, path: string, query: { name?: string; content?: string; limit?: '0' }) =>
    `${API}/clusters/${enc(cluster)}/znode/search?${new URLSearchParams({ path, ...query })}`,
  znodeExport: (cluster: string, path: string) =>
    `${API}/clusters/${enc(cluster)}/znode/export?${new URLSearchParams({ path })}`,
  ensemble: (cluster: string) => `${API}/clusters/${enc(cluster)}/ensemble`,
  ensembleSessions: (cluster: string, search: SessionSearch) =>
    `${API}/clusters/${enc(cluster)}/ensemble/sessions?search=${search}`,
  findings: (cluster: string) => `${API}/clusters/${enc(cluster)}/findings`,
  snapshot: (cluster: string, channels: string) => `${API}/clusters/${enc(cluster)}/snapshot?channels=${enc(channels)}`,
  stream: (cluster: string, since: string, channels: string) =>
    `${API}/clusters/${enc(cluster)}/stream?since=${enc(since)}&channels=${enc(channels)}`,
}
