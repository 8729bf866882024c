import { gzipSync } from 'node:zlib'
import { describe, expect, it } from 'vitest'
import type { ZnodeHit, ZnodeSearchMessages } from '@/lib/views/znode-search'
import { treeSession } from './testing/tree-session'
import { ZnodeWalks } from './znode-walks'

type Told = { [Name in keyof ZnodeSearchMessages]: { name: Name; message: ZnodeSearchMessages[Name] } }
type ToldMessage = Told[keyof ZnodeSearchMessages]

const HIDDEN = 'hush-hush'
const NODES = {
  '/brokers/topics/orders/partitions/0/state': { data: '{"leader":2,\n"isr":[2]}', stat: { mtime: 7_000 } },
  '/brokers/topics/Reorders': { data: '' },
  '/config/users/ann': { data: `{"version":1,"config":{"SCRAM-SHA-256":"salt=${HIDDEN}"}}` },
  '/packed': { data: gzipSync('{"leader":2,"db.password":"hush-hush"}') },
  '/bytes': { data: Buffer.from([0xff, 0xfe]) },
  '/none': { data: null },
  '/denied': { fails: 'forbidden' as const },
  '/large': { fails: 'too-large' as const, told: true },
}

const nearest = async () => '/'

async function search(
  wanted: { name?: string; content?: string; limit?: number },
  { nodes = NODES, path = '/' }: { nodes?: Parameters<typeof treeSession>[0]; path?: string } = {},
) {
  const walks = new ZnodeWalks(treeSession(nodes), nearest)
  const query = { path, name: '', content: '', limit: 1_000, ...wanted }
  const walk = await walks.searching(query, new AbortController().signal)
  const told: ToldMessage[] = []
  await walk.begin(async (name, message) => {
    // The compiler does not follow that name and message belong together.
    told.push({ name, message } as ToldMessage)
  })
  const hits: ZnodeHit[] = told.flatMap((one) => (one.name === 'hit' ? [one.message] : []))
  const last = told.at(-1)
  if (last?.name !== 'end') throw new Error('the search did not end')
  return { hits, end: last.message, paths: hits.map(({ path }) => path) }
}

describe('searching', () => {
  it('finds names, with what a list shows of them', async () => {
    const { hits, end } = await search({ name: 'orders' })
    expect(hits).toEqual([
      {
        path: '/brokers/topics/Reorders',
        ephemeral: false,
        bytes: 0,
        mtime: 2_000,
        name: { from: 2, to: 8 },
        excerpt: null,
      },
      {
        path: '/brokers/topics/orders',
        ephemeral: false,
        bytes: 0,
        mtime: 2_000,
        name: { from: 0, to: 6 },
        excerpt: null,
      },
    ])
    expect(end).toMatchObject({ reason: 'done', matched: 2, message: null, queue: 0, refused: { forbidden: 1 } })
    expect((await search({ name: 'state' }, { path: '/brokers/topics/orders' })).paths).toHaveLength(1)
  })

  it('finds content with what stands around it, and both together', async () => {
    const { hits, end } = await search({ content: '"leader":2' })
    expect(hits.map(({ path, excerpt }) => [path, excerpt?.text.slice(excerpt.from, excerpt.to)])).toEqual([
      ['/brokers/topics/orders/partitions/0/state', '"leader":2'],
      ['/packed', '"leader":2'],
    ])
    expect(end).toMatchObject({ notText: 1, refused: { forbidden: 1, tooLarge: 1, vanished: 0 } })
    expect((await search({ content: 'leader', name: 'state' })).paths).toHaveLength(1)
    expect((await search({ content: 'leader', name: 'orders' })).paths).toHaveLength(0)
  })

  it('never finds a secret, in whatever piece of it', async () => {
    for (const content of [HIDDEN, 'hush', `salt=${HIDDEN}`, 'sh-hu']) {
      const { hits } = await search({ content })
      expect(JSON.stringify(hits)).not.toContain('hush')
      expect(hits.map(({ path }) => path)).not.toContain('/config/users/ann')
    }
    expect((await search({ content: '***' })).paths).toEqual(['/config/users/ann', '/packed'])
  })

  it('ends at its limit, and counts all without telling any with the limit 0', async () => {
    const nodes = Object.fromEntries(Array.from({ length: 30 }, (_, index) => [`/n${index}`, {}]))
    const limited = await search({ name: 'n', limit: 10 }, { nodes })
    expect(limited.hits).toHaveLength(10)
    expect(limited.end).toMatchObject({ reason: 'limit', matched: 10 })
    const counted = await search({ name: '*', limit: 0 }, { nodes })
    expect(counted.hits).toEqual([])
    expect(counted.end).toMatchObject({ reason: 'done', matched: 31, walked: 31 })
  })

  it('says how it stopped when ZooKeeper answers no more, or the expression takes too long', async () => {
    const cut = await search({ name: 'n' }, { nodes: { '/n1': {}, '/n2': { fails: 'unreachable' } } })
    expect(cut.paths).toEqual(['/n1'])
    expect(cut.end).toMatchObject({ reason: 'stopped', message: 'unreachable it is', matched: 1 })
    const slow = await search({ name: '/^(a|a)*$/' }, { nodes: { [`/${'a'.repeat(60)}b`]: {} } })
    expect(slow.end).toMatchObject({ reason: 'stopped', message: expect.stringContaining('takes too long') })
  })

  it('refuses what is no search, and a third walk at once', async () => {
    const walks = new ZnodeWalks(treeSession(NODES), nearest)
    const { signal } = new AbortController()
    const query = { path: '/', name: 'x', content: '', limit: 1 }
    await expect(walks.searching({ ...query, name: '' }, signal)).rejects.toMatchObject({ code: 'invalid' })
    await expect(walks.searching({ ...query, path: '/nope' }, signal)).rejects.toMatchObject({
      code: 'not-found',
      hint: 'the nearest that exists: /',
    })
    await expect(walks.searching({ ...query, name: '/(/' }, signal)).rejects.toMatchObject({ field: 'name' })
    const first = await walks.searching(query, signal)
    const second = await walks.exporting({ cluster: 'c', path: '/' }, signal)
    await expect(walks.searching(query, signal)).rejects.toMatchObject({ code: 'busy' })
    first.stop()
    first.stop()
    const third = await walks.searching(query, signal)
    await expect(walks.exporting({ cluster: 'c', path: '/' }, signal)).rejects.toMatchObject({ code: 'busy' })
    await third.begin(async () => undefined)
    await expect(third.begin(async () => undefined)).rejects.toThrow()
    second.stop()
  })

  it('stops when it is left, in the middle', async () => {
    const nodes = Object.fromEntries(Array.from({ length: 500 }, (_, index) => [`/n${index}`, {}]))
    const session = treeSession(nodes)
    const walk = await new ZnodeWalks(session, nearest).searching(
      { path: '/', name: 'n', content: '', limit: 1_000 },
      new AbortController().signal,
    )
    let hits = 0
    await expect(
      walk.begin(async (name) => {
        if (name === 'hit') hits += 1
        if (hits === 5) walk.stop()
      }),
    ).rejects.toThrow()
    expect(session.asked.length).toBeLessThan(60)
  })
})
