import { stringify } from 'yaml'
import type { VivariumConfig } from '@/lib/config'

/** The effective configuration in the words of a configuration file, secrets as `***`. */
export function printable({ host, port, allowedHosts, dataDirectory, metrics, clusters }: VivariumConfig): string {
  const plain = {
    server: {
      host,
      port,
      allowedHosts,
      metricsFlavor: metrics.names.length === 0 ? ['none'] : metrics.names,
      metricsPartitions: metrics.partitions,
    },
    data: dataDirectory,
    clusters: clusters.map(({ id, name, environment, color, zookeeper, kafka }) => ({
      id,
      name,
      ...(environment !== null && { environment }),
      ...(color !== null && { color }),
      ...(zookeeper !== null && { zookeeper: zookeeper.connect }),
      ...(kafka.brokers.length > 0 && { brokers: kafka.brokers }),
      ...(kafka.tls !== null && { tls: withoutNulls(kafka.tls) }),
      ...(kafka.sasl !== null && { sasl: { ...kafka.sasl, password: String(kafka.sasl.password) } }),
      ...(zookeeper !== null &&
        zookeeper.auth.length > 0 && {
          zookeeperAuth: zookeeper.auth.map(({ scheme, value }) => ({ scheme, value: String(value) })),
        }),
      ...(zookeeper !== null && zookeeper.adminPorts.length > 0 && { zookeeperAdminPort: zookeeper.adminPorts }),
    })),
  }
  return stringify(plain)
}

function withoutNulls(files: object): object {
  return Object.fromEntries(Object.entries(files).filter(([, path]) => path !== null))
}
