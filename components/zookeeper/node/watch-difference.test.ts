import { expect, it } from 'vitest'
import { watchDifference } from './watch-difference'

const LONG = 'the same text, at length, '.repeat(20)

it('shows where long texts differ, with what stands around it', () => {
  expect(watchDifference(`${LONG}one${LONG}`, `${LONG}two${LONG}`)).toEqual({
    before: '…ext, at length, onethe same text, a…',
    after: '…ext, at length, twothe same text, a…',
  })
})

it('leaves short texts whole, and knows one that only grew or shrank', () => {
  expect(watchDifference('41', '42')).toEqual({ before: '41', after: '42' })
  expect(watchDifference('aaa', 'aa')).toEqual({ before: 'aaa', after: 'aa' })
  expect(watchDifference(LONG, `${LONG}!`)).toEqual({ before: '…ext, at length, ', after: '…ext, at length, !' })
  expect(watchDifference('', 'new')).toEqual({ before: '', after: 'new' })
})

it('does not cut through a character of two halves', () => {
  const before = `${'😀'.repeat(20)}😀${'😀'.repeat(20)}`
  const after = `${'😀'.repeat(20)}😁${'😀'.repeat(20)}`
  for (const text of Object.values(watchDifference(before, after))) expect(text.isWellFormed()).toBe(true)
})
