/** A cluster for people: `tsx e2e/cluster/run.ts --version 3.9 --brokers 3 --zookeepers 1`, until Ctrl-C. */
import { parseArgs } from 'node:util'
import { startCluster } from './cluster'
import { clusterOptions } from './cluster-arguments'

const { values } = parseArgs({ options: clusterOptions.flags })
const cluster = await startCluster({ ...clusterOptions.read(values), onProgress: (line) => console.log(line) })
const stay = setInterval(() => {}, 60_000)
let stopping = false
for (const signal of ['SIGINT', 'SIGTERM'] as const) {
  process.on(signal, () => {
    if (stopping) process.exit(1)
    stopping = true
    console.log('Stopping')
    void cluster.stop().then(() => clearInterval(stay))
  })
}
console.log(`Kafka ${cluster.version}
  bootstrap   ${cluster.bootstrap.join(',')}
  zookeeper   ${cluster.zookeeperConnect ?? 'none (KRaft)'}
  directory   ${cluster.directory}
  processes   ${[...cluster.zookeepers, ...cluster.brokers].map(({ pid }) => pid).join(' ')}
Ctrl-C stops it.`)
