import { describe, expect, it } from 'vitest'
import type { ZnodeView } from '@/lib/views/znode'
import { logged, type WatchEntry } from './watch-log'
import { znodeOf } from './znode.fixture'

const PATH = '/brokers/topics/t/partitions/0/state'

/** The log after these readings, one after the other. */
function logOf(...readings: (ZnodeView | null)[]): readonly WatchEntry[] {
  let log: readonly WatchEntry[] = []
  let last: ZnodeView | null = null
  for (const node of readings) {
    const seen =
      node === null
        ? ({ kind: 'absent', absence: { path: PATH, nearest: '/' } } as const)
        : ({ kind: 'node', node } as const)
    log = logged(log, seen, last, 9_000)
    last = node ?? last
  }
  return log
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

  it('stays small', () => {
    const many = Array.from({ length: 260 }, (_, version) => value(version, `v${version}`))
    expect(logOf(...many)).toHaveLength(200)
    const big = Array.from({ length: 150 }, (_, version) => value(version, `${version}`.padEnd(200_000)))
    const log = logOf(...big)
    expect(log.length).toBeLessThan(60)
    expect(log[0]?.value).toHaveLength(65_536)
  })
})
