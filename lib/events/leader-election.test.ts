import { describe, expect, it } from 'vitest'
import { SINGLE } from '../model/cluster'
import { partitionPatches, registered, statePatch, type TestPartition, testCluster } from '../model/cluster.fixture'
import { applyPatches, type Patch } from '../model/patch'
import { deriveEvents } from './diff'

const zookeeper = { source: 'zookeeper', at: 2_000 }
const whole = {
  topic: 'orders',
  partition: 0,
  leader: 1,
  replicas: [1, 2, 3],
  isr: [1, 2, 3],
  version: 4,
  leaderEpoch: 2,
}

interface Scene {
  /** Brokers alive when the change is read. */
  live?: number[]
  before?: Partial<TestPartition>
  /** Written over the state before; version and leader epoch rise by one each. */
  after: Partial<TestPartition>
  /** What else is known. */
  also?: Patch[]
  /** What is read together with the change. */
  together?: Patch[]
}

/** Every event of the change: kind, cause, certainty. */
function causes({ live = [1, 2, 3], before = {}, after, also = [], together = [] }: Scene) {
  const old = { ...whole, ...before }
  const patch = statePatch({
    ...old,
    version: old.version + 1,
    leaderEpoch: old.leaderEpoch + 1,
    changedAt: 1_000,
    ...after,
  })
  const model = applyPatches(testCluster(live, [old]), also)
  const patches = [...together, patch]
  return deriveEvents(model, applyPatches(model, patches), patches).map(
    ({ kind, cause }) => `${kind}: ${cause?.kind}, ${cause?.certainty}`,
  )
}

function sentence(scene: Scene): string | undefined {
  const old = { ...whole, ...scene.before }
  const patch = statePatch({
    ...old,
    version: old.version + 1,
    leaderEpoch: old.leaderEpoch + 1,
    changedAt: 1_000,
    ...scene.after,
  })
  const model = applyPatches(testCluster(scene.live ?? [1, 2, 3], [old]), scene.also ?? [])
  return deriveEvents(model, applyPatches(model, [patch]), [patch])[0]?.cause?.sentence
}

const deleting: Patch = {
  op: 'put',
  kind: 'deletion',
  key: 'orders',
  value: { name: 'orders', requestedAt: 900 },
  ...zookeeper,
}
const notice = (broker: number | null, at = 500): Patch => ({
  ...{ op: 'put', kind: 'logDirectoryNotice', key: String(broker), value: { broker, at }, ...zookeeper },
})
const request = (requestedAt: number, endedAt: number | null): Patch => ({
  ...{ op: 'put', kind: 'electionRequest', key: SINGLE, ...zookeeper },
  value: { partitions: ['orders/0'], requestedAt, endedAt },
})
const placed = (more: Partial<TestPartition>): Patch[] => partitionPatches([{ ...whole, ...more }]).slice(0, 1)
const silent: Patch = {
  ...{ op: 'put', kind: 'probe', key: '3', ...zookeeper },
  value: { id: 3, status: 'not-answering', since: 1, lastAnswerAt: 1, reason: null },
}
const moving = { replicas: [1, 2, 3, 4], adding: [4], removing: [1] }

