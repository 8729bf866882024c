import { describe, expect, it } from 'vitest'
import { type FileResult, secondRunFiles, withSecondRun } from './second-run'

const result = (file: string, passed: number, failures: string[] = []): FileResult => ({
  file,
  tally: { passed, failed: failures.length, skipped: 0 },
  failures,
})

describe('secondRunFiles', () => {
  it('names the files that failed', () => {
    expect(secondRunFiles([result('a', 2), result('b', 1, ['x'])])).toEqual(['b'])
    expect(secondRunFiles([result('a', 2)])).toEqual([])
  })

  it('names none when too much is broken', () => {
    expect(secondRunFiles(['a', 'b', 'c', 'd'].map((file) => result(file, 0, ['x'])))).toEqual([])
  })
})

describe('withSecondRun', () => {
  it('counts the second run of a file, and names what held only then', () => {
    const first = [result('a', 2), result('b', 1, ['x']), result('c', 0, ['y', 'z'])]
    const second = [result('b', 2), result('c', 1, ['z'])]
    expect(withSecondRun(first, second)).toEqual({
      tally: { passed: 5, failed: 1, skipped: 0 },
      unstable: ['b › x'],
    })
  })

  it('keeps the failures of a file that was not run again', () => {
    expect(withSecondRun([result('a', 0, ['x'])], [])).toEqual({
      tally: { passed: 0, failed: 1, skipped: 0 },
      unstable: [],
    })
  })
})
