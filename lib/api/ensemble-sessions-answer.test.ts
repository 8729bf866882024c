import { describe, expect, it } from 'vitest'
import { testEnsemble } from '../model/ensemble.fixture'
import { connection, held, testSessions } from '../rows/ensemble-session-row.fixture'
import { sessionsAnswer, sessionsBody, sessionsQuery } from './ensemble-sessions-answer'
import { envelope } from './envelope'
import { unexplained } from './unexplained.fixture'

const bare = { ...connection('0x9223', '10.0.0.2:1'), timeoutMs: null, lastOperation: null, establishedAt: null }
const sessions = testSessions({
  held: new Map([
    ['0xb1', [held('/brokers/ids/1'), { path: '/other', since: null, outside: true }]],
    ['0xc', [{ path: '/x', since: null, outside: false }]],
  ]),
  connections: [connection('0xb1', '10.0.0.1:5'), { ...bare, outstanding: null, latency: null }],
})
const head = envelope(testEnsemble(['leader']), 7, 2_000)

describe('the answer about sessions', () => {
  it.each([
    { search: 'known' as const, znodesMissing: 'others were not looked for', readFrom: 'cons' as const, reason: null },
    { search: 'everything' as const, znodesMissing: null, readFrom: null, reason: 'does not allow the command cons' },
  ])('is what the contract says, and explains what is unknown: $search', ({ search, znodesMissing, ...server }) => {
    const servers = [{ server: 'zk1:2181', ...server }]
    const body = sessionsBody({ sessions, search, readAt: 1_000, znodesFrom: 'dump', znodesMissing, servers })
    const json = JSON.parse(JSON.stringify({ ...head, ...body })) as unknown
    expect(sessionsAnswer.parse(json)).toEqual(json)
    expect(unexplained(json)).toEqual([])
  })

  it('looks where Kafka keeps its znodes unless told otherwise', () => {
    expect(sessionsQuery.parse({})).toEqual({ search: 'known' })
    expect(sessionsQuery.safeParse({ search: 'dump' }).success).toBe(false)
  })
})
