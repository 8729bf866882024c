import { describe, expect, it } from 'vitest'
import { closingLine, oneTest, strict, sum } from './tally'

describe('closingLine', () => {
  it('names skipped tests only when there are some', () => {
    expect(closingLine({ passed: 12, failed: 0, skipped: 0 })).toBe('12 passed, 0 failed')
    expect(closingLine({ passed: 12, failed: 1, skipped: 3 })).toBe('12 passed, 1 failed, 3 skipped')
  })
})

describe('strict', () => {
  it.each([
    ['nothing was executed', { passed: 0, failed: 0, skipped: 0 }, 0, 1],
    ['everything was skipped', { passed: 0, failed: 0, skipped: 4 }, 0, 1],
    ['the process failed beside passing tests', { passed: 4, failed: 0, skipped: 0 }, 1, 1],
    ['tests failed', { passed: 4, failed: 2, skipped: 0 }, 1, 2],
    ['all is well', { passed: 4, failed: 0, skipped: 1 }, 0, 0],
  ])('when %s', (_when, tally, exitCode, failed) => {
    expect(strict(tally, exitCode).failed).toBe(failed)
  })
})

describe('sum', () => {
  it('adds stages', () => {
    expect(sum([oneTest(true), oneTest(false), { passed: 5, failed: 1, skipped: 2 }])).toEqual({
      passed: 6,
      failed: 2,
      skipped: 2,
    })
  })
})
