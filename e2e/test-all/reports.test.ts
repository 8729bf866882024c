import { describe, expect, it } from 'vitest'
import { cruiseFindings, playwrightTally, vitestResults } from './reports'

describe('vitestResults', () => {
  // Of vitest 4.1: one file with a passed, a failed and a skipped test, one file whose import failed.
  const report = {
    numTotalTestSuites: 3,
    numFailedTestSuites: 2,
    numTotalTests: 4,
    numPassedTests: 1,
    numFailedTests: 1,
    numPendingTests: 1,
    numTodoTests: 1,
    success: false,
    testResults: [
      {
        assertionResults: [
          { ancestorTitles: [], fullName: 'holds', status: 'passed', title: 'holds', failureMessages: [] },
          { ancestorTitles: [], fullName: 'fails', status: 'failed', title: 'fails', failureMessages: ['no'] },
          { ancestorTitles: [], fullName: 'waits', status: 'skipped', title: 'waits', failureMessages: [] },
          { ancestorTitles: [], fullName: 'later', status: 'todo', title: 'later', failureMessages: [] },
        ],
        status: 'failed',
        name: 'a.test.ts',
      },
      { assertionResults: [], status: 'failed', message: 'Cannot find module', name: 'b.test.ts' },
    ],
  }

  it('counts tests by file, and a file that did not load as one failure', () => {
    expect(vitestResults(report)).toEqual([
      { file: 'a.test.ts', tally: { passed: 1, failed: 1, skipped: 2 }, failures: ['fails'] },
      { file: 'b.test.ts', tally: { passed: 0, failed: 1, skipped: 0 }, failures: ['its set-up'] },
    ])
  })

  it('refuses what is no report', () => {
    expect(() => vitestResults({ success: true })).toThrow()
  })
})

describe('playwrightTally', () => {
  it('counts tests, and errors outside of them', () => {
    const stats = {
      startTime: '2026-11-21T13:25:19.487Z',
      duration: 5505,
      expected: 7,
      skipped: 1,
      unexpected: 2,
      flaky: 1,
    }
    expect(playwrightTally({ stats, errors: [] })).toEqual({ passed: 8, failed: 2, skipped: 1 })
    expect(playwrightTally({ stats, errors: [{ message: 'setup' }] }).failed).toBe(3)
  })
})

describe('cruiseFindings', () => {
  const rule = { name: 'lib-imports-lib', severity: 'error' }
  const violations = [
    { type: 'dependency', from: 'lib/a.ts', to: 'server/b.ts', rule },
    { type: 'module', from: 'lib/c.ts', to: 'lib/c.ts', rule: { name: 'no-orphans', severity: 'error' } },
    { type: 'module', from: 'lib/d.ts', to: 'lib/d.ts', rule: { name: 'hint', severity: 'info' } },
  ]

  it('names rule, from and to', () => {
    const summary = { totalCruised: 2, violations }
    expect(cruiseFindings({ modules: [{ source: 'lib/a.ts' }], summary })).toEqual([
      'lib-imports-lib: lib/a.ts → server/b.ts',
      'no-orphans: lib/c.ts',
    ])
  })

  it.each([
    ['no module', { modules: [], summary: { totalCruised: 0, violations: [] } }],
    [
      'no TypeScript of ours',
      {
        modules: [{ source: 'server/launch.mjs' }, { source: 'node_modules/x/index.d.ts' }],
        summary: { totalCruised: 2, violations: [] },
      },
    ],
  ])('fails when it saw %s', (_what, report) => {
    expect(cruiseFindings(report)).toHaveLength(1)
  })
})
