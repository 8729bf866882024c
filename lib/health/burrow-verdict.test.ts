import { describe, expect, it } from 'vitest'
import { type BurrowWindow, burrowVerdict } from './burrow-verdict'

const NOW = 1_000_000
/** Commits one second apart, the last `silent` ms ago. */
function commits(values: [offset: number, lag: number | null][], silent = 500): BurrowWindow['commits'] {
  const all = values.map(([offset, lag], index) => ({
    offset: BigInt(offset),
    lag: lag === null ? null : BigInt(lag),
    at: NOW - silent - (values.length - 1 - index) * 1_000,
  }))
  // Every call gives at least one.
  return all as unknown as BurrowWindow['commits']
}
const verdict = (
  seen: BurrowWindow['commits'],
  { lag = 50n, ends = [1_000n, 1_100n] }: { lag?: bigint; ends?: readonly bigint[] } = {},
) => burrowVerdict({ commits: seen, ends, lag, now: NOW })

describe('how a partition is read', () => {
  it.each([
    ['OK', 'nothing waits, however long ago it committed', commits([[100, 3]], 90_000), { lag: 0n }],
    [
      'OK',
      'it had caught up at one of its commits',
      commits([
        [10, 5],
        [20, 0],
        [30, 9],
      ]),
      {},
    ],
    [
      'OK',
      'its lag shrank once',
      commits([
        [10, 9],
        [20, 5],
        [30, 9],
      ]),
      {},
    ],
    [
      'OK',
      'it was silent while it had read all',
      commits(
        [
          [10, 6],
          [20, 5],
        ],
        90_000,
      ),
      { ends: [20n, 70n] },
    ],
    ['OK', 'its only commit is old, but it had read all by then', commits([[20, 5]], 90_000), { ends: [20n, 70n] }],
    [
      'OK',
      'no lag of its past is known',
      commits([
        [10, null],
        [20, null],
      ]),
      {},
    ],
    [
      'STOP',
      'it is silent for longer than its commits took',
      commits(
        [
          [10, 0],
          [20, 0],
        ],
        1_500,
      ),
      {},
    ],
    [
      'REWIND',
      'it went back',
      commits([
        [30, 5],
        [10, 25],
        [20, 15],
      ]),
      {},
    ],
    [
      'WARN',
      'it went back and is there again, but falls behind',
      commits([
        [30, 5],
        [10, 5],
        [31, 6],
      ]),
      {},
    ],
    [
      'STALL',
      'it commits the same again',
      commits([
        [10, 5],
        [10, 6],
        [10, 9],
      ]),
      {},
    ],
    [
      'WARN',
      'its lag never shrank',
      commits([
        [10, 5],
        [20, 5],
        [30, 9],
      ]),
      {},
    ],
  ] as const)('is %s when %s', (word, _, seen, more) => {
    expect(verdict(seen, more).verdict).toBe(word)
  })

  it('comes with a sentence and what it rests on', () => {
    const stopped = verdict(
      commits(
        [
          [10, 5],
          [20, 6],
        ],
        65_000,
      ),
      { lag: 1_204n },
    )
    expect(stopped.sentence.replaceAll('\u00a0', ' ')).toBe(
      'It has committed nothing for 1 m 05 s, and 1,204 records wait.',
    )
    expect(stopped.evidence.map((one) => one.replaceAll('\u00a0', ' '))).toEqual([
      '2 commits within 1 s, offsets 10 to 20, the last 1 m 05 s ago',
      'lag at these commits: 5, 6',
      'end of the log at 2 readings: 1000 to 1100',
      'lag now: 1,204',
    ])
    expect(verdict(commits([[10, 1]]), { lag: 1n }).sentence).toContain('1 record waits')
  })
})
