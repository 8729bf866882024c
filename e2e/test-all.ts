import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { type StageName, selectStages } from './test-all/selection'
import { STAGES } from './test-all/stages'
import { closingLine, oneTest, sum, type Tally } from './test-all/tally'

/** Runs the selected stages in order, goes on after failures, and answers the tally of each. */
export async function testAll(names: readonly StageName[], signal: AbortSignal): Promise<Map<StageName, Tally>> {
  const folder = await mkdtemp(join(tmpdir(), 'vivarium-test-'))
  const tallies = new Map<StageName, Tally>()
  try {
    for (const name of names) {
      if (signal.aborted) break
      const { title, run } = STAGES[name]
      console.log(`\n=== ${title} ===`)
      const startedAt = performance.now()
      let tally = oneTest(false)
      if (name === 'browser' && (tallies.get('build')?.failed ?? 0) > 0) console.log('left out: there is no build')
      else {
        tally = await run({ folder, signal }).catch((error: unknown) => {
          // A stage that cannot even run must not hide the ones after it.
          console.error(error)
          return oneTest(false)
        })
      }
      tallies.set(name, tally)
      console.log(`--- ${title}: ${closingLine(tally)} in ${seconds(performance.now() - startedAt)}`)
    }
  } finally {
    await rm(folder, { recursive: true })
  }
  return tallies
}

function seconds(ms: number): string {
  return `${(ms / 1000).toFixed(1)} s`
}

function selected(): StageName[] {
  try {
    return selectStages(process.argv.slice(2))
  } catch (error) {
    console.error(error instanceof Error ? error.message : error)
    process.exit(2)
  }
}

const interruption = new AbortController()
for (const signal of ['SIGINT', 'SIGTERM'] as const) process.once(signal, () => interruption.abort())
const tallies = await testAll(selected(), interruption.signal)
const total = sum([...tallies.values()])
console.log('')
for (const [name, tally] of tallies) console.log(`${name.padEnd(12)} ${closingLine(tally)}`)
if (interruption.signal.aborted) console.log('interrupted')
console.log(closingLine(total))
process.exitCode = interruption.signal.aborted ? 130 : total.failed > 0 ? 1 : 0
