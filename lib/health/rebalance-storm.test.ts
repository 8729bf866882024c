import { describe, expect, it } from 'vitest'
import { rebalance, rebalanceMember } from '../rows/rebalance.fixture'
import { stormRemedies, stormSuspect } from './rebalance-storm'

describe('stormRemedies', () => {
  const settings = (...[of]: Parameters<typeof stormRemedies>) => stormRemedies(of).map(({ setting }) => setting)

  it('puts first what fits the last cause', () => {
    expect(settings({ type: 'classic', protocol: 'range', trigger: 'max-poll' })[0]).toContain('max.poll.interval.ms')
    expect(settings({ type: 'classic', protocol: 'range', trigger: 'session-timeout' })[0]).toBe('session.timeout.ms')
    expect(settings({ type: 'consumer', protocol: 'uniform', trigger: 'session-timeout' })[0]).toBe(
      'consumer.session.timeout.ms',
    )
  })

  it('does not recommend what a group already has, nor a classic assignor to a group of KIP-848', () => {
    const strategy = 'partition.assignment.strategy'
    expect(settings({ type: 'classic', protocol: 'range', trigger: null })).toContain(strategy)
    expect(settings({ type: 'classic', protocol: 'cooperative-sticky', trigger: null })).not.toContain(strategy)
    expect(settings({ type: 'consumer', protocol: 'uniform', trigger: null })).not.toContain(strategy)
  })
})

describe('stormSuspect', () => {
  const dropped = (generation: number, memberId: string, at = 10_000) =>
    rebalance(generation, {
      at,
      members: [rebalanceMember(memberId, [1], { change: 'left', after: null })],
      triggers: [{ kind: 'session-timeout', memberId, certainty: 'inferred', evidence: 'silent for 45 s' }],
    })

  it('counts a member over the ids it had', () => {
    expect(stormSuspect([dropped(1, 'b-1'), dropped(2, 'c-1'), dropped(3, 'b-2')], 0)).toBe('b dropped out 2 times')
  })

  it('accuses no client id that several members share', () => {
    const among = (generation: number, memberId: string) => {
      const one = dropped(generation, memberId)
      return { ...one, members: [...one.members, rebalanceMember('b-9', [0])] }
    }
    expect(stormSuspect([among(1, 'b-1'), among(2, 'b-2')], 0)).toBeNull()
  })

  it('accuses nobody for what happened once, or before the storm', () => {
    expect(stormSuspect([dropped(1, 'b-1'), dropped(2, 'c-1')], 0)).toBeNull()
    expect(stormSuspect([dropped(1, 'b-1', 1_000), dropped(2, 'b-2')], 5_000)).toBeNull()
  })
})
