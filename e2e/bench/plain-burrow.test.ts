import fc from 'fast-check'
import { expect, it } from 'vitest'
import { type BurrowWindow, burrowVerdict } from '@/lib/health/burrow-verdict'
import { plainBurrow } from './plain-burrow'

it('agrees with the product', () => {
  const small = fc.nat(6)
  const commit = fc.record({ offset: small, gap: fc.nat(5), lag: fc.option(fc.nat(4)) })
  const seen = new Set<string>()
  fc.assert(
    fc.property(
      fc.array(commit, { minLength: 1, maxLength: 10 }),
      fc.array(small, { maxLength: 5 }),
      fc.nat(3),
      fc.nat(20),
      (drawn, ends, lag, silent) => {
        let at = 0
        const commits = drawn.map(({ offset, gap, lag: known }) => {
          at += gap
          return { offset, at, lag: known }
        })
        const now = at + silent
        const expected = plainBurrow({ commits, ends, lag, now })
        seen.add(expected)
        const window = commits.map((one) => ({
          ...one,
          offset: BigInt(one.offset),
          lag: one.lag === null ? null : BigInt(one.lag),
        }))
        const verdict = burrowVerdict({
          // At least one was drawn.
          commits: window as unknown as BurrowWindow['commits'],
          ends: ends.map(BigInt),
          lag: BigInt(lag),
          now,
        })
        expect(verdict.verdict).toBe(expected)
      },
    ),
    { numRuns: 3_000 },
  )
  expect(seen).toEqual(new Set(['OK', 'REWIND', 'STALL', 'STOP', 'WARN']))
})
