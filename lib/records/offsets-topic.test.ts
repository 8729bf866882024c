import fc from 'fast-check'
import { expect, test } from 'vitest'
import { decodeAssignment } from './consumer-assignment'
import { decodeSubscription } from './consumer-subscription'
import { offsetsTopicRecord } from './offsets-topic'
import { recordsOf } from './record'
import { recordBatches } from './record-batch'
import { recorded } from './record-batch.fixture'

function read(release: '2.8.2' | '3.9.1' | '4.1.1') {
  const batches = [...recordBatches(recorded(release, 'offsets'))]
  return batches.flatMap((batch) => [...recordsOf(batch, (_, bytes) => bytes)].map(offsetsTopicRecord))
}

const bytes = (hex: string) => Uint8Array.from(Buffer.from(hex.replaceAll(' ', ''), 'hex'))
const recordOf = (key: string | null, value: string | null) =>
  offsetsTopicRecord({
    offset: 5n,
    timestamp: 7,
    key: key === null ? null : bytes(key),
    value: value === null ? null : bytes(value),
    headers: new Uint8Array(),
  })

test.each(['2.8.2', '3.9.1', '4.1.1'] as const)('all that a broker of %s wrote is read', (release) => {
  const records = read(release)
  expect(records.filter(({ kind }) => kind === 'unknown' || kind === 'unreadable')).toEqual([])
  const commits = records.filter((one) => one.kind === 'offset-commit' && one.group === 'java.classic')
  expect(commits.at(-1)).toMatchObject({ topic: 'none', partition: 0, value: { leaderEpoch: 0, metadata: null } })
  const [only] = records.filter((one) => one.kind === 'offset-commit' && one.group === 'only.commits')
  expect(only).toMatchObject({ value: { offset: 0n, leaderEpoch: null } })
  expect(records.findLast((one) => one.kind === 'offset-commit' && one.group === 'only.commits')).toMatchObject({
    value: null,
  })
  const first = records.find(
    (one) => one.kind === 'group-metadata' && one.group === 'java.classic' && one.value?.members.length,
  )
  if (first?.kind !== 'group-metadata' || !first.value) throw new Error('no generation')
  const [member] = first.value.members
  expect(first.value).toMatchObject({
    protocolType: 'consumer',
    generation: 1,
    protocol: 'range',
    leader: member?.memberId,
  })
  expect(first.timestamp - (first.value.stateSince ?? 0)).toBeLessThan(5_000)
  expect(member).toMatchObject({ instanceId: 'fixed-1', clientId: 'java.classic-java', clientHost: '/127.0.0.1' })
  expect(decodeSubscription(member?.subscription ?? bytes(''))).toEqual(['none'])
  expect(decodeAssignment(member?.assignment ?? bytes(''))).toEqual([{ topic: 'none', partitions: [0] }])
})

test('a group of the new protocol is told by its epochs, members and targets', () => {
  const kinds = read('4.1.1').flatMap((one) => ('group' in one && one.group === 'java.new' ? one.kind : []))
  expect(new Set(kinds)).toEqual(
    new Set([
      'consumer-group-current-member-assignment',
      'consumer-group-member-metadata',
      'consumer-group-metadata',
      'consumer-group-target-assignment-member',
      'consumer-group-target-assignment-metadata',
      'offset-commit',
    ]),
  )
  const member = read('4.1.1').find((one) => one.kind === 'consumer-group-member-metadata')
  expect(member).toMatchObject({
    value: {
      subscribedTopicNames: ['none', 'tx'],
      subscribedTopicRegex: '',
      classicMemberMetadata: null,
      rackId: null,
    },
  })
  // Java resolves patterns itself, so the broker's own are written here.
  expect(recordOf('0010 0001 67 0002 612e', '0000 02 02 61 0000000000000003 0000000000000064 00')).toMatchObject({
    kind: 'consumer-group-regular-expression',
    regularExpression: 'a.',
    value: { topics: ['a'], version: 3n, timestamp: 100n },
  })
})