describe('the decision list', () => {
  it.each<[string, Scene, string[]]>([
    [
      '1 a controller\u2019s failover, read as one',
      { live: [2, 3], after: { leader: 2, isr: [2, 3], version: 6, leaderEpoch: 4, controllerEpoch: 2 } },
      ['leader-changed: offline, observed', 'isr-shrank: broker-down, observed'],
    ],
    [
      '1 two changes under one controller',
      { live: [2, 3], after: { leader: 2, version: 6, leaderEpoch: 4 } },
      ['leader-changed: merged, observed'],
    ],
    [
      '1 the last steps of a reassignment, read as one',
      { also: placed(moving), after: { leader: 2, isr: [2, 3], version: 7, leaderEpoch: 5 } },
      ['leader-changed: reassign, inferred', 'isr-shrank: reassign, inferred'],
    ],
    ['1 several changes that undid each other', { after: { version: 6 } }, ['changes-merged: merged, observed']],
    [
      '1 several changes, one broker is gone',
      { live: [1, 2], after: { isr: [1, 2], version: 7 } },
      ['isr-shrank: broker-down, inferred'],
    ],
    [
      '2 deletion',
      { also: [deleting], after: { leader: null, isr: [2] } },
      ['leader-lost: deletion, observed', 'isr-shrank: deletion, observed'],
    ],
    [
      '2 deletion, read at its end',
      { also: [deleting], after: { leader: null, isr: [2], version: 7, leaderEpoch: 5 } },
      ['leader-lost: deletion, observed', 'isr-shrank: deletion, observed'],
    ],
    ['2 deletion takes a follower', { also: [deleting], after: { isr: [1, 3] } }, ['isr-shrank: deletion, observed']],
    [
      '3 the ISR grew',
      { before: { isr: [1, 2] }, after: { isr: [1, 2, 3], leaderEpoch: 2 } },
      ['isr-expanded: caught-up, observed'],
    ],
    ['3 all equal', { after: { leaderEpoch: 2 } }, ['znode-rewritten: rewritten, observed']],
    [
      '3 another leader, no election',
      { after: { leader: 2, leaderEpoch: 2 } },
      ['znode-rewritten: rewritten, observed', 'leader-changed: unknown, observed'],
    ],
    ['4 still offline', { live: [2], before: { leader: null, isr: [1] }, after: { leader: null, isr: [1] } }, []],
    [
      '4 the last copy is lost',
      { live: [2, 3], before: { isr: [1] }, after: { leader: null, isr: [1] } },
      ['leader-lost: broker-down, observed'],
    ],
    [
      '4 lost by its live leader',
      { before: { isr: [1] }, after: { leader: null, isr: [1] } },
      ['leader-lost: unknown, inferred'],
    ],
    [
      '5 unclean, after a time without leader',
      { live: [2, 3], before: { leader: null, isr: [1] }, after: { leader: 2, isr: [2] } },
      ['leader-changed: unclean, observed', 'isr-shrank: broker-down, observed'],
    ],
    [
      '5 unclean, at once',
      { live: [3], before: { isr: [1, 2] }, after: { leader: 3, isr: [3] } },
      ['leader-changed: unclean, observed', 'isr-shrank: broker-down, observed'],
    ],
    [
      '6 the second half of a failover',
      { live: [2, 3], before: { leader: null, isr: [2, 3] }, after: { leader: 2, isr: [2, 3] } },
      ['leader-changed: offline, observed'],
    ],
    [
      '7 its broker died',
      { live: [2, 3], after: { leader: 2, isr: [2, 3] } },
      ['leader-changed: offline, observed', 'isr-shrank: broker-down, observed'],
    ],
    [
      '7 a dead broker was being removed',
      { live: [2, 3, 4], before: moving, after: { leader: 2 } },
      ['leader-changed: reassign, observed'],
    ],
    [
      '8 a log directory failed',
      { also: [notice(1)], after: { leader: 2, isr: [2, 3] } },
      ['leader-changed: offline, observed', 'isr-shrank: log-directory, observed'],
    ],
    [
      '8 a log directory failed, of whom was gone before it could be read',
      { also: [notice(null)], after: { leader: 2, isr: [2, 3] } },
      ['leader-changed: offline, inferred', 'isr-shrank: log-directory, inferred'],
    ],
    [
      '8 the announcement of another time explains nothing',
      { also: [notice(1, -40_000)], after: { leader: 2, isr: [2, 3] } },
      ['leader-changed: controlled-shutdown, inferred', 'isr-shrank: unknown, inferred'],
    ],
    [
      '8 the broker restarted inside its session timeout',
      { also: [registered(1, { epoch: '0x101' })], after: { leader: 2, isr: [2, 3] } },
      ['leader-changed: offline, observed', 'isr-shrank: broker-down, observed'],
    ],
    [
      '8 a controlled shutdown',
      { after: { leader: 2, isr: [2, 3] } },
      ['leader-changed: controlled-shutdown, inferred', 'isr-shrank: unknown, inferred'],
    ],
    [
      '9 reassigned',
      { live: [1, 2, 3, 4], before: { ...moving, isr: [1, 2, 3, 4] }, after: { leader: 2 } },
      ['leader-changed: reassign, observed'],
    ],
    [
      '9 reassigned, read together with the end of the move',
      { live: [1, 2, 3, 4], before: moving, after: { leader: 2 }, together: placed({ replicas: [2, 3, 4] }) },
      ['reassignment-completed: undefined, undefined', 'leader-changed: reassign, observed'],
    ],
    [
      '10 the preferred leader, nobody knows who asked',
      { before: { leader: 2 }, after: { leader: 1 } },
      ['leader-changed: preferred-replica, inferred'],
    ],
    [
      '10 the preferred leader, asked for in ZooKeeper',
      { before: { leader: 2 }, also: [request(900, null)], after: { leader: 1 } },
      ['leader-changed: preferred-replica, observed'],
    ],
    [
      '10 the preferred leader among those that stay',
      { live: [1, 2, 3, 4], before: { ...moving, leader: 3 }, after: { leader: 2 } },
      ['leader-changed: preferred-replica, inferred'],
    ],
    [
      '10 to nobody\u2019s preference',
      { before: { leader: 1 }, after: { leader: 3 } },
      ['leader-changed: unknown, inferred'],
    ],
    ['11 a step of a reassignment', { before: moving, after: {} }, []],
    ['12 a dead follower', { live: [1, 2], after: { isr: [1, 2] } }, ['isr-shrank: broker-down, observed']],
    [
      '12 a follower being removed',
      { before: { removing: [3] }, after: { isr: [1, 2] } },
      ['isr-shrank: reassign, observed'],
    ],
    [
      '12 a follower\u2019s log directory',
      { also: [notice(3)], after: { isr: [1, 2] } },
      ['isr-shrank: log-directory, observed'],
    ],
    [
      '12 a slow follower: the leader keeps the epoch',
      { after: { isr: [1, 2], leaderEpoch: 2 } },
      ['isr-shrank: slow-replica, observed'],
    ],
    ['12 a follower taken out by the controller', { after: { isr: [1, 2] } }, ['isr-shrank: unknown, inferred']],
    [
      '12 the new copy of a reassignment',
      { before: { ...moving, removing: [] }, after: { isr: [1, 2, 3, 4], leaderEpoch: 2 } },
      ['isr-expanded: reassign, observed'],
    ],
  ])('%s', (_rule, scene, expected) => {
    expect(causes(scene)).toEqual(expected)
  })

  it('13 labels the first leader of a new partition, and nothing that was written before we saw it', () => {
    const before = testCluster([1, 2, 3], [])
    const first = (version: number) => {
      const patches = partitionPatches([{ ...whole, version }])
      return deriveEvents(before, applyPatches(before, patches), patches).map(({ kind, cause }) => [kind, cause?.kind])
    }
    expect(first(0)).toEqual([
      ['topic-created', undefined],
      ['leader-changed', 'initial'],
    ])
    expect(first(3)).toEqual([['topic-created', undefined]])
  })

  it('tells who asked for a preferred leader, as far as the time tells', () => {
    const back = (changedAt: number, also: Patch[] = []) =>
      sentence({ before: { leader: 2 }, also, after: { leader: 1, changedAt } })?.split('; ')[1]
    const asked = 'asked for by an administrator'
    const periodic = 'the controller’s periodic election'
    // The controller of a test cluster was elected at 50.
    expect([1_000, 5_050, 11_050, 12_000, 305_050, 311_200, 312_000].map((at) => back(at))).toEqual([
      asked,
      periodic,
      periodic,
      asked,
      periodic,
      periodic,
      asked,
    ])
    const inZookeeper = 'asked for through ZooKeeper'
    expect(back(6_000, [request(5_900, 5_950)])).toBe(inZookeeper)
    expect(back(20_000, [request(5_900, 5_950)])).toBe(asked)
    expect(back(1_000, [request(5_900, null)])).toBe(asked)
  })

  it('names what is known beside the cause', () => {
    expect(sentence({ also: [silent], after: { isr: [1, 2], leaderEpoch: 2 } })).toBe(
      'broker 3 fell behind; broker 3 not answering',
    )
    const orphan = { leader: null, isr: [2, 3] }
    expect(sentence({ live: [2, 3], before: orphan, after: { leader: 2 } })).toBe('broker 2, in sync, takes over')
    const returned = [registered(2, { epoch: '0x101' })]
    expect(sentence({ live: [2, 3], before: orphan, also: returned, after: { leader: 2 } })).toBe(
      'broker 2, in sync, is back',
    )
    expect(sentence({ live: [2, 3], after: { leader: null, isr: [1, 2, 3] } })).toBe(
      'broker 1 is gone; an election follows',
    )
  })
})
