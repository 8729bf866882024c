import { describe, expect, it } from 'vitest'
import type { EnsembleMonitor } from '../model/ensemble'
import { testEnsemble } from '../model/ensemble.fixture'
import { applyPatches, type Patch } from '../model/patch'
import { ensembleAnswer, ensembleBody } from './ensemble-answer'
import { envelope } from './envelope'
import { unexplained } from './unexplained.fixture'

const stamp = { source: 'ensemble', at: 2_000 }
const report = {
  watches: 11,
  ephemerals: 2,
  dataSizeBytes: 1_014,
  openFiles: 129,
  maxFiles: 20_000,
  startedAt: 1_000,
  sessions: 4,
  fsyncMs: 0.4,
  learners: 2,
  syncedFollowers: 2,
  pendingSyncs: 0,
}
const nothing = { openFiles: null, maxFiles: null, startedAt: null, sessions: null, fsyncMs: null }
const ofFollower = { ...report, ...nothing, learners: null, syncedFollowers: null, pendingSyncs: null }

function monitor(index: number, told: Partial<EnsembleMonitor>): Patch {
  const server = `zk${index}:2181`
  const value = { server, readFrom: null, reason: null, mntrRefused: false, report: null, ...told }
  return { op: 'put', kind: 'ensembleMonitor', key: server, value, ...stamp }
}

const base = testEnsemble(['leader', 'follower', 'follower', 'not-answering'])
const follower = base.ensembleServer.get('zk2:2181')
if (!follower) throw new Error('the test ensemble has no zk2')
const model = applyPatches(base, [
  monitor(1, { readFrom: 'mntr', report }),
  monitor(2, { readFrom: 'AdminServer', mntrRefused: true, report: ofFollower }),
  monitor(3, { mntrRefused: true, reason: 'does not allow the command mntr' }),
  {
    op: 'put',
    kind: 'ensembleServer',
    key: follower.server,
    value: { ...follower, lateSince: 1_500, reason: 'did not answer srvr in 2000 ms' },
    ...stamp,
  },
])

describe('what each server tells besides', () => {
  const { items } = ensembleBody(model)

  it('is what the contract says, and explains what is unknown', () => {
    const json = JSON.parse(JSON.stringify({ ...envelope(model, 7, 2_000), ...ensembleBody(model) })) as unknown
    expect(ensembleAnswer.parse(json)).toEqual(json)
    expect(unexplained(json)).toEqual([])
  })

  it('names who told it, and why it is not told', () => {
    expect(items.map(({ monitor: told, monitorReason }) => [told?.readFrom ?? null, monitorReason])).toEqual([
      ['mntr', null],
      ['AdminServer', null],
      [null, 'does not allow the command mntr'],
      [null, 'refused the connection'],
    ])
    expect(items[0]?.monitor).toMatchObject({ startedAt: '1970-01-01T00:00:01.000Z', syncedFollowers: 2 })
    expect(items[1]?.monitor).toMatchObject({
      syncedFollowers: null,
      syncedFollowersReason: 'only the leader says',
      sessionsReason: 'servers of this version do not say',
    })
  })

  it('says of a late server since when, and keeps its last answer', () => {
    expect(items[1]).toMatchObject({
      status: 'serving',
      mode: 'follower',
      late: '1970-01-01T00:00:01.500Z',
      zxid: '0x100000005',
      reason: 'did not answer srvr in 2000 ms',
    })
    expect(items[0]).toMatchObject({ late: null, lateReason: 'it answered its last question' })
  })
})
