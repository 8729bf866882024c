import { describe, expect, it } from 'vitest'
import { deriveEvents } from '../events/diff'
import { type EnsembleWord, ensembleServerPatches, testEnsemble } from '../model/ensemble.fixture'
import { applyPatches, type Patch } from '../model/patch'
import { ensembleRows } from '../rows/ensemble-row'
import { ensembleVerdict, quorumSentence } from './ensemble-verdict'
import { problems } from './problem'
import { plainText } from './sentence'

describe('the sentence about the ensemble', () => {
  it.each<[EnsembleWord[], string, string]>([
    [['follower', 'leader', 'follower'], '3 of 3 up, leader zk2:2181; survives 1 failure', 'ok'],
    [['not-answering', 'leader', 'follower'], '2 of 3 up, leader zk2:2181; survives no further failure', 'warning'],
    [['no-quorum', 'leader', 'follower'], '2 of 3 up, leader zk2:2181; survives no further failure', 'warning'],
    [['no-quorum', 'not-answering', 'not-answering'], 'no quorum: 1 of 3 up', 'critical'],
    [
      ['leader', 'follower', 'follower', 'follower', 'follower'],
      '5 of 5 up, leader zk1:2181; survives 2 failures',
      'ok',
    ],
    [
      ['leader', 'follower', 'follower', 'follower', 'not-answering'],
      '4 of 5 up, leader zk1:2181; survives 1 further failure',
      'warning',
    ],
    [['leader', 'follower', 'follower', 'observer'], '3 of 3 up, leader zk1:2181; survives 1 failure', 'ok'],
    [['leader', 'follower'], '2 of 2 up, leader zk1:2181; survives no failure', 'ok'],
    [['standalone'], 'one server, no quorum: any failure ends it', 'ok'],
    [
      ['follower'],
      '1 of 1 up, the leader is none of them; how many failures it survives is not known: it has servers that were not named to us',
      'ok',
    ],
    [['silent', 'silent', 'silent'], '3 of 3 up, the leader is not known; survives 1 failure', 'ok'],
    [['not-answering'], 'the only server named, zk1:2181, refused the connection', 'unknown'],
    [
      ['not-answering', 'not-answering', 'not-answering'],
      'none of 3 answers: no quorum, or not reachable from here',
      'unknown',
    ],
    [[], 'the servers have not answered yet', 'unknown'],
  ])('of %j', (words, sentence, level) => {
    expect(quorumSentence(testEnsemble(words))).toBe(sentence)
    expect(ensembleVerdict(testEnsemble(words)).level).toBe(level)
  })

  it('stands while one answer is missing, and says so', () => {
    const base = testEnsemble(['leader', 'follower', 'follower'])
    const server = base.ensembleServer.get('zk3:2181')
    if (!server) throw new Error('the test ensemble has no zk3')
    const value = { ...server, lateSince: 1_500, reason: 'did not answer srvr in 2000 ms' }
    const stamp = { source: 'ensemble', at: 2_000 }
    const late = applyPatches(base, [{ op: 'put', kind: 'ensembleServer', key: server.server, value, ...stamp }])
    const { level, detail } = ensembleVerdict(late)
    expect([quorumSentence(late), level]).toEqual(['3 of 3 up, leader zk1:2181; survives 1 failure', 'ok'])
    expect(plainText(detail)).toBe(
      'zk3:2181 has not answered since 1970-01-01T00:00:01.500Z and is being asked again. Our session is on zk1:2181.',
    )
    expect(problems(late)).toEqual([])
  })

  it('does not claim a quorum of silent servers without a session', () => {
    expect(quorumSentence(testEnsemble(['silent', 'silent'], 'suspended'))).toBe(
      '2 of 2 up; whether they have a quorum is not known',
    )
  })

  it('dates itself by the server that went last', () => {
    const model = applyPatches(testEnsemble(['leader', 'follower', 'follower']), [
      ...ensembleServerPatches(2, 'not-answering', { since: 700 }),
      ...ensembleServerPatches(3, 'not-answering', { since: 900 }),
    ])
    expect(ensembleVerdict(model).since).toBe(900)
  })
})

