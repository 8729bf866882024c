import { describe, expect, it } from 'vitest'
import { parseMntr } from './mntr'
import { MNTR_34_LEADER, MNTR_35_LEADER, MNTR_38_FOLLOWER, MNTR_38_LEADER } from './recorded-words.fixture'

describe('parseMntr', () => {
  it('reads the leader of 3.8', () => {
    expect(parseMntr(MNTR_38_LEADER, 'zk:2181')).toEqual({
      watches: 0,
      ephemerals: 2,
      dataSizeBytes: 1_014,
      openFiles: 129,
      maxFiles: 20_000,
      uptimeMs: 9_041,
      sessions: 1,
      fsyncMs: 0,
      learners: 2,
      syncedFollowers: 2,
      pendingSyncs: 0,
    })
  })

  it('reads a follower, which does not tell of followers', () => {
    expect(parseMntr(MNTR_38_FOLLOWER, 'zk:2181')).toMatchObject({
      watches: 11,
      learners: null,
      syncedFollowers: null,
      pendingSyncs: null,
    })
  })

  it('reads 3.5, which tells less and names learners otherwise', () => {
    expect(parseMntr(MNTR_35_LEADER, 'zk:2181')).toMatchObject({
      learners: 2,
      syncedFollowers: 2,
      openFiles: 96,
      uptimeMs: null,
      sessions: null,
      fsyncMs: null,
    })
  })

  it('reads 3.4, which tells as much', () => {
    expect(parseMntr(MNTR_34_LEADER, 'zk:2181')).toMatchObject({
      watches: 10,
      dataSizeBytes: 810,
      learners: 2,
      syncedFollowers: 2,
      openFiles: 68,
      sessions: null,
    })
  })

  it('takes nothing else for an answer', () => {
    const says = (text: string) => () => parseMntr(text, 'zk:2181')
    expect(says('HTTP/1.1 400 Bad Request')).toThrow(expect.objectContaining({ code: 'unsupported' }))
    expect(says('mntr is not executed because it is not in the whitelist.\n')).toThrow(
      expect.objectContaining({ code: 'forbidden' }),
    )
    expect(says('This ZooKeeper instance is not currently serving requests\n')).toThrow(
      expect.objectContaining({ code: 'busy' }),
    )
  })
})
