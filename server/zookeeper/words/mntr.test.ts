import { describe, expect, it } from 'vitest'
import { parseMntr } from './mntr'
import { MNTR_35_LEADER, MNTR_38_FOLLOWER, MNTR_38_LEADER } from './recorded-words.fixture'

/** As measured on Kafka 1.1.1: 3.4 names what 3.5.9 names, and no followers where there are none. */
const STANDALONE_34 = `zk_version\t3.4.10-39d3a4f269333c922ed3db283be479f9deacaa0f, built on 03/23/2017 10:13 GMT
zk_avg_latency\t1
zk_server_state\tstandalone
zk_watch_count\t7
zk_ephemerals_count\t2
zk_approximate_data_size\t4012
zk_open_file_descriptor_count\t36
zk_max_file_descriptor_count\t1048576
`

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

  it('reads 3.4, alone', () => {
    expect(parseMntr(STANDALONE_34, 'zk:2181')).toMatchObject({ watches: 7, dataSizeBytes: 4_012, learners: null })
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
