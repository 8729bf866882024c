import { describe, expect, it } from 'vitest'
import { compareNatural } from '@/lib/natural-order'
import { sortedNames } from './sorted-names'
import { type SubtreeEnd, type SubtreeNode, type SubtreeOptions, subtree } from './subtree'
import { type MadeNode, treeSession } from './testing/tree-session'

const FAST = { nodesPerSecond: 1_000_000 }

async function walk(session: Parameters<typeof subtree>[0], root: string, options: SubtreeOptions = {}) {
  const nodes: SubtreeNode[] = []
  const walking = subtree(session, root, { ...FAST, ...options })
  for (;;) {
    const step = await walking.next()
    if (step.done === true) return { nodes, end: step.value satisfies SubtreeEnd }
    nodes.push(step.value)
  }
}

describe('subtree', () => {
  it('goes depth first, children in natural order, and counts what is done and to come', async () => {
    const session = treeSession({ '/a/10': {}, '/a/2/x': {}, '/a/2/y': {}, '/b': {} })
    const { nodes, end } = await walk(session, '/')
    expect(nodes.map(({ path, walked, queue }) => [path, walked, queue])).toEqual([
      ['/', 1, 2],
      ['/a', 2, 3],
      ['/a/2', 3, 4],
      ['/a/2/x', 4, 3],
      ['/a/2/y', 5, 2],
      ['/a/10', 6, 1],
      ['/b', 7, 0],
    ])
    expect(end).toBe('done')
    expect((await walk(session, '/a/2')).nodes.map(({ path }) => path)).toEqual(['/a/2', '/a/2/x', '/a/2/y'])
    expect(session.watches).toBe(0)
  })

  it('reads data and ACLs where they are asked for', async () => {
    const session = treeSession({ '/a': { data: 'words' } })
    expect((await walk(session, '/a')).nodes[0]).toMatchObject({ data: null, acl: null, stat: { dataLength: 5 } })
    const [node] = (await walk(session, '/a', { data: true, acl: true })).nodes
    expect(node?.data?.toString()).toBe('words')
    expect(node?.acl).toMatchObject([{ scheme: 'world', id: 'anyone' }])
  })

  it('tells what a node refuses, and goes on', async () => {
    const session = treeSession({
      '/hidden/child': {},
      '/hidden': { fails: 'forbidden' },
      '/large': { fails: 'too-large', told: true, stat: { dataLength: 2_000_000 } },
      '/left': { gone: true },
      '/many': { stat: { numChildren: 300_001 } },
      '/plain': {},
    })
    const { nodes, end } = await walk(session, '/', { data: true })
    expect(nodes.map(({ path, stat, refusals: [one] }) => [path, stat !== null, one?.code, one?.of])).toEqual([
      ['/', true, undefined, undefined],
      ['/hidden', false, 'forbidden', 'node'],
      ['/large', true, 'too-large', 'data'],
      ['/left', false, 'vanished', 'node'],
      ['/many', true, 'too-large', 'children'],
      ['/plain', true, undefined, undefined],
    ])
    expect(nodes[2]?.refusals[0]?.reason).toBe('2000000 bytes: too-large it is')
    expect(nodes[4]?.refusals[0]?.reason).toContain('300001 children')
    expect(end).toBe('done')
  })

  it('ends at the most nodes, and says only then that there are more', async () => {
    const session = treeSession({ '/a/1': {}, '/a/2': {}, '/a/3': {} })
    expect(await walk(session, '/a', { mostNodes: 3 })).toMatchObject({ nodes: { length: 3 }, end: 'limit' })
    expect(await walk(session, '/a', { mostNodes: 4 })).toMatchObject({ nodes: { length: 4 }, end: 'done' })
  })

  it('reads ahead, but never more than 32 at once, whatever the depth', async () => {
    const deep: Record<string, MadeNode> = {}
    for (let a = 0; a < 40; a++) for (let b = 0; b < 40; b++) deep[`/a${a}/b${b}/c/d`] = {}
    const session = treeSession(deep)
    const { nodes } = await walk(session, '/')
    expect(nodes).toHaveLength(1 + 40 + 3 * 1_600)
    expect(session.most).toBeGreaterThan(8)
    expect(session.most).toBeLessThanOrEqual(32 + 1)
  })

  it('keeps its pace', async () => {
    const session = treeSession(Object.fromEntries(Array.from({ length: 200 }, (_, index) => [`/n${index}`, {}])))
    const startedAt = performance.now()
    await walk(session, '/', { nodesPerSecond: 1_000 })
    expect(performance.now() - startedAt).toBeGreaterThan(140)
  })

  it('fails for an absent root, a lost connection and an abort', async () => {
    await expect(walk(treeSession({}), '/nope')).rejects.toMatchObject({ code: 'not-found' })
    await expect(walk(treeSession({}), 'nope')).rejects.toMatchObject({ code: 'invalid' })
    const cut = treeSession({ '/a': {}, '/b': { fails: 'unreachable' }, '/c': {} })
    await expect(walk(cut, '/')).rejects.toMatchObject({ code: 'unreachable' })
    const left = new AbortController()
    const walking = subtree(treeSession({ '/a': {}, '/b': {} }), '/', { ...FAST, signal: left.signal })
    await walking.next()
    left.abort(new Error('enough'))
    await expect(walking.next()).rejects.toThrow('enough')
  })
})

describe('sortedNames', () => {
  it('is the natural order of long lists, too', async () => {
    const names = Array.from({ length: 13_000 }, (_, index) => `n${(index * 7_919) % 13_000}`)
    expect([...(await sortedNames(names))]).toEqual(names.toSorted(compareNatural))
    expect([...(await sortedNames([]))]).toEqual([])
  })
})
