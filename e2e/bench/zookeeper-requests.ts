import type { NameOf } from './counting-relay'

/** Keyed by operation (org.apache.zookeeper.ZooDefs.OpCode). */
const OPERATIONS = new Map([
  [1, 'create'],
  [2, 'delete'],
  [3, 'exists'],
  [4, 'getData'],
  [5, 'setData'],
  [6, 'getACL'],
  [8, 'getChildren'],
  [9, 'sync'],
  [11, 'ping'],
  [12, 'getChildren2'],
  [100, 'auth'],
  [101, 'setWatches'],
  [106, 'addWatch'],
  [-11, 'closeSession'],
])

/** What a client asks of ZooKeeper. The first frame of a connection asks for the session; then xid, operation, … */
export const zookeeperRequest: NameOf = (frame, index) => {
  if (index === 0) return 'connect'
  const operation = frame.readInt32BE(4)
  return OPERATIONS.get(operation) ?? `operation ${operation}`
}

/** Requests that read something of the tree. */
export const READS = ['exists', 'getData', 'getACL', 'getChildren', 'getChildren2']
