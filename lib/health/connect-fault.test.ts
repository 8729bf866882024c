import { describe, expect, it } from 'vitest'
import { connectFault } from './connect-fault'

describe('connectFault', () => {
  it.each([
    ['metadata', 'DNS to kafka-1:9092: the name does not resolve (ENOTFOUND)', 'DNS'],
    ['metadata', 'TCP to 127.0.0.1:9: nothing listens there (ECONNREFUSED)', 'TCP'],
    ['metadata', 'TLS to kafka-1:9093: certificate has expired', 'TLS'],
    ['metadata', 'SASL to kafka-1:9093: authentication failed', 'SASL'],
    ['metadata', 'ApiVersions request to kafka-1:9092: no answer within 3000 ms', 'metadata'],
    ['metadata', 'Metadata request to kafka-1:9092: no answer within 3000 ms', 'metadata'],
    [
      'metadata',
      'broker 2 advertises 10.0.0.2:9092, which cannot be reached from here, while 127.0.0.1:9092 answers: TCP to 10.0.0.2:9092: no answer',
      'listener',
    ],
    ['zookeeper', 'The host name of zk-1:2181 is not known', 'DNS'],
    ['zookeeper', '127.0.0.1:2181 refused the connection', 'TCP'],
    ['zookeeper', '127.0.0.1:2181 accepted the connection and did not answer within 2 s', 'ZooKeeper session'],
    ['zookeeper', '127.0.0.1:2181 refused our credentials (digest)', 'ZooKeeper session'],
  ])('of %s: %s', (name, reason, step) => {
    expect(connectFault({ name, reason })).toEqual({ step, reason })
  })

  it('has words where the source has none', () => {
    expect(connectFault({ name: 'metadata', reason: null })).toEqual({ step: 'metadata', reason: 'no answer' })
  })
})
