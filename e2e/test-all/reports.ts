import { z } from 'zod'
import type { FileResult } from './second-run'
import type { Tally } from './tally'

const vitestReport = z.object({
  testResults: z.array(
    z.object({
      name: z.string(),
      status: z.string(),
      assertionResults: z.array(z.object({ status: z.string(), fullName: z.string() })),
    }),
  ),
})

/** What vitest's JSON report tells of each file; one that could not be loaded or set up counts as one failure. */
export function vitestResults(report: unknown): FileResult[] {
  return vitestReport.parse(report).testResults.map(({ name, status, assertionResults }) => {
    const of = (...words: string[]) => assertionResults.filter((test) => words.includes(test.status))
    const failed = of('failed').map(({ fullName }) => fullName)
    const failures = failed.length === 0 && status === 'failed' ? ['its set-up'] : failed
    return {
      file: name,
      tally: {
        passed: of('passed').length,
        failed: failures.length,
        skipped: assertionResults.length - of('passed', 'failed').length,
      },
      failures,
    }
  })
}

const playwrightReport = z.object({
  stats: z.object({ expected: z.number(), unexpected: z.number(), flaky: z.number(), skipped: z.number() }),
  errors: z.array(z.unknown()),
})

/**
 * Counts of Playwright's JSON report; an error outside any test (a file that does not load, the setup) is a failure. What
 * held only when run again passes, and Playwright names it as flaky.
 */
export function playwrightTally(report: unknown): Tally {
  const { stats, errors } = playwrightReport.parse(report)
  return {
    passed: stats.expected + stats.flaky,
    failed: stats.unexpected + errors.length,
    skipped: stats.skipped,
  }
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
