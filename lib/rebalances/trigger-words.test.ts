import { describe, expect, it } from 'vitest'
import { rebalance } from '../rows/rebalance.fixture'
import { memberName, triggerWords } from './trigger-words'

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
