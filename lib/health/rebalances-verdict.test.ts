import { describe, expect, it } from 'vitest'
import type { Patch } from '../model/patch'
import { groupCluster, listed } from '../rows/group.fixture'
import { restless } from '../rows/rebalance.fixture'
import { rebalancesVerdict } from './rebalances-verdict'
import { plainText } from './sentence'

const said = (...patches: Patch[]) => {
  const { level, title, detail } = rebalancesVerdict(groupCluster(patches))
  return [level, plainText(title), plainText(detail).trim()]
}
const storm = (count: number) => ({ lastHour: count + 1, storm: { count, since: 3_000 } })

describe('rebalancesVerdict', () => {
  it('names first who rebalances again and again', () => {
    expect(said(listed('a'), restless('a', storm(4)), listed('b'), restless('b', storm(6)))).toEqual([
      'warning',
      '2 groups rebalance again and again: b (6 in 10 min) and a (4 in 10 min).',
      '12 rebalances of 2 groups in the last hour.',
    ])
    const many = ['a', 'b', 'c', 'd', 'e'].flatMap((id) => [listed(id), restless(id, storm(4))])
    expect(said(...many)[1]).toBe(
      '5 groups rebalance again and again: a (4 in 10 min), b (4 in 10 min), c (4 in 10 min) and 2 more.',
    )
  })

  it('counts the last hour where none is a storm, and says what it does not know', () => {
    expect(said(listed('a'), restless('a'), listed('b'))).toEqual([
      'info',
      '1 rebalance of 1 group in the last hour.',
      'Nothing is known of 1 group.',
    ])
    expect(said(listed('a'), restless('a', { lastHour: 0, reason: 'known since 14:02:07 only' }))).toEqual([
      'ok',
      'No group has rebalanced in the last hour.',
      'At least: known since 14:02:07 only.',
    ])
  })

  it('says why nothing is known', () => {
    const reason = 'not authorised to read __consumer_offsets'
    expect(said(listed('a'), restless('a', { lastHour: null, reason, last: null }))).toEqual([
      'unknown',
      'The rebalances of this cluster are not known.',
      `${reason}.`,
    ])
    expect(said(listed('a'))[0]).toBe('unknown')
    expect(said()[1]).toBe('No group has rebalanced in the last hour.')
  })
})
