import { describe, expect, it } from 'vitest'
import { STAGE_NAMES, selectStages } from './selection'

describe('selectStages', () => {
  it.each([
    [[], [...STAGE_NAMES]],
    [['--only=check'], ['types', 'lint', 'rules', 'unused']],
    [['--only=browser,unit'], ['unit', 'browser']],
    [['--from=integration'], ['integration', 'browser']],
    [
      ['--only=check', '--from=rules'],
      ['rules', 'unused'],
    ],
  ])('%j', (flags, names) => {
    expect(selectStages(flags)).toEqual(names)
  })

  it.each([
    [['--only=units'], /"units" is no stage: there are check, types/],
    [['--only'], /"" is no stage/],
    [['unit'], /unit is no flag/],
    [['--only=types', '--from=unit'], /leave no stage/],
  ])('refuses %j', (flags, sentence) => {
    expect(() => selectStages(flags)).toThrow(sentence)
  })
})
