import { describe, expect, it } from 'vitest'
import { VivariumError } from '@/lib/errors'
import { listTree } from './list-tree'

const TREE: Record<string, string[]> = {
  '/': ['b', 'a'],
  '/a': ['x'],
  '/b': ['gone', 'secret'],
  '/a/x': [],
}

async function children(path: string): Promise<{ names: string[] }> {
  if (path === '/b/secret') throw new VivariumError({ code: 'forbidden', message: 'ACL' })
  const names = TREE[path]
  if (names === undefined) throw new VivariumError({ code: 'not-found', message: 'gone' })
  return { names }
}

describe('listTree', () => {
  it('goes level by level and survives what vanishes or is forbidden', async () => {
    expect(await listTree(children, '/', { cap: 100 })).toEqual(['/', '/b', '/a', '/b/gone', '/b/secret', '/a/x'])
  })

  it('stops at the cap', async () => {
    expect(await listTree(children, '/', { cap: 4 })).toEqual(['/', '/b', '/a', '/b/gone'])
    expect(await listTree(children, '/', { cap: 1 })).toEqual(['/'])
  })

  it('fails for an absent root, a lost connection and an abort', async () => {
    await expect(listTree(children, '/nope', { cap: 9 })).rejects.toMatchObject({ code: 'not-found' })
    const cut = () => Promise.reject(new VivariumError({ code: 'unreachable', message: 'cut' }))
    await expect(listTree(cut, '/', { cap: 9 })).rejects.toMatchObject({ code: 'unreachable' })
    const signal = AbortSignal.abort(new Error('enough'))
    await expect(listTree(children, '/', { cap: 9, signal })).rejects.toThrow('enough')
  })
})
