import { describe, expect, it } from 'vitest'
import { connection, held, testSessions } from './ensemble-session-row.fixture'

const names = (sessions: ReturnType<typeof testSessions>) =>
  sessions.map(({ sessionId, owner }) => [sessionId, owner.kind, owner.name])

describe('sessionViews', () => {
  it('names brokers, old consumers and ourselves, and leaves the others unnamed', () => {
    const sessions = testSessions({
      held: new Map([
        ['0xc2', [held('/consumers/g 1/owners/t/0'), held('/consumers/g 1/ids/c2')]],
        ['0xb1', [held('/controller'), held('/brokers/ids/1')]],
        ['0xa', [{ ...held('/other/consumers/x/ids/y'), outside: true }]],
      ]),
      connections: [connection('0xb1', '10.0.0.1:5'), connection('0xdd', '10.0.0.9:5')],
    })
    expect(names(sessions)).toEqual([
      ['0xb1', 'broker', 'broker 1'],
      ['0xc2', 'consumer', 'consumer c2 of group g 1'],
      ['0x1', 'vivarium', 'Vivarium'],
      ['0xa', 'unknown', null],
      ['0xdd', 'unknown', null],
    ])
    expect(sessions[0]).toMatchObject({ server: 'zk1:2181', holdsTotal: 2, connection: { address: '10.0.0.1:5' } })
    expect(sessions[0]?.holds.map(({ path }) => path)).toEqual(['/brokers/ids/1', '/controller'])
    expect(sessions[2]).toMatchObject({ server: 'zk1:2181', holdsTotal: 0, connection: null })
  })

  it('tells the session of a zombie controller from that of its broker', () => {
    const sessions = testSessions({
      controller: '0x0ld',
      held: new Map([
        ['0xb1', [held('/brokers/ids/1')]],
        ['0x0ld', [held('/controller')]],
      ]),
    })
    expect(names(sessions).slice(0, 2)).toEqual([
      ['0xb1', 'broker', 'broker 1'],
      ['0x0ld', 'controller', 'broker 1, as controller only'],
    ])
  })

  it('says of a session without a connection what is known', () => {
    const gone = { held: new Map([['0xb1', [held('/brokers/ids/1')]]]) }
    expect(testSessions(gone)[0]?.connectionReason).toMatch(/^its client is connected to none of the servers/)
    expect(testSessions({ ...gone, silent: ['zk2:2181'] })[0]?.connectionReason).toBe(
      'zk2:2181 did not tell who is connected',
    )
  })

  it('shows the first fifty of what one holds, in natural order', () => {
    const many = Array.from({ length: 60 }, (_, index) => held(`/locks/l${60 - index}`))
    const [session] = testSessions({ held: new Map([['0xa', many]]), ours: null })
    expect(session).toMatchObject({ holdsTotal: 60, holds: { length: 50 } })
    expect(session?.holds.slice(0, 2).map(({ path }) => path)).toEqual(['/locks/l1', '/locks/l2'])
  })

  it('does not name ourselves without a live session', () => {
    const ours = { status: 'suspended', server: null, sessionId: '0x1', since: 5, reason: 'cut' } as const
    expect(testSessions({ ours })).toEqual([])
  })
})
