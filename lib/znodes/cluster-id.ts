import { type Znode, znodeJson } from './znode'

/** `/cluster/id` (Kafka's ZkData `ClusterIdZNode`): `{"version":"1","id":"lJgFd2bqTjGM8hVhVn2eNQ"}`. */
export function parseClusterId(znode: Znode): string {
  return znodeJson(znode).text('id')
}