describe('problems of the ensemble', () => {
  const found = (words: EnsembleWord[]) =>
    problems(testEnsemble(words)).map(({ kind, level, items, sentence }) => [kind, level, items, sentence])

  it('are each dead member, or the lost quorum', () => {
    expect(found(['leader', 'follower', 'follower'])).toEqual([])
    expect(found(['leader', 'follower', 'not-answering'])).toEqual([
      ['source-down', 'warning', ['server:zk3:2181'], 'ZooKeeper server zk3:2181 refused the connection'],
    ])
    expect(found(['no-quorum', 'not-answering', 'not-answering'])).toEqual([
      [
        'quorum-lost',
        'critical',
        ['server:zk1:2181', 'server:zk2:2181', 'server:zk3:2181'],
        'ZooKeeper has no quorum: 1 of 3 up',
      ],
    ])
    expect(found(['not-answering', 'not-answering'])).toEqual([])
  })
})

describe('events of the ensemble', () => {
  const events = (before: EnsembleWord, after: EnsembleWord) => {
    const model = testEnsemble([before])
    const patches = ensembleServerPatches(1, after, { since: 1_500 })
    return deriveEvents(model, applyPatches(model, patches), patches).map((event) => [
      event.kind,
      event.subject,
      event.before,
      event.after,
      event.at,
    ])
  }

  it('tell each change of a role', () => {
    expect(events('follower', 'leader')).toEqual([['ensemble-changed', 'server:zk1:2181', 'follower', 'leader', 1_500]])
    expect(events('leader', 'not-answering')).toEqual([
      ['ensemble-changed', 'server:zk1:2181', 'leader', 'not answering', 1_500],
    ])
    expect(events('leader', 'leader')).toEqual([])
  })
})

describe('ensembleRows', () => {
  const behind = (...patches: Patch[]) =>
    ensembleRows(applyPatches(testEnsemble(['leader', 'follower']), patches)).map((row) => [
      row.behind,
      row.behindReason,
    ])

  it('count transactions behind the leader within one epoch', () => {
    expect(
      behind(
        ...ensembleServerPatches(1, 'leader', { zxid: '0x1fffffffe' }),
        ...ensembleServerPatches(2, 'follower', { zxid: '0x100000000' }),
      ),
    ).toEqual([
      [0, null],
      [4_294_967_294, null],
    ])
    expect(behind(...ensembleServerPatches(2, 'follower', { zxid: '0x100000009' }))[1]).toEqual([0, null])
  })

  it('count nothing after an election until the new leader has decided something', () => {
    expect(behind(...ensembleServerPatches(1, 'leader', { zxid: '0x200000000' }))).toEqual([
      [0, null],
      [0, null],
    ])
  })

  it('say why they cannot', () => {
    expect(behind(...ensembleServerPatches(2, 'follower', { zxid: '0x200000001' }))[1]).toEqual([
      null,
      'it is in epoch 2, the leader in epoch 1',
    ])
    expect(ensembleRows(testEnsemble(['follower', 'not-answering'])).map((row) => row.behindReason)).toEqual([
      'no leader answers',
      'refused the connection',
    ])
    expect(ensembleRows(testEnsemble(['standalone']))[0]?.behindReason).toBe('a standalone server follows nobody')
  })

  it('name ours, in natural order', () => {
    const words: EnsembleWord[] = ['leader', ...Array.from({ length: 10 }, (): EnsembleWord => 'follower')]
    const rows = ensembleRows(testEnsemble(words))
    expect(rows.map(({ server: name }) => name).slice(8)).toEqual(['zk9:2181', 'zk10:2181', 'zk11:2181'])
    expect(rows.filter(({ ours }) => ours).map(({ server: name }) => name)).toEqual(['zk1:2181'])
  })
})
