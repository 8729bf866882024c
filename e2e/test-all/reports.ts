import { z } from 'zod'
import type { Tally } from './tally'

const vitestReport = z.object({
  numPassedTests: z.number(),
  numPendingTests: z.number(),
  numTodoTests: z.number(),
  testResults: z.array(z.object({ status: z.string(), assertionResults: z.array(z.object({ status: z.string() })) })),
})

/** Counts of vitest's JSON report; a file that could not even be loaded counts as one failure. */
export function vitestTally(report: unknown): Tally {
  const { numPassedTests, numPendingTests, numTodoTests, testResults } = vitestReport.parse(report)
  const failed = testResults.map(({ status, assertionResults }) => {
    const tests = assertionResults.filter((test) => test.status === 'failed').length
    return tests === 0 && status === 'failed' ? 1 : tests
  })
  return {
    passed: numPassedTests,
    failed: failed.reduce((total, count) => total + count, 0),
    skipped: numPendingTests + numTodoTests,
  }
}

const playwrightReport = z.object({
  stats: z.object({ expected: z.number(), unexpected: z.number(), flaky: z.number(), skipped: z.number() }),
  errors: z.array(z.unknown()),
})

/** Counts of Playwright's JSON report; an error outside any test (a file that does not load, the setup) is a failure. */
export function playwrightTally(report: unknown): Tally {
  const { stats, errors } = playwrightReport.parse(report)
  return { passed: stats.expected, failed: stats.unexpected + stats.flaky + errors.length, skipped: stats.skipped }
}

const cruiseReport = z.object({
  modules: z.array(z.object({ source: z.string() })),
  summary: z.object({
    totalCruised: z.number(),
    violations: z.array(
      z.object({ from: z.string(), to: z.string(), rule: z.object({ name: z.string(), severity: z.string() }) }),
    ),
  }),
})

/** What dependency-cruiser's JSON report finds wrong, a line each; seeing no TypeScript at all is wrong too. */
export function cruiseFindings(report: unknown): string[] {
  const { modules, summary } = cruiseReport.parse(report)
  if (summary.totalCruised === 0 || !modules.some(({ source }) => /^(?!node_modules\/).*\.tsx?$/.test(source))) {
    return ['no TypeScript module was looked at: the check itself is broken']
  }
  return summary.violations
    .filter(({ rule }) => rule.severity === 'error')
    .map(({ from, to, rule }) => `${rule.name}: ${from}${to === from ? '' : ` → ${to}`}`)
}
