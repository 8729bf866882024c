import { describe, expect, it } from 'vitest'
import { rebalance, rebalanceMember } from '../rows/rebalance.fixture'
import { stormRemedies, stormSuspect } from './rebalance-storm'
import { memberName, triggerWords } from './rebalance-words'

const UUID = '6a1e2b30-8d0f-4c7e-9d53-2f1c0b9a7e44'

describe('memberName', () => {
  it('is the instance id, else the client id, with the end of the member id where two are alike', () => {
    const member = (memberId: string, clientId: string, instanceId: string | null = null) => ({
      ...{ memberId, clientId, instanceId },
    })
    const all = [member('a-1111', 'js'), member('b-2222', 'js'), member('c-3333', 'one'), member('d', 'x', 'static-4')]
    expect(all.map(({ memberId }) => memberName(memberId, all))).toEqual(['js …1111', 'js …2222', 'one', 'static-4'])
  })

  it('takes what it can from the id of a member nobody describes', () => {
    expect(memberName(`fraud-2-${UUID}`, [])).toBe('fraud-2')
    expect(memberName('kY4-0pQnS1-6o_9vT2mXbA', [])).toBe('member …mXbA')
    expect(memberName(UUID, [])).toBe('member …7e44')
  })
})

describe('triggerWords', () => {
  it('names who and why', () => {
    const words = (kind: Parameters<typeof triggerWords>[0]['kind'], memberId: string | null = 'b-1') =>
      triggerWords({ kind, memberId }, rebalance(1).members)
    expect(words('session-timeout')).toBe('b dropped out: session timeout')
    expect(words('partitions-changed', null)).toBe('the partitions of its topics changed')
    expect(words('leader-rejoined')).toBe('its leader, b, joined again')
    expect(words('joined', null)).toBe('a member joined')
  })
})

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
