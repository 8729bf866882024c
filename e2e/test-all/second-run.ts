import { sum, type Tally } from './tally'

/** How the tests of one file ended. */
export interface FileResult {
  /** Path of the file. */
  file: string
  tally: Tally
  /** Full names of the tests that failed; the file's own when it could not even be set up. */
  failures: string[]
}

/** With more files than this failing, something is broken: no second run would tell more. */
const MOST_FILES = 3

/** The files to be run once more, alone; none when all is well or too much is wrong. */
export function secondRunFiles(first: readonly FileResult[]): string[] {
  const failed = first.filter(({ tally }) => tally.failed > 0).map(({ file }) => file)
  return failed.length <= MOST_FILES ? failed : []
}

/**
 * Both runs as one: the second counts for the files it ran. Tests on real servers share a machine of few cores; what fails
 * once and holds alone is no proof against the product, but it is named, since it is to be mended.
 */
export function withSecondRun(
  first: readonly FileResult[],
  second: readonly FileResult[],
): { tally: Tally; unstable: string[] } {
  const again = new Map(second.map((result) => [result.file, result]))
  const unstable = first.flatMap(({ file, failures }) => {
    const failedAgain = again.get(file)?.tally.failed
    return failedAgain === 0 ? failures.map((name) => `${file} › ${name}`) : []
  })
  return { tally: sum(first.map((result) => (again.get(result.file) ?? result).tally)), unstable }
}
