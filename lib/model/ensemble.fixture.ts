import { SINGLE } from './cluster'
import { testCluster } from './cluster.fixture'
import type { EnsembleServer } from './ensemble'
import { applyPatches, type Patch } from './patch'

const stamp = { source: 'ensemble', at: 2_000 }

/** What a server of a test ensemble is or does. */
export type EnsembleWord = 'leader' | 'follower' | 'observer' | 'standalone' | 'no-quorum' | 'not-answering' | 'silent'

/** Patches of one server, `zk{index}:2181`. */
export function ensembleServerPatches(
  index: number,
  word: EnsembleWord,
  { zxid = '0x100000005', since = null as number | null } = {},
): Patch[] {
  const name = `zk${index}:2181`
  const mode = ['leader', 'follower', 'observer', 'standalone'].includes(word) ? word : null
  // A word that is no mode is a status.
  const status = mode === null ? (word as EnsembleServer['status']) : 'serving'
  const reason = mode === null ? 'refused the connection' : null
  const value = { server: name, status, since, mode, version: '3.8.4', reason, lateSince: null }
  const put: Patch = { op: 'put', kind: 'ensembleServer', key: name, value, ...stamp }
  if (mode === null) return [put]
  const counts = {
    readFrom: 'srvr' as const,
    latency: { min: 0, avg: 0.5, max: 4 },
    connections: 1,
    outstanding: 0,
    znodes: 31,
  }
  return [put, { op: 'put', kind: 'ensembleNumbers', key: name, value: { server: name, zxid, ...counts }, ...stamp }]
}

const SOURCE = { name: 'ensemble', status: 'live', since: 0, lastOkAt: 1, intervalMs: 5_000, reason: null } as const

/** A cluster with one broker and an ensemble of such servers, our session being on the first. */
export function testEnsemble(words: readonly EnsembleWord[], session: 'live' | 'suspended' = 'live') {
  const value = { status: session, server: 'zk1:2181', sessionId: '0x1', since: 5, reason: null }
  return applyPatches(testCluster([1], []), [
    { op: 'put', kind: 'source', key: 'ensemble', value: SOURCE, ...stamp },
    { op: 'put', kind: 'ensembleSession', key: SINGLE, value, ...stamp },
    ...words.flatMap((word, index) => ensembleServerPatches(index + 1, word)),
  ])
}
