import { describe, expect, it } from 'vitest'
import { plainText } from '@/lib/health/sentence'
import { emptyCluster, SINGLE } from '@/lib/model/cluster'
import type { Quorum } from '@/lib/model/controller'
import { quorumScene } from './quorum-scene'

const replica = (id: number, logEndOffset: string | null) => ({ id, logEndOffset, lastCaughtUpAt: null })
const scene = (quorum: Partial<Quorum>) =>
  quorumScene({
    ...emptyCluster(),
    quorum: new Map([
      [
        SINGLE,
        { leaderId: 1, leaderEpoch: 7, highWatermark: '0', voters: [], observers: [], leaderSince: null, ...quorum },
      ],
    ]),
  })

describe('quorumScene', () => {
  it('says who leads and how many failures are left', () => {
    const { verdict, rows } = scene({
      voters: [replica(3, '9007199254740990'), replica(1, '9007199254740993'), replica(2, null)],
      observers: [replica(4, '9007199254740995')],
    })
    expect(plainText(verdict.title)).toBe(
      'This cluster runs without ZooKeeper: 3 voters, leader 1; survives 1 failure.',
    )
    expect(rows.map(({ id, role, behind }) => [id, role, behind])).toEqual([
      [1, 'leader', '0'],
      [2, 'voter', null],
      [3, 'voter', '3'],
      [4, 'observer', '0'],
    ])
  })

  it('is critical without a leader and unknown before the first answer', () => {
    expect(scene({ leaderId: null, voters: [replica(1, null)] }).verdict.level).toBe('critical')
    expect(quorumScene(emptyCluster()).verdict.level).toBe('unknown')
  })

  it('counts one voter as no spare', () => {
    expect(plainText(scene({ voters: [replica(1, '1')] }).verdict.title)).toContain(
      '1 voter, leader 1; survives no failure',
    )
  })
})
