/** A cluster for people: `tsx e2e/cluster/run.ts --version 3.9 --brokers 3 --zookeepers 1`, until Ctrl-C. */
import { parseArgs } from 'node:util'
import { startCluster } from './cluster'
import { clusterOptions } from './cluster-arguments'
import { onInterruption } from './interruption'

const { values } = parseArgs({ options: clusterOptions.flags })
const cluster = await startCluster({ ...clusterOptions.read(values), onProgress: (line) => console.log(line) })
const stay = setInterval(() => {}, 60_000)
onInterruption(
  () => {
    console.log('Stopping')
    void cluster.stop().then(() => clearInterval(stay))
  },
  () => process.exit(130),
)
console.log(`Kafka ${cluster.version}
  bootstrap   ${cluster.bootstrap.join(',')}
  zookeeper   ${cluster.zookeeperConnect ?? 'none (KRaft)'}
  directory   ${cluster.directory}
  processes   ${[...cluster.zookeepers, ...cluster.brokers].map(({ pid }) => pid).join(' ')}
Ctrl-C stops it.`)
