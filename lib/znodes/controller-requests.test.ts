import { describe, expect, it } from 'vitest'
import { errorCode } from '../errors'
import { parseElectionRequest } from './election-request'
import { parseLogDirectoryNotice } from './log-directory-notice'
import { subjectOf, znodePaths } from './paths'
import { znodeOf } from './znode.fixture'

describe('what the controller is asked through ZooKeeper', () => {
  it('reads the partitions of a preferred election', () => {
    const json = '{"version":1,"partitions":[{"topic":"orders","partition":0},{"topic":"__proto__","partition":12}]}'
    expect(parseElectionRequest(znodeOf(znodePaths.preferredElection, json, { ctime: 7 }))).toEqual({
      partitions: ['orders/0', '__proto__/12'],
      requestedAt: 7,
      endedAt: null,
    })
  })

  it('reads whose log directory failed', () => {
    const path = znodePaths.logDirEvent('log_dir_event_0000000000')
    const json = '{"version":1,"broker":2,"event":1}'
    expect(parseLogDirectoryNotice(znodeOf(path, json, { ctime: 7 }))).toEqual({ broker: 2, at: 7 })
    expect(subjectOf(path)).toEqual({ kind: 'log-dir-event', name: 'log_dir_event_0000000000' })
    expect(subjectOf(znodePaths.logDirEvents)).toEqual({ kind: 'log-dir-events' })
    expect(subjectOf(znodePaths.preferredElection)).toEqual({ kind: 'preferred-election' })
  })

  it('says what is wrong with anything else', () => {
    for (const json of ['', '[]', '{"partitions":[1]}', '{"partitions":[{"topic":"a","partition":"0"}]}']) {
      expect(() => parseElectionRequest(znodeOf('/x', json))).toThrow(
        expect.toSatisfy((error) => errorCode(error) === 'invalid'),
      )
    }
    expect(() => parseLogDirectoryNotice(znodeOf('/x', '{"broker":"2"}'))).toThrow('"broker" is not an integer')
  })
})
