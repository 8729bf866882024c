import { describe, expect, it } from 'vitest'
import type { GroupTruth, TrueCause } from './group-truth'
import { compareGroup, confusionTable, shareRight, type ToldRebalance, wrongObserved } from './rebalance-comparison'

const cause = (kind: TrueCause['kind'], ...memberIds: string[]): TrueCause => ({
  ...{ kind, memberIds },
  alsoRight: [],
  evident: true,
})
const TRUTH: GroupTruth = {
  group: 'g',
  notes: [],
  replacements: 0,
  rebalances: [
    { generation: 1, at: 1, members: 1, causes: [cause('joined', 'a')], holds: new Map([['a', ['t-0', 't-1']]]) },
    { generation: 2, at: 2, members: 0, causes: [cause('left', 'a')], holds: new Map() },
  ],
}
const told = (generation: number, more: Partial<ToldRebalance>): ToldRebalance => ({
  ...{ generation, skipped: 0, membersAfter: 0, triggers: [], members: [] },
  ...more,
})
const FIRST = told(1, {
  membersAfter: 1,
  triggers: [{ kind: 'joined', memberId: 'a', certainty: 'observed' }],
  members: [{ memberId: 'a', after: [{ topic: 't', partitions: [0, 1] }], change: 'joined' }],
})
const SECOND = told(2, {
  triggers: [{ kind: 'session-timeout', memberId: 'a', certainty: 'inferred' }],
  members: [{ memberId: 'a', after: null, change: 'left' }],
})

describe('the comparison of a timeline with what happened', () => {
  it('finds nothing where nothing differs but a guess', () => {
    const comparison = compareGroup(TRUTH, [FIRST, SECOND])
    expect(comparison.faults).toEqual([])
    expect(shareRight(comparison)).toEqual({ right: 1, of: 2 })
    expect(wrongObserved(comparison)).toEqual([])
    expect(confusionTable(comparison).map((line) => line.trim().replaceAll(/ +/g, ' '))).toEqual([
      '1 joined joined observed right',
      '1 left session-timeout inferred WRONG',
    ])
  })

  it('names what is missing and what is invented', () => {
    const twice = compareGroup(TRUTH, [FIRST, FIRST, SECOND])
    expect(twice.faults).toEqual(['g generation 1 is invented'])
    const missing = compareGroup(TRUTH, [SECOND, told(3, {})])
    expect(missing.faults).toEqual(['g generation 1 is missing', 'g generation 3 is invented'])
    expect(missing.labels[0]).toMatchObject({ told: null, right: false })
  })

  it('names other members and other partitions', () => {
    const members: ToldRebalance['members'] = [
      { memberId: 'a', after: [{ topic: 't', partitions: [0] }], change: 'joined' },
    ]
    const other = { ...FIRST, membersAfter: 2, members }
    expect(compareGroup(TRUTH, [other, SECOND]).faults).toEqual([
      'g generation 1: 2 members, not 1',
      'g generation 1: a holds t-0, but in truth a holds t-0, t-1',
    ])
  })

  it('counts what is said to be observed and is not', () => {
    const sure = { ...SECOND, triggers: [{ kind: 'max-poll', memberId: 'a', certainty: 'observed' }] as const }
    expect(wrongObserved(compareGroup(TRUTH, [FIRST, sure]))).toHaveLength(1)
    const more = {
      ...FIRST,
      triggers: [...FIRST.triggers, { kind: 'left', memberId: 'b', certainty: 'observed' }] as const,
    }
    expect(wrongObserved(compareGroup(TRUTH, [more, SECOND]))).toMatchObject([{ truth: null, told: { kind: 'left' } }])
  })

  it('takes a static member that came back for no rebalance', () => {
    const back = { ...FIRST, members: [{ memberId: 'b', after: null, change: 'replaced' }] as const }
    expect(compareGroup({ ...TRUTH, replacements: 1 }, [FIRST, back, SECOND]).faults).toEqual([])
    expect(compareGroup(TRUTH, [FIRST, back, SECOND]).faults).toEqual(['g: 1 static members came back, not 0'])
  })
})
