import { describe, expect, it } from 'vitest'
import { type EnsembleWord, testEnsemble } from '../model/ensemble.fixture'
import { shellView } from './shell'

describe('the badge of ZooKeeper in the rail', () => {
  it('counts the servers that are out of the ensemble', () => {
    const badge = (words: EnsembleWord[]) => shellView(testEnsemble(words)).badges.zookeeper
    expect(badge(['leader', 'follower', 'silent'])).toBeNull()
    expect(badge(['leader', 'follower', 'not-answering'])).toEqual({ count: 1, state: 'urp' })
    expect(badge(['no-quorum', 'not-answering'])).toEqual({ count: 2, state: 'offline' })
  })
})