/** Group "g", topic "t", partition 3. */
const COMMIT_KEY = '0001 0001 67 0001 74 00000003'
test.each([
  ['version 0', '0000 000000000000002a 0000 0000000000000064', { offset: 42n, committedAt: 100, leaderEpoch: null }],
  [
    'version 1, with an end',
    '0001 000000000000002a 0001 6d 0000000000000064 00000000000000c8',
    { metadata: 'm', expiresAt: 200 },
  ],
  ['version 2', '0002 000000000000002a 0000 0000000000000064', { offset: 42n, expiresAt: null }],
  ['version 3', '0003 000000000000002a 00000007 0000 0000000000000064', { leaderEpoch: 7, topicId: null }],
  ['version 4', '0004 000000000000002a 00000007 02 6d 0000000000000064 00', { leaderEpoch: 7, metadata: 'm' }],
  [
    'version 4 with the id of the topic and a tag of the future',
    '0004 000000000000002a ffffffff 01 0000000000000064 02 00 10 fbefbe000000000000000000000000ff 09 01 00',
    {
      leaderEpoch: null,
      topicId: Buffer.from('fbefbe000000000000000000000000ff', 'hex').toString('base64url'),
    },
  ],
])('a commit of %s', (_what, value, commit) => {
  expect(recordOf(COMMIT_KEY, value)).toMatchObject({
    ...{ offset: 5n, timestamp: 7, kind: 'offset-commit', group: 'g', topic: 't', partition: 3 },
    value: commit,
  })
})

test('the oldest commits, a generation of version 0, and tombstones', () => {
  expect(recordOf('0000 0001 67 0001 74 00000003', '0000 000000000000002a 0000 0000000000000064')).toMatchObject({
    kind: 'offset-commit',
    value: { offset: 42n, leaderEpoch: null, expiresAt: null, topicId: null },
  })
  const member = '0001 6d 0001 63 0001 68 00002710 00000000 00000000'
  expect(recordOf('0002 0001 67', `0000 0008 636f6e73756d6572 00000002 ffff ffff 00000001 ${member}`)).toMatchObject({
    kind: 'group-metadata',
    value: {
      generation: 2,
      protocol: null,
      stateSince: null,
      members: [{ rebalanceTimeoutMs: null, sessionTimeoutMs: 10_000, instanceId: null }],
    },
  })
  expect(recordOf('0002 0001 67', null)).toMatchObject({ kind: 'group-metadata', group: 'g', value: null })
  expect(recordOf('0005 0001 67 0001 6d', null)).toMatchObject({
    kind: 'consumer-group-member-metadata',
    memberId: 'm',
    value: null,
  })
})

test('groups of other kinds are named, and kinds of the future counted', () => {
  expect(recordOf('000b 0001 67', '0000 00000001 00')).toMatchObject({
    kind: 'other-group',
    name: 'share-group-metadata',
    group: 'g',
    tombstone: false,
  })
  expect(recordOf('0013 0001 67 0001 6d', null)).toMatchObject({
    kind: 'other-group',
    name: 'streams-group-member-metadata',
    tombstone: true,
  })
  expect(recordOf('0063 0001 67', null)).toMatchObject({ kind: 'unknown', type: 99 })
})

test('what is not as defined is said to be so', () => {
  expect(recordOf(COMMIT_KEY, '0009 00')).toMatchObject({
    kind: 'unreadable',
    type: 1,
    reason: 'version 9 is not known, only 0 to 4',
  })
  expect(recordOf('0001 7fff 67', null)).toMatchObject({ kind: 'unreadable', type: 1 })
  expect(recordOf(null, null)).toMatchObject({ kind: 'unreadable', type: null })
  expect(recordOf('0002 0001 67', '0003 0000 00000002 ffff ffff 0000000000000000 7fffffff')).toMatchObject({
    kind: 'unreadable',
    type: 2,
  })
})

test('any bytes give a record', () => {
  const type = fc.constantFrom(0, 1, 2, 3, 4, 5, 6, 7, 8, 11, 16, 99)
  fc.assert(
    fc.property(type, fc.nat(4), fc.uint8Array({ maxLength: 80 }), (number, version, rest) => {
      const key = Uint8Array.from([0, number, 0, 1, 0x67, 0, 1, 0x74, 0, 0, 0, 3])
      const value = Uint8Array.from([0, version, ...rest])
      const { kind } = offsetsTopicRecord({ offset: 0n, timestamp: 0, key, value, headers: new Uint8Array() })
      expect(typeof kind).toBe('string')
    }),
    { numRuns: 2000 },
  )
})
