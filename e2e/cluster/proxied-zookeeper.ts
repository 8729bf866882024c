import { type ManagedProcess, startCluster } from './cluster'
import { type CuttingProxy, startProxy } from './cutting-proxy'

/** A ZooKeeper server that Kafka does not use, behind a proxy that makes faults. It enforces quotas and answers `dump`. */
export interface ProxiedZookeeper {
  zookeeper: ManagedProcess
  proxy: CuttingProxy
  stop(): Promise<void>
}

/** Starts both; `settings` are added to those of the server. */
export async function startProxiedZookeeper(settings: Record<string, string> = {}): Promise<ProxiedZookeeper> {
  const cluster = await startCluster({
    brokers: 0,
    // Listeners in the settings keep the start from waiting for brokers, of which there are none.
    brokerConfig: { listeners: 'none' },
    zookeeperConfig: { '4lw.commands.whitelist': 'srvr,dump', enforceQuota: 'true', ...settings },
  })
  const [zookeeper] = cluster.zookeepers
  if (zookeeper === undefined) throw new Error('no ZooKeeper server')
  const proxy = await startProxy(zookeeper.port)
  return {
    zookeeper,
    proxy,
    async stop() {
      await proxy.stop()
      await cluster.stop()
    },
  }
}
