import { describe, expect, it } from 'vitest'
import type { ZnodeAbsence, ZnodeTrace, ZnodeView } from '@/lib/views/znode'
import type { WatchEntry } from './watch-entry'
import { interrupted, logged, traced, type WatchLog } from './watch-log'
import { znodeOf } from './znode.fixture'

const PATH = '/brokers/topics/t/partitions/0/state'

/** What watches told of the node, with the times. */
type Told = [ZnodeTrace['type'], number][]

/** The log after these readings (null: it is not there) and traces, one after the other. */
function storyOf(...steps: (ZnodeView | null | Told)[]): WatchLog {
  let log: WatchLog = { entries: [], pending: [] }
  let last: ZnodeView | ZnodeAbsence | null = null
  for (const step of steps) {
    if (Array.isArray(step)) {
      log = traced(log, { traces: step.map(([type, at]) => ({ path: PATH, type, at })), untold: 0 }, PATH)
      continue
    }
    const absence = { path: PATH, nearest: '/' }
    log = logged(log, step === null ? { kind: 'absent', absence } : { kind: 'node', node: step }, last, 9_000)
    last = step ?? absence
  }
  return log
}

/** What it says of the node itself. */
function logOf(...steps: (ZnodeView | null | Told)[]): readonly WatchEntry[] {
  return storyOf(...steps).entries.filter(({ path }) => path === PATH)
}

const value = (version: number, text: string | null) =>
  znodeOf(PATH, text, { version, mzxid: `0x${version}`, mtime: version * 10 })

