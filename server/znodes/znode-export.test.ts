import { gzipSync } from 'node:zlib'
import { describe, expect, it } from 'vitest'
import { znodeExportAnswer } from '@/lib/api/znode-export-answer'
import { exportName } from '../http/znode-export'
import { type MadeNode, treeSession } from './testing/tree-session'
import { type ExportBudget, znodeExport } from './znode-export'

async function exported(nodes: Record<string, MadeNode>, path = '/', budget?: ExportBudget) {
  let text = ''
  const { signal } = new AbortController()
  for await (const piece of znodeExport(treeSession(nodes), { cluster: 'shop', path, at: 0 }, signal, budget)) {
    text += piece
  }
  const json = JSON.parse(text) as unknown
  expect(znodeExportAnswer.parse(json)).toEqual(json)
  return { text, document: znodeExportAnswer.parse(json) }
}

describe('znodeExport', () => {
  it('holds every node of the subtree with data, stat and ACL, a line each', async () => {
    const { text, document } = await exported(
      { '/a/10': { data: 'ten' }, '/a/2': { data: Buffer.from([0xff]) }, '/b': {}, '/a/none': { data: null } },
      '/a',
    )
    expect(document).toMatchObject({ path: '/a', cluster: 'shop', exportedAt: '1970-01-01T00:00:00.000Z' })
    expect(document).toMatchObject({ complete: true, reason: null })
    expect(document.nodes.map(({ path, data }) => [path, data?.encoding, data?.text ?? data?.base64])).toEqual([
      ['/a', 'none', undefined],
      ['/a/2', 'base64', '/w=='],
      ['/a/10', 'utf8', 'ten'],
      ['/a/none', 'none', undefined],
    ])
    expect(document.nodes[1]?.acl).toMatchObject([{ scheme: 'world', open: true }])
    expect(text.split('\n')).toHaveLength(1 + 4 + 2)
  })

  it('masks secrets in text, gzip and ACLs', async () => {
    const { text, document } = await exported({
      '/config/users/ann': { data: '{"config":{"SCRAM-SHA-256":"salt=hush"}}' },
      '/elsewhere': { data: gzipSync('{"db.password":"hush"}') },
      '/bytes': { data: Buffer.concat([Buffer.from('password=hush'), Buffer.from([0xff])]) },
      '/own': { acl: [{ scheme: 'digest', id: 'ann:hush', permissions: ['read'] }] },
    })
    expect(text).not.toContain('hush')
    expect(text).not.toContain(gzipSync('{"db.password":"hush"}').toString('base64').slice(14, 40))
    expect(document.nodes.find(({ path }) => path === '/bytes')).toMatchObject({
      data: null,
      dataReason: expect.any(String),
    })
    expect(document.nodes.find(({ path }) => path === '/own')?.acl).toMatchObject([{ id: 'ann:***' }])
  })

  it('tells what was refused, and is whole JSON however it ends', async () => {
    const refused = await exported({ '/denied': { fails: 'forbidden' }, '/gone': { gone: true }, '/ok': {} })
    expect(refused.document).toMatchObject({ complete: true, nodes: { length: 4 } })
    expect(refused.document.nodes[1]).toMatchObject({ stat: null, refused: [{ code: 'forbidden', of: 'node' }] })
    const cut = await exported({ '/a': {}, '/b': { fails: 'unreachable' } })
    expect(cut.document).toMatchObject({ complete: false, reason: 'unreachable it is', nodes: { length: 2 } })
    const nodes = { '/a': { data: 'x'.repeat(1_000) }, '/b': {}, '/c': {} }
    const few = await exported(nodes, '/', { mostNodes: 2, mostBytes: 1_000_000 })
    expect(few.document).toMatchObject({
      complete: false,
      reason: expect.stringContaining('first 2 nodes'),
      nodes: { length: 2 },
    })
    const small = await exported(nodes, '/', { mostNodes: 100, mostBytes: 900 })
    expect(small.document).toMatchObject({
      complete: false,
      reason: expect.stringContaining('900 bytes'),
      nodes: { length: 1 },
    })
  })
})

describe('exportName', () => {
  it.each([
    ['/brokers/ids', 'shop-brokers-ids-znodes.json'],
    ['/', 'shop-znodes.json'],
    ['/a"\r\nset-cookie: x/é/../..', 'shop-a-set-cookie-x-znodes.json'],
    [`/${'x'.repeat(5_000)}`, `shop-${'x'.repeat(80)}-znodes.json`],
  ])('of %j is safe', (path, name) => {
    expect(exportName('shop', path)).toBe(name)
  })
})
