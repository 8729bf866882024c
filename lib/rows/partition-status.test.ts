import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { partitionProblems, partitionStatus } from './partition-status'

const live = new Set([1, 2, 3])
const base = { leader: 1, replicas: [1, 2, 3], adding: [], removing: [], isr: [1, 2, 3], minInsyncReplicas: 2, live }

describe('partitionProblems', () => {
  it.each([
    ['in sync', {}, []],
    ['a follower missing', { isr: [1, 3] }, ['at-min-isr', 'under-replicated']],
    ['one copy left', { isr: [1] }, ['under-min-isr', 'under-replicated']],
    ['no leader', { leader: null, isr: [2] }, ['unavailable', 'under-min-isr', 'under-replicated']],
    ['no leader though ISR is large enough', { leader: null, isr: [1, 2, 3] }, ['unavailable', 'under-min-isr']],
    ['leader registered no more', { leader: 9, isr: [1, 2, 3] }, ['unavailable', 'not-preferred']],
    ['another leader', { leader: 2 }, ['not-preferred']],
    ['another leader while the preferred is out', { leader: 2, isr: [2, 3] }, ['at-min-isr', 'under-replicated']],
    ['a reassignment that has to catch up', { replicas: [1, 2, 3, 4], adding: [4] }, ['reassigning']],
    ['as many replicas as min ISR asks', { replicas: [1, 2], isr: [1, 2] }, ['at-min-isr']],
    ['min ISR unknown', { isr: [1], minInsyncReplicas: null }, ['under-replicated']],
  ])('%s', (_name, change, expected) => {
    expect(partitionProblems({ ...base, ...change })).toEqual(expected)
  })
})

describe('partitionStatus', () => {
  it('is offline exactly when unavailable, and in sync exactly when nothing but at-min-isr is said', () => {
    const ids = fc.uniqueArray(fc.integer({ min: 1, max: 5 }), { maxLength: 5 })
    fc.assert(
      fc.property(
        ids,
        ids,
        fc.option(fc.integer({ min: 1, max: 5 })),
        fc.integer({ min: 1, max: 4 }),
        (replicas, isr, leader, min) => {
          const problems = partitionProblems({ ...base, replicas, isr, leader, minInsyncReplicas: min })
          const status = partitionStatus(problems)
          expect(status === 'offline').toBe(problems.includes('unavailable'))
          expect(status === 'in-sync').toBe(problems.every((problem) => problem === 'at-min-isr'))
        },
      ),
    )
  })
})
