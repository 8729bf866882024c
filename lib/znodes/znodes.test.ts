import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { errorCode } from '../errors'
import { addressOf, parseBrokerRegistration } from './broker-registration'
import { parseController } from './controller'
import { parsePartitionState } from './partition-state'
import { subjectOf, znodePaths } from './paths'
import { parseTopicAssignment } from './topic-assignment'
import { znodeOf } from './znode.fixture'

/** Recorded from Kafka 3.9.1. */
const BROKER_39 =
  '{"features":{},"listener_security_protocol_map":{"PLAINTEXT":"PLAINTEXT"},"endpoints":["PLAINTEXT://127.0.0.1:26391"],"rack":"az-a","jmx_port":-1,"port":26391,"host":"127.0.0.1","version":5,"timestamp":"1795268180762"}'
/** Shapes of Kafka 0.8 and 0.9, by ZkData. */
const BROKER_V1 = '{"jmx_port":9999,"timestamp":"1420070400000","host":"kafka1","version":1,"port":9092}'
const BROKER_TLS_ONLY =
  '{"listener_security_protocol_map":{"TLS":"SSL"},"endpoints":["TLS://kafka1:9093"],"jmx_port":-1,"port":-1,"host":null,"version":4,"timestamp":"1420070400000"}'

describe('parseBrokerRegistration', () => {
  it('reads what 3.9 writes', () => {
    const stat = { czxid: '0x19', ctime: 1_795_268_180_770, ephemeralOwner: '0x1000021' }
    expect(parseBrokerRegistration(1, znodeOf('/brokers/ids/1', BROKER_39, stat))).toEqual({
      id: 1,
      host: '127.0.0.1',
      port: 26391,
      endpoints: ['PLAINTEXT://127.0.0.1:26391'],
      rack: 'az-a',
      jmxPort: null,
      version: 5,
      features: [],
      registeredAt: 1_795_268_180_770,
      epoch: '0x19',
      sessionId: '0x1000021',
    })
  })

  it('reads format 1, which has no endpoints, and brokers without a PLAINTEXT listener', () => {
    expect(parseBrokerRegistration(1, znodeOf('/brokers/ids/1', BROKER_V1))).toMatchObject({
      host: 'kafka1',
      port: 9092,
      endpoints: ['PLAINTEXT://kafka1:9092'],
      jmxPort: 9999,
      rack: null,
    })
    expect(parseBrokerRegistration(1, znodeOf('/brokers/ids/1', BROKER_TLS_ONLY))).toMatchObject({
      host: 'kafka1',
      port: 9093,
    })
  })
})

describe('addressOf', () => {
  it('keeps the port apart from an IPv6 host', () => {
    expect(addressOf('SSL://[::1]:9093')).toEqual({ protocol: 'SSL', host: '::1', port: 9093 })
    expect(addressOf('nonsense')).toBeNull()
  })
})

describe('parseTopicAssignment', () => {
  it('orders partitions by number and reads a running reassignment', () => {
    const data =
      '{"partitions":{"10":[2],"2":[3,1],"0":[1,2,3]},"topic_id":"pB-mlXgHRYCISHC7PvzIpg","adding_replicas":{"0":[3]},"removing_replicas":{},"version":3}'
    const topic = parseTopicAssignment('orders', znodeOf('/brokers/topics/orders', data))
    expect(topic.partitions.map(({ partition }) => partition)).toEqual([0, 2, 10])
    expect(topic.partitions[0]).toEqual({ partition: 0, replicas: [1, 2, 3], adding: [3], removing: [] })
    expect(topic.topicId).toBe('pB-mlXgHRYCISHC7PvzIpg')
  })

  it('reads format 1, without topic id', () => {
    const topic = parseTopicAssignment('t', znodeOf('/brokers/topics/t', '{"version":1,"partitions":{"0":[1]}}'))
    expect(topic).toMatchObject({
      topicId: null,
      partitions: [{ partition: 0, replicas: [1], adding: [], removing: [] }],
    })
  })
})

describe('parsePartitionState', () => {
  it('reads leader and ISR, and −1 as no leader', () => {
    const data = '{"controller_epoch":1,"leader":-1,"version":1,"leader_epoch":4,"isr":[3,1],"leader_recovery_state":1}'
    const state = parsePartitionState('orders', 0, znodeOf('/x', data, { version: 7, mtime: 12, mzxid: '0x9' }))
    expect(state).toMatchObject({
      leader: null,
      leaderEpoch: 4,
      isr: [3, 1],
      recovering: true,
      partitionEpoch: 7,
      changedAt: 12,
      mzxid: '0x9',
    })
  })
})

describe('parseController', () => {
  it('reads formats 1 and 2', () => {
    const two = '{"version":2,"brokerid":1,"timestamp":"1795268180861","kraftControllerEpoch":-1}'
    expect(parseController(znodeOf('/controller', two), znodeOf('/controller_epoch', '12'))).toMatchObject({
      brokerId: 1,
      epoch: 12,
      kraftEpoch: null,
    })
    const one = '{"version":1,"brokerid":3,"timestamp":"1795268191969"}'
    expect(parseController(znodeOf('/controller', one), null)).toMatchObject({ brokerId: 3, epoch: null })
  })
})

describe('every parser', () => {
  it('answers hostile content with an error that names the path, never with anything else', () => {
    const anything = fc.oneof(fc.string(), fc.json(), fc.constant('{"__proto__":{"leader":1}}'), fc.constant(null))
    fc.assert(
      fc.property(anything, (data) => {
        const znode = znodeOf('/hostile', data)
        for (const parse of [
          () => parseBrokerRegistration(1, znode),
          () => parseTopicAssignment('t', znode),
          () => parsePartitionState('t', 0, znode),
          () => parseController(znode, znode),
        ]) {
          try {
            parse()
          } catch (error) {
            expect(errorCode(error)).toBe('invalid')
            expect(String(error)).toContain('/hostile')
          }
        }
      }),
    )
  })
})

describe('subjectOf', () => {
  it('finds what a path is about', () => {
    expect(subjectOf(znodePaths.brokerId(3))).toEqual({ kind: 'broker', id: 3 })
    expect(subjectOf(znodePaths.state('__proto__', 12))).toEqual({ kind: 'state', topic: '__proto__', partition: 12 })
    expect(subjectOf('/brokers/topics/t/partitions/0')).toEqual({ kind: 'partition', topic: 't', partition: 0 })
    expect(subjectOf('/brokers/topics/t/partitions/x/state')).toEqual({ kind: 'other' })
    expect(subjectOf('/controller_epoch')).toEqual({ kind: 'controller' })
    expect(subjectOf('/config/changes/config_change_0000000001')).toEqual({ kind: 'config-changes' })
    expect(subjectOf('/')).toEqual({ kind: 'other' })
  })
})
