import { existsSync } from 'node:fs'
import { readFile } from 'node:fs/promises'
import { join, relative } from 'node:path'
import { type ChildPlan, type ChildResult, runChild } from './child'
import { cruiseFindings, playwrightTally, vitestResults } from './reports'
import { type FileResult, secondRunFiles, withSecondRun } from './second-run'
import type { StageName } from './selection'
import { oneTest, strict, sum, type Tally } from './tally'

const ROOT = join(import.meta.dirname, '../..')
const MINUTE_MS = 60_000

/** What a stage may use. */
export interface StageContext {
  /** An empty folder of this run. */
  folder: string
  signal: AbortSignal
}

/** One step of the whole test. */
export interface Stage {
  title: string
  run: (context: StageContext) => Promise<Tally>
}

/** Every stage, by name. */
export const STAGES: Readonly<Record<StageName, Stage>> = {
  types: { title: 'Types', run: types },
  lint: { title: 'Lint and format', run: (context) => check(context, 3, 'biome', 'check', '--error-on-warnings', '.') },
  rules: { title: 'Dependency rules', run: rules },
  unused: { title: 'Unused code', run: (context) => check(context, 3, 'knip', '--no-progress') },
  unit: { title: 'Unit tests', run: (context) => vitest(context, 'unit', 10) },
  build: { title: 'Production build', run: (context) => check(context, 10, 'next', 'build') },
  integration: { title: 'Integration tests, on a real cluster', run: integration },
  browser: { title: 'Browser tests, on a real cluster', run: browser },
}

/** Next writes the types of routes first, so that a fresh clone checks without a build. */
async function types(context: StageContext): Promise<Tally> {
  const typegen = await tool(context, 3, ['next', 'typegen'])
  return typegen.exitCode === 0 ? check(context, 5, 'tsc', '--noEmit') : oneTest(false)
}

async function rules(context: StageContext): Promise<Tally> {
  const places = ['app', 'components', 'lib', 'server', 'e2e', 'instrumentation.ts', 'proxy.ts'].filter((place) =>
    existsSync(join(ROOT, place)),
  )
  const args = ['depcruise', '--config', '.dependency-cruiser.cjs', '--output-type', 'json', ...places]
  const { output, timedOut } = await tool(context, 3, args, { capture: true })
  if (timedOut) return oneTest(false)
  const findings = cruiseFindings(JSON.parse(output))
  for (const finding of findings) console.log(finding)
  return oneTest(findings.length === 0)
}

async function vitest(context: StageContext, project: string, minutes: number): Promise<Tally> {
  const first = await vitestRun(context, project, minutes)
  const tally = sum(first.results.map((result) => result.tally))
  return strict(tally, first.exitCode)
}

/** As `vitest`; the few files that fail are run once more, alone, and what holds only then is named. */
async function integration(context: StageContext): Promise<Tally> {
  const first = await vitestRun(context, 'integration', 35)
  const again = secondRunFiles(first.results)
  if (again.length === 0) return strict(sum(first.results.map((result) => result.tally)), first.exitCode)
  console.log(`\nRun again, alone: ${again.join(', ')}`)
  const second = await vitestRun(context, 'integration', 10, again)
  const { tally, unstable } = withSecondRun(first.results, second.results)
  for (const name of unstable) console.log(`unstable, held only when run again: ${name}`)
  return strict(tally, second.exitCode)
}

async function vitestRun(
  context: StageContext,
  project: string,
  minutes: number,
  files: readonly string[] = [],
): Promise<{ exitCode: number; results: FileResult[] }> {
  const report = join(context.folder, `${project}-${files.length}.json`)
  const args = ['vitest', 'run', '--project', project, '--reporter=default', '--reporter=json']
  const { exitCode } = await tool(context, minutes, [...args, `--outputFile.json=${report}`, ...files])
  const results = await reported(report, vitestResults, [])
  return { exitCode, results: results.map((result) => ({ ...result, file: relative(ROOT, result.file) })) }
}

async function browser(context: StageContext): Promise<Tally> {
  const report = join(context.folder, 'browser.json')
  const { exitCode } = await tool(context, 25, ['playwright', 'test'], { env: { E2E_REPORT_FILE: report } })
  return strict(await reported(report, playwrightTally, { passed: 0, failed: 0, skipped: 0 }), exitCode)
}

/** A runner that died before it reported has executed nothing: `strict` makes that a failure. */
async function reported<Result>(report: string, read: (report: unknown) => Result, none: Result): Promise<Result> {
  return existsSync(report) ? read(JSON.parse(await readFile(report, 'utf8'))) : none
}

async function check(context: StageContext, minutes: number, ...command: string[]): Promise<Tally> {
  const { exitCode } = await tool(context, minutes, command)
  return oneTest(exitCode === 0)
}

/** Runs a program of node_modules/.bin and says so when it was ended for its time limit. */
async function tool(
  { signal }: StageContext,
  minutes: number,
  [name = '', ...args]: readonly string[],
  options: Pick<ChildPlan, 'env' | 'capture'> = {},
): Promise<ChildResult> {
  const program = join(ROOT, 'node_modules/.bin', name)
  const env = { NEXT_TELEMETRY_DISABLED: '1', ...options.env }
  const result = await runChild({ ...options, program, args, env, limitMs: minutes * MINUTE_MS, signal })
  if (result.timedOut) console.log(`${name} was ended: it took longer than ${minutes} minutes`)
  return result
}
