import type { MeaningField } from '../meaning'
import { type FamilyNode, type FamilySays, folder, type ZnodeFamily } from './family'
import { count } from './phrases'

/**
 * `/zookeeper/config`, ZooKeeper's own list of servers since 3.5, one a line:
 * `server.1=127.0.0.1:2888:3888:participant`, last `version=0`; empty on a server of its own.
 */
const ensembleConfig: ZnodeFamily = {
  name: 'zookeeper-config',
  path: '/zookeeper/config',
  noun: 'The servers of the ensemble',
  says({ znode }) {
    const fields = lineFields(znode.data ?? '', (name) => {
      if (name === 'version') return 'Zxid of the last change of the servers, hexadecimal.'
      return name.startsWith('server.')
        ? 'Host, port for followers, port for elections, part; then the port for clients.'
        : null
    })
    const servers = fields.filter(({ name }) => name.startsWith('server.')).length
    return {
      sentence:
        servers === 0
          ? 'ZooKeeper lists the servers of its ensemble here: none, it is one server of its own.'
          : `ZooKeeper lists the servers of its ensemble here: ${count(servers, 'server')}, of which a majority must be up.`,
      fields,
    }
  },
}

/** `/zookeeper/quota/…/zookeeper_limits` and `…/zookeeper_stats`: `count=100,bytes=-1`; the path between is what they bound. */
const quota: ZnodeFamily = {
  name: 'zookeeper-quota',
  path: '/zookeeper/quota/**',
  noun: 'A quota of ZooKeeper',
  says: sayQuota,
}

function sayQuota({ znode, names: [path = ''] }: FamilyNode): FamilySays {
  const bounded = `/${path.split('/').slice(0, -1).join('/')}`
  const fields = lineFields((znode.data ?? '').replaceAll(/[,;]/g, '\n'), () => null)
  if (path.endsWith('/zookeeper_limits')) {
    return { sentence: `How many nodes and bytes ${bounded} may hold; -1 is no limit.`, fields }
  }
  if (path.endsWith('/zookeeper_stats')) {
    return { sentence: `How many nodes and bytes ${bounded} holds.`, fields }
  }
  return { sentence: `Leads to the quota of /${path} or of what is below.` }
}

/** `name=value` lines; a line without `=` is a name alone. */
function lineFields(text: string, words: (name: string) => string | null): MeaningField[] {
  const lines = text.split('\n').filter((line) => line !== '')
  return lines.slice(0, 100).map((line) => {
    const at = line.indexOf('=')
    const name = at < 0 ? line : line.slice(0, at)
    return { name, value: at < 0 ? '' : line.slice(at + 1), words: words(name) }
  })
}

/** ZooKeeper's own nodes, seen where a cluster has no chroot. */
export const zookeeperFamilies: readonly ZnodeFamily[] = [
  folder('/zookeeper', "ZooKeeper's own nodes; Kafka keeps nothing here."),
  ensembleConfig,
  folder('/zookeeper/quota', ({ children }) => ({
    sentence:
      children === 0
        ? 'ZooKeeper keeps limits for parts of the tree here: none is set.'
        : 'ZooKeeper keeps limits for parts of the tree here, below the path they bound.',
  })),
  quota,
]
