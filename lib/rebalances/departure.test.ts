import { describe, expect, it } from 'vitest'
import type { ClassicMember } from '../records/classic-generation'
import { classicMember as member } from './records.fixture'
import { group, kinds, START } from './timeline.fixture'

describe('a member that is gone', () => {
  /** Two members; b leaves so long after its last commit. */
  function gone(
    silentMs: number,
    { more = {}, seenMs = 0 as number | null, joinMs = 500, commits = true, others = [] as ClassicMember[] } = {},
  ) {
    const { generation, commit, timeline } = group()
    generation(1, START, [member('a', 'orders:0'), member('b', 'orders:1', more)])
    const beganAt = START + 1_000_000
    if (commits) commit('orders/1', beganAt - silentMs)
    commit('orders/0', beganAt - 5)
    if (seenMs !== null) timeline.sawRebalancing(beganAt + seenMs, beganAt - 300)
    // The builder writes 50 ms after all had joined.
    const told = generation(2, beganAt + joinMs + 50, [member('a', 'orders:0,1'), ...others])
    return { kinds: kinds(told), evidence: told?.triggers[0]?.evidence.replaceAll('\u00a0', ' ') ?? '', told }
  }

  it('left where its session could not have timed out', () => {
    const { kinds: found, evidence, told } = gone(6_200)
    expect(found).toEqual(['b left inferred'])
    expect(evidence).toBe('last commit 6.2 s before the rebalance began, session timeout 10 s')
    expect(told).toMatchObject({ startedAt: START + 1_000_000, durationMs: 550 })
    expect(told?.startedNote?.replaceAll('\u00a0', ' ')).toBe('seen in its state: it began up to 300 ms earlier')
  })

  it.each([
    [10_000, 'session-timeout'],
    [39_000, 'session-timeout'],
    [41_000, 'unknown'],
    [60_000, 'max-poll'],
    [89_000, 'max-poll'],
    [91_000, 'unknown'],
  ])('after %i ms of silence: %s', (silentMs, kind) => {
    expect(gone(silentMs).kinds).toEqual([`b ${kind} inferred`])
  })

  it('did not poll in time where that time is the shorter one', () => {
    const more = { rebalanceTimeoutMs: 4_000 }
    expect([gone(4_100, { more }).kinds, gone(10_100, { more }).kinds]).toEqual([
      ['b max-poll inferred'],
      ['b session-timeout inferred'],
    ])
  })

  it('was waited for by one that joined', () => {
    const { kinds: found, evidence } = gone(2_000, { joinMs: 9_000, others: [member('c', '')] })
    expect(found).toEqual(['b session-timeout inferred', 'c joined observed'])
    expect(evidence).toMatch(/^last commit 11 s before all members had joined, session timeout 10 s: the others waited/)
    expect(gone(2_000, { joinMs: 9_000 }).kinds).toEqual(['b left inferred'])
  })

  it('did not join again in time when another began the rebalance', () => {
    const more = { rebalanceTimeoutMs: 6_000 }
    const { kinds: found, evidence } = gone(1_000, { more, joinMs: 6_010, others: [member('c', '')] })
    expect(found).toEqual(['b max-poll inferred', 'c joined observed'])
    expect(evidence).toBe('the others waited 6 s for it to join again, rebalance timeout 6 s')
  })

  it('may only have been slow where the beginning was not seen, and says so', () => {
    const { kinds: found, evidence } = gone(9_800, { seenMs: null })
    expect(found).toEqual(['b session-timeout inferred'])
    expect(evidence).toMatch(/10.3 s before all members had joined.*members that join slowly can make it look so$/)
  })

  it('is unexplained without a commit of its own', () => {
    expect(gone(0, { commits: false }).kinds).toEqual(['b unknown inferred'])
    // Committed before the partition was given to it.
    expect(gone(1_000_100).kinds).toEqual(['b unknown inferred'])
  })
})
