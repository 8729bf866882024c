import { describe, expect, it } from 'vitest'
import { SINGLE } from '../model/cluster'
import { testCluster } from '../model/cluster.fixture'
import { applyPatches } from '../model/patch'
import type { ZnodeListing, ZnodeView } from '../views/znode'
import { ensembleAnswer, ensembleBody } from './ensemble-answer'
import { envelope } from './envelope'
import { znodeAnswer, znodeBody, znodeQuery, znodeStreamQuery } from './znode-answer'

const VIEW: ZnodeView = {
  path: '/brokers/ids/1',
  stat: {
    czxid: '0x100000050',
    mzxid: '0x100000050',
    pzxid: '0x100000050',
    ctime: 1_795_277_574_592,
    mtime: 1_795_277_574_592,
    version: -1,
    cversion: 0,
    aversion: 0,
    ephemeralOwner: '0x10000b23e560002',
    dataLength: 2,
    numChildren: 0,
  },
  data: { encoding: 'utf8', text: '{}', base64: null, unpackedBytes: null, bytes: 2, truncated: false, masked: false },
  dataReason: null,
  decoded: {
    family: 'broker-registration',
    sentence: 'Broker 1.',
    fields: [{ name: 'rack', value: 'a', words: null }],
    links: [{ label: 'Broker 1', target: { kind: 'broker', id: 1 } }],
    fault: null,
  },
  acl: [{ scheme: 'world', id: 'anyone', permissions: ['read', 'write'], open: true }],
  aclReason: null,
  owner: 'broker 1',
}
const LISTING: ZnodeListing = {
  path: VIEW.path,
  total: 2,
  children: [
    {
      name: '__proto__',
      numChildren: 0,
      restricted: false,
      ephemeral: false,
      sequential: false,
      version: 0,
    },
    {
      name: 'gone',
      numChildren: null,
      restricted: null,
      ephemeral: null,
      sequential: false,
      version: null,
    },
  ],
  cursor: 'abc',
  groups: null,
  error: null,
}

const head = envelope(testCluster([1], []), 7, 2_000_000)
/** The answer as it travels, held against its contract. */
const answered = (view: ZnodeView, listing: ZnodeListing) => {
  const json = JSON.parse(JSON.stringify({ ...head, ...znodeBody(view, listing) })) as unknown
  expect(znodeAnswer.parse(json)).toEqual(json)
  return json
}

describe('the answer about a znode', () => {
  it('is what the contract says', () => {
    expect(answered(VIEW, LISTING)).toMatchObject({
      stat: { ctime: '2026-11-21T16:12:54.592Z', ephemeralOwner: '0x10000b23e560002' },
      data: { encoding: 'utf8', text: '{}' },
      dataReason: null,
      owner: 'broker 1',
      children: [
        { name: '__proto__', statReason: null },
        { name: 'gone', numChildren: null, statReason: 'it vanished meanwhile, or did not answer' },
      ],
      childrenTotal: 2,
      childrenCursor: 'abc',
      childGroups: null,
    })
  })

  it('gives the reason of everything it may not tell', () => {
    const denied = { ...VIEW, data: null, dataReason: 'no', acl: null, aclReason: 'neither', owner: null }
    expect(answered(denied, { ...LISTING, children: [], error: 'not these', cursor: null })).toMatchObject({
      data: null,
      dataReason: 'no',
      acl: null,
      aclReason: 'neither',
      owner: null,
      ownerReason: 'no broker holds that session',
      children: null,
      childrenReason: 'not these',
      childrenTotal: null,
    })
  })
})

describe('the queries', () => {
  it('take a page of children, and up to 64 open nodes', () => {
    expect(znodeQuery.parse({ path: '/' })).toEqual({ path: '/', limit: 500, grouped: false })
    expect(znodeQuery.safeParse({ path: '/', limit: '1001' }).success).toBe(false)
    const open = (count: number) => znodeStreamQuery.safeParse({ open: Array.from({ length: count }, () => '/') })
    expect([open(64).success, open(65).success]).toEqual([true, false])
  })
})

describe('the answer about the ensemble', () => {
  const stamp = { source: 'ensemble', at: 1 }
  const dead = {
    server: 'b:2181',
    status: 'not-answering',
    since: 900,
    mode: null,
    version: null,
    reason: 'is gone',
    lateSince: null,
  } as const
  const leader = { ...dead, server: 'a:2181', status: 'serving', since: null, mode: 'leader', reason: null } as const
  const counts = {
    readFrom: 'srvr' as const,
    zxid: '0x1ffffffff',
    latency: { min: 0, avg: 0.5, max: 4 },
    connections: 1,
    outstanding: 0,
    znodes: 31,
  }
  const model = applyPatches(testCluster([1], []), [
    { op: 'put', kind: 'ensembleServer', key: dead.server, value: dead, ...stamp },
    { op: 'put', kind: 'ensembleServer', key: leader.server, value: { ...leader, version: '3.8.4' }, ...stamp },
    { op: 'put', kind: 'ensembleNumbers', key: leader.server, value: { server: leader.server, ...counts }, ...stamp },
    {
      op: 'put',
      kind: 'ensembleSession',
      key: SINGLE,
      value: { status: 'live', server: 'a:2181', sessionId: '0x1', since: 5, reason: null },
      ...stamp,
    },
  ])

  it.each([model, testCluster([1], [])])('is what the contract says', (one) => {
    const json = JSON.parse(JSON.stringify({ ...head, ...ensembleBody(one) })) as unknown
    expect(ensembleAnswer.parse(json)).toEqual(json)
  })

  it('gives each server for itself, and why it does not serve', () => {
    const { items, session } = ensembleBody(model)
    expect(items).toMatchObject([
      { server: 'a:2181', status: 'serving', zxid: '0x1ffffffff', behind: 0, ours: true },
      { server: 'b:2181', status: 'not-answering', zxid: null, zxidReason: 'is gone', reason: 'is gone', ours: false },
    ])
    expect(session).toMatchObject({ status: 'live', server: 'a:2181' })
  })
})
