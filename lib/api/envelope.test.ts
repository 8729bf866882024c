import { describe, expect, it } from 'vitest'
import { testCluster } from '../model/cluster.fixture'
import { applyPatches, type Patch } from '../model/patch'
import type { Source } from '../model/source'
import { envelope, sourceItem } from './envelope'

const NOW = 1_000_000
const metadata: Source = {
  name: 'metadata',
  status: 'live',
  since: 500,
  lastOkAt: NOW - 2_000,
  intervalMs: 5_000,
  reason: null,
}
const put = (value: Source): Patch => ({ op: 'put', kind: 'source', key: value.name, value, source: value.name, at: 1 })
const probe = (id: number, status: 'answering' | 'not-answering', lastAnswerAt: number | null): Patch => ({
  op: 'put',
  kind: 'probe',
  key: String(id),
  value: { id, status, since: 900, lastAnswerAt, reason: status === 'answering' ? null : 'connection refused' },
  source: `broker:${id}`,
  at: 1,
})

function sources(...patches: Patch[]) {
  const { sources: found } = envelope(applyPatches(testCluster([1], []), patches), 7, NOW)
  for (const source of found) sourceItem.parse(source)
  return new Map(found.map((source) => [source.name, source]))
}

describe('envelope', () => {
  it('tells the age of each source and calls late what missed two readings', () => {
    expect(sources(put(metadata)).get('metadata')).toEqual({
      name: 'metadata',
      status: 'live',
      since: '1970-01-01T00:00:00.500Z',
      ageMs: 2_000,
    })
    expect(sources(put({ ...metadata, lastOkAt: NOW - 10_000 })).get('metadata')?.status).toBe('live')
    expect(sources(put({ ...metadata, lastOkAt: NOW - 10_001 })).get('metadata')).toEqual({
      name: 'metadata',
      status: 'late',
      since: new Date(NOW - 1).toISOString(),
      ageMs: 10_001,
      reason: 'last read 10 s ago, due every 5 s',
    })
  })

  it('never calls late what pushes, nor a source that is down', () => {
    expect(sources().get('zookeeper')).toMatchObject({ status: 'live', ageMs: NOW - 1 })
    const down = { ...metadata, status: 'down' as const, lastOkAt: null, reason: 'no broker answers' }
    expect(sources(put(down)).get('metadata')).toMatchObject({
      status: 'down',
      ageMs: null,
      reason: 'no broker answers',
    })
  })

  it('lists each probed broker as a source of its own', () => {
    const probes = { ...metadata, name: 'probes', intervalMs: 3_000 }
    const found = sources(
      put(probes),
      probe(10, 'answering', null),
      probe(2, 'not-answering', NOW - 60_000),
      probe(3, 'not-answering', null),
    )
    expect([...found.keys()]).toEqual(['probes', 'zookeeper', 'broker:2', 'broker:3', 'broker:10'])
    expect(found.get('broker:10')).toEqual({
      name: 'broker:10',
      status: 'live',
      since: '1970-01-01T00:00:00.900Z',
      ageMs: 2_000,
    })
    expect(found.get('broker:2')).toMatchObject({ status: 'down', ageMs: 60_000, reason: 'connection refused' })
    expect(found.get('broker:3')).toMatchObject({ status: 'down', ageMs: null, reason: 'connection refused' })
  })

  it('calls an answering broker late when the probing stopped', () => {
    const probes = { ...metadata, name: 'probes', intervalMs: 3_000, lastOkAt: NOW - 30_000 }
    expect(sources(put(probes), probe(1, 'answering', null)).get('broker:1')).toMatchObject({
      status: 'late',
      ageMs: 30_000,
    })
  })
})
