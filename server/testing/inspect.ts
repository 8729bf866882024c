import { ClusterInspector } from '../cluster-inspector'
import { loadConfig } from '../config'

/** A started inspector of the one cluster these variables configure; stop it at the end. */
export function inspect(env: Record<string, string | undefined>): ClusterInspector {
  const [config] = loadConfig(env, []).clusters
  if (!config) throw new Error('no cluster configured')
  const inspector = new ClusterInspector(config, 'test', () => undefined)
  inspector.start()
  return inspector
}

/** The same of a cluster of the tests: by way of its ZooKeeper where there is one. */
export function inspectCluster({
  zookeeperConnect,
  bootstrap,
}: {
  zookeeperConnect: string | null
  bootstrap: readonly string[]
}): ClusterInspector {
  return inspect(zookeeperConnect ? { ZOOKEEPER_CONNECT: zookeeperConnect } : { KAFKA_BROKERS: bootstrap.join() })
}
