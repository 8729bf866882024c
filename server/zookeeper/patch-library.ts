import ConnectionManager from 'node-zookeeper-client/lib/ConnectionManager.js'
import Exception from 'node-zookeeper-client/lib/Exception.js'
import jute from 'node-zookeeper-client/lib/jute/index.js'
import { ServerReplyError } from './server-error'

const METHODS = [
  'addAuthInfo',
  'connect',
  'findNextServer',
  'onSocketClosed',
  'onSocketConnected',
  'onSocketData',
  'onSocketError',
  'queue',
]
const FIELDS = [
  'packetQueue',
  'pendingQueue',
  'servers',
  'sessionId',
  'sessionTimeout',
  'state',
  'watcherManager',
  'xid',
]
const RECORDS = ['ExistsRequest', 'GetACLRequest', 'GetChildren2Request', 'GetDataRequest', 'RequestHeader']

/**
 * Checks that the private parts of node-zookeeper-client used here exist, and replaces its exception factory by one
 * that knows every code: its own throws on new codes, in the socket handler, which ends the process.
 *
 * Throws naming what is missing. May be called many times.
 */
export function patchLibrary(): void {
  const probe = new ConnectionManager('localhost:1', { sessionTimeout: 1_000, spinDelay: 1_000 }, () => undefined)
  const missing = [
    ...METHODS.filter((name) => typeof Reflect.get(ConnectionManager.prototype, name) !== 'function'),
    ...FIELDS.filter((name) => Reflect.get(probe, name) === undefined),
    ...RECORDS.filter((name) => typeof Reflect.get(jute.protocol, name) !== 'function'),
    ...(typeof Exception.create === 'function' ? [] : ['Exception.create']),
  ]
  if (missing.length > 0) {
    throw new Error(
      `node-zookeeper-client is not 1.1.3, the version this is written for: ${missing.join(', ')} missing`,
    )
  }
  Exception.create = (code) => new ServerReplyError(code)
}