describe('the watch log', () => {
  it('keeps every value seen, newest first, with what changed', () => {
    const [second, first] = logOf(value(3, '{"leader":2}'), value(4, '{"leader":6}'))
    expect(second).toMatchObject({ kind: 'value', version: 4, at: 40, missed: 0 })
    expect(second?.changes).toEqual([{ field: 'leader', before: '2', after: '6' }])
    expect(first).toMatchObject({ kind: 'opened', version: 3, value: '{"leader":2}', changes: [] })
  })

  it('counts versions nobody showed us', () => {
    expect(logOf(value(3, 'a'), value(7, 'b'))[0]?.missed).toBe(3)
  })

  it('notes nothing when only children came, and the rights when they changed', () => {
    expect(logOf(value(3, 'a'), { ...value(3, 'a'), stat: { ...value(3, 'a').stat, cversion: 9 } })).toHaveLength(1)
    const closed = {
      ...value(3, 'a'),
      acl: [{ scheme: 'sasl', id: 'kafka', permissions: ['read', 'write'], open: false }],
    }
    const [entry] = logOf(value(3, 'a'), { ...closed, stat: { ...closed.stat, aversion: 1 } })
    expect(entry).toMatchObject({
      kind: 'acl',
      at: 9_000,
      changes: [{ field: 'ACL', before: 'world:anyone read', after: 'sasl:kafka read write' }],
    })
  })

  it('tells deletion and creation, once each', () => {
    expect(logOf(value(3, 'a'), null, null, value(0, 'b')).map(({ kind }) => kind)).toEqual([
      'created',
      'deleted',
      'opened',
    ])
    expect(logOf(null)).toEqual([])
  })

  it('knows a node made anew although its deletion was not seen', () => {
    const remade = znodeOf(PATH, 'b', { czxid: '0x99', mzxid: '0x99', version: 0 })
    expect(logOf(value(3, 'a'), remade)[0]?.kind).toBe('created')
  })

  it('tells "found there" from "seen to come"', () => {
    expect(logOf(value(0, 'a'))[0]?.kind).toBe('opened')
    expect(logOf(null, value(0, 'a'))).toMatchObject([{ kind: 'created', at: 1_000, value: 'a', missed: 0 }])
    expect(logOf([['created', 5]], value(0, 'a'))[0]?.kind).toBe('created')
  })

  it('does not invent the values of a node that was written before it was read', () => {
    const log = logOf(null, [['created', 5]], [['data', 6]], [['data', 7]], value(2, 'c'))
    expect(log).toMatchObject([
      { kind: 'opened', version: 2, missed: 1, missedAt: [6], value: 'c' },
      { kind: 'created', version: null, missed: 1, value: null },
    ])
  })

  it('keeps the trace of a node that was gone before it could be read', () => {
    const both: Told = [
      ['created', 5],
      ['data', 6],
      ['deleted', 7],
    ]
    expect(logOf(null, both, null)).toMatchObject([{ kind: 'glimpse', at: 5, until: 7, missed: 2, missedAt: [6] }])
    // A one-shot watch tells of the creation only.
    expect(logOf(null, [['created', 5]], null)).toMatchObject([{ kind: 'glimpse', at: 5, until: null }])
    expect(logOf(value(3, 'a'), [['deleted', 5], ...both], null).map(({ kind }) => kind)).toEqual([
      'glimpse',
      'deleted',
      'opened',
    ])
    expect(logOf(null, [...both, ['created', 8]], value(0, 'b')).map(({ kind }) => kind)).toEqual([
      'created',
      'glimpse',
    ])
  })

  it('dates a deletion by the watch that told it, and a deletion nobody told by when it was found', () => {
    expect(logOf(value(3, 'a'), [['deleted', 5]], null)[0]).toMatchObject({ kind: 'deleted', at: 5 })
    expect(logOf(value(3, 'a'), null)[0]).toMatchObject({ kind: 'deleted', at: 9_000 })
  })

  it('gives missed versions the times watches told, and keeps for the next reading what this one is too old for', () => {
    const writes: Told = [5, 6, 7].map((at) => ['data', at])
    expect(logOf(value(3, 'a'), writes, value(6, 'd'))[0]).toMatchObject({ missed: 2, missedAt: [5, 6] })
    expect(logOf(value(3, 'a'), writes, value(4, 'b'), value(6, 'd'))[0]).toMatchObject({ missed: 1, missedAt: [6] })
    // After a reconnect nobody told anything of what happened meanwhile.
    expect(logOf(value(3, 'a'), value(9, 'z'))[0]).toMatchObject({ missed: 5, missedAt: [] })
    const early = storyOf(null, [['created', 5]], [['deleted', 6]], value(0, 'a'))
    expect(early.entries.filter(({ path }) => path === PATH).map(({ kind }) => kind)).toEqual(['created'])
    expect(early.pending).toMatchObject([{ type: 'deleted' }])
  })

  it('notes in the log of the parent what watches told of its children, once each', () => {
    const told = { traces: [{ path: '/a/b', type: 'created' as const, at: 5 }], untold: 3 }
    const log = traced({ entries: [], pending: [] }, told, '/a')
    expect(traced(log, told, '/a').entries.filter(({ kind }) => kind === 'child')).toMatchObject([
      { path: '/a', at: 5, child: { name: 'b', change: 'created' } },
    ])
    expect(log.entries[0]).toMatchObject({ path: '/a', kind: 'gap', reason: '3 more events came too fast' })
  })

  it('says when nobody watched, of nodes it knows something of', () => {
    const gap = { since: 4, reason: 'the session was lost' }
    const log = interrupted(storyOf(value(3, 'a')), PATH, gap, 8)
    expect(log.entries[0]).toMatchObject({ kind: 'gap', at: 4, until: 8, reason: gap.reason, id: 2 })
    expect(interrupted(log, '/other', gap, 8)).toBe(log)
  })

  it('stays small whatever is told', () => {
    const children = Array.from({ length: 300 }, (_, at) => ({ path: '/p/c', type: 'data' as const, at }))
    let log = traced(storyOf(value(1, 'kept')), { traces: children, untold: 0 }, PATH)
    expect(log.entries).toHaveLength(201)
    log = traced(log, { traces: children.map((one) => ({ ...one, path: PATH, at: one.at + 300 })), untold: 0 }, PATH)
    for (let round = 0; round < 5; round++) {
      log = traced(log, { traces: log.pending.map((one) => ({ ...one, at: one.at + 1_000 })), untold: 0 }, PATH)
    }
    expect(log.pending.length).toBeLessThanOrEqual(1_000)
  })

  it('stays small whatever is read', () => {
    const many = Array.from({ length: 260 }, (_, version) => value(version, `v${version}`))
    expect(logOf(...many)).toHaveLength(200)
    const big = Array.from({ length: 150 }, (_, version) => value(version, `${version}`.padEnd(200_000)))
    const log = logOf(...big)
    expect(log.length).toBeLessThan(60)
    expect(log[0]?.value).toHaveLength(65_536)
  })
})
