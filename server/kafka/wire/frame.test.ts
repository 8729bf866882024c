import { readFileSync } from 'node:fs'
import { describe, expect, it } from 'vitest'
import { parseCapabilities } from '../capabilities'
import { parseMetadata } from '../requests/metadata'
import { APIS, type Api } from './apis'
import { codecOf } from './codec'
import { correlationIdOf, decodeResponse, encodeRequest } from './frame'

type AnyApi = Api<Record<string, unknown>, Record<string, unknown>>
const byName = new Map(
  Object.values(APIS as unknown as Record<string, AnyApi>).map((api) => [api.schema.name, api.schema]),
)

/** Answers of real brokers as they came from the socket, without the size prefix: one broker, a topic "orders" of two partitions. */
function recorded(release: string): Map<string, { version: number; frame: Buffer }> {
  const text = readFileSync(new URL(`../fixtures/answers-${release}.json`, import.meta.url), 'utf8')
  const answers: Record<string, { version: number; frame: string }> = JSON.parse(text)
  return new Map(
    Object.entries(answers).map(([name, { version, frame }]) => [name, { version, frame: Buffer.from(frame, 'hex') }]),
  )
}

const releases = ['2.8.2', '3.9.1', '4.1.1']
const all = releases.flatMap((release) =>
  [...recorded(release)].map(([name, answer]) => ({ release, name, ...answer })),
)

function answerOf<Q, A>(release: string, api: Api<Q, A>): A {
  const answer = recorded(release).get(api.schema.name)
  if (!answer) throw new Error(`no ${api.schema.name} of ${release} was recorded`)
  return decodeResponse(api.schema, answer.version, answer.frame).body
}

describe('decodeResponse', () => {
  it.each(all)(
    'reads $name v$version of Kafka $release to its last byte, and writes the same bytes back',
    ({ name, version, frame }) => {
      const schema = byName.get(name)
      if (!schema) throw new Error(`no API ${name}`)
      const { body, unread } = decodeResponse(schema, version, frame)
      expect(unread).toBe(0)
      const codec = codecOf(schema, 'response', version)
      const header = codec.flexible && name !== 'ApiVersions' ? 5 : 4
      expect(codec.encode(body).toString('hex')).toBe(frame.subarray(header).toString('hex'))
    },
  )

  it.each(releases)('reads what Kafka %s said', (release) => {
    expect(all.filter((one) => one.release === release).length).toBeGreaterThanOrEqual(11)
    const { topics, brokers, clusterId } = parseMetadata(answerOf(release, APIS.metadata))
    expect(clusterId).toMatch(/^[\w-]{22}$/)
    expect(brokers).toEqual([{ id: 1, host: '127.0.0.1', port: expect.any(Number), rack: null }])
    expect(topics).toMatchObject([
      {
        name: 'orders',
        topicId: expect.stringMatching(/^[\w-]{22}$/),
        internal: false,
        error: null,
        partitions: [
          { partition: 0, leader: 1, leaderEpoch: 0, replicas: [1], isr: [1], offlineReplicas: [], error: null },
          { partition: 1, leader: 1 },
        ],
      },
    ])
    const offsets = answerOf(release, APIS.listOffsets).topics[0]?.partitions.toSorted(
      (a, b) => a.partitionIndex - b.partitionIndex,
    )
    expect(offsets).toMatchObject([
      { errorCode: 0, offset: 1n, leaderEpoch: 0 },
      { errorCode: 3, offset: -1n },
    ])
  })

  it('reads the feature levels of a KRaft broker, and none of one on ZooKeeper', () => {
    expect(parseCapabilities(answerOf('4.1.1', APIS.apiVersions)).metadataVersion).toBeGreaterThanOrEqual(26)
    const old = parseCapabilities(answerOf('2.8.2', APIS.apiVersions))
    expect(old.metadataVersion).toBeNull()
    expect(old.apis.has(APIS.describeQuorum.schema.key)).toBe(false)
  })
})

describe('encodeRequest', () => {
  it('writes the header Kafka expects, with tags in flexible versions only', () => {
    const draft = { topics: [], allowAutoTopicCreation: false }
    const header = { correlationId: 7, clientId: 'me' }
    expect(encodeRequest(APIS.metadata.schema, { ...header, version: 8 }, draft).toString('hex')).toBe(
      '00000013' + '00030008' + '00000007' + '00026d65' + '00000000' + '00' + '0000',
    )
    expect(encodeRequest(APIS.metadata.schema, { ...header, version: 12 }, draft).toString('hex')).toBe(
      '00000011' + '0003000c' + '00000007' + '00026d65' + '00' + '01' + '00' + '00' + '00',
    )
  })
})

describe('correlationIdOf', () => {
  it('refuses a frame that has none', () => {
    expect(correlationIdOf(Buffer.from('00000007ff', 'hex'))).toBe(7)
    expect(() => correlationIdOf(Buffer.from('0000', 'hex'))).toThrow('not a valid Kafka answer')
  })
})
