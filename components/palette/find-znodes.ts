import { type ClusterModel, SINGLE } from '@/lib/model/cluster'
import { paths } from '@/lib/paths'
import { topicNames } from '@/lib/rows/partition-row'
import { znodePaths } from '@/lib/znodes/paths'
import { escapedText, typedPath } from '../zookeeper/data/visible-text'
import { nameOf, tidyPath } from '../zookeeper/tree/znode-ancestry'
import type { Finding } from './finding'

const SUGGESTED = 5
/** The server searches for no more. */
const LONGEST_SEARCH = 200

/** A query that begins with `/` is a path in ZooKeeper: it and known ones that continue it; nothing in KRaft mode. */
export function znodeFindings(model: ClusterModel, cluster: string, query: string): Finding[] {
  const typed = query.trim()
  if (!typed.startsWith('/') || model.identity.get(SINGLE)?.mode !== 'zookeeper') return []
  const path = tidyPath(typedPath(typed))
  const suggestions: string[] = []
  for (const known of knownPaths(model)) {
    if (suggestions.length === SUGGESTED) break
    if (known !== path && known.startsWith(path)) suggestions.push(known)
  }
  return [...[path, ...suggestions].map((one) => znodeFinding(cluster, one, path)), ...searchFinding(cluster, path)]
}

/** The search of the tree for what was typed last: for a path nobody knows the whole of. */
function searchFinding(cluster: string, path: string): Finding[] {
  const name = nameOf(path)
  if (name === '/' || name.length > LONGEST_SEARCH) return []
  return [
    {
      id: `search znodes ${name}`,
      group: 'Znode',
      name: `Search for “${escapedText(name)}”`,
      mono: false,
      ranges: [],
      state: null,
      detail: 'all names in the ZooKeeper tree',
      href: paths.zookeeper(cluster, { find: name }),
      shortcut: null,
    },
  ]
}

function znodeFinding(cluster: string, path: string, typed: string): Finding {
  const name = escapedText(path)
  return {
    id: `znode ${path}`,
    group: 'Znode',
    name,
    mono: true,
    ranges: [[0, Math.min(name.length, escapedText(typed).length)]],
    state: null,
    detail: 'opens in the ZooKeeper tree',
    href: paths.zookeeper(cluster, { path }),
    shortcut: null,
  }
}

function* knownPaths(model: ClusterModel): Generator<string> {
  yield* [znodePaths.controller, znodePaths.controllerEpoch, znodePaths.brokerIds, znodePaths.topics]
  yield* ['/admin', znodePaths.deleteTopics, '/config/topics', '/config/brokers', znodePaths.configChanges]
  for (const { id } of model.registration.values()) yield znodePaths.brokerId(id)
  for (const name of topicNames(model)) yield znodePaths.topic(name)
}
