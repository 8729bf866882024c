import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest'
import { VivariumError } from '@/lib/errors'
import { partitionPatches } from '@/lib/model/cluster.fixture'
import { LiveModel } from '../model/cluster-model'
import { LeftoverCollector } from './leftovers'

beforeEach(() => {
  vi.useFakeTimers()
})

afterEach(() => {
  vi.useRealTimers()
})

const STAT = { czxid: '0x1', mzxid: '0x1', pzxid: '0x1', ctime: 5, mtime: 6, version: 0, ephemeralOwner: '0x0' }

/** A tree of names, and a collector that has loaded it. */
async function stage(tree: Record<string, string[]>, denied: readonly string[] = []) {
  const asked: string[] = []
  const reader = {
    read: async (path: string) => ({ path, data: '', stat: STAT }),
    children: async (path: string) => {
      asked.push(path)
      if (denied.includes(path)) throw new VivariumError({ code: 'forbidden', message: 'no' })
      return tree[path] ?? []
    },
  }
  const model = new LiveModel()
  model.write(partitionPatches([{ topic: 't', partition: 0, leader: 1, replicas: [1], isr: [1] }]))
  model.flush()
  const failures: string[] = []
  const collector = new LeftoverCollector(reader, model, (message) => failures.push(message))
  collector.load()
  const settle = () => vi.advanceTimersByTimeAsync(3_100)
  await settle()
  return { asked, collector, failures, model, settle, found: () => [...model.current.leftover.keys()] }
}

const TREE = {
  '/config/topics': ['t', 'ghost'],
  '/brokers/topics/t/partitions': ['0', '7', 'not a number'],
  '/consumers': ['g'],
  '/consumers/g/offsets': ['ghost', 't'],
}

describe('LeftoverCollector', () => {
  it('finds settings, partitions and offsets of what is not there, and reads nothing while nothing changes', async () => {
    const { found, asked, settle } = await stage(TREE)
    expect(found()).toEqual(['/config/topics/ghost', '/consumers/g/offsets/ghost', '/brokers/topics/t/partitions/7'])
    const count = asked.length
    for (let round = 0; round < 20; round++) await settle()
    expect(asked).toHaveLength(count)
  })

  it('looks again at what a watch told of, and forgets what is gone', async () => {
    const tree = structuredClone(TREE)
    const { found, asked, collector, settle } = await stage(tree)
    tree['/config/topics'] = ['t']
    tree['/brokers/topics/t/partitions'] = ['0']
    asked.length = 0
    collector.dirty('/config/topics')
    collector.dirty('/brokers/topics/t/partitions/7')
    collector.dirty('/brokers/ids/1')
    await settle()
    expect(found()).toEqual(['/consumers/g/offsets/ghost'])
    expect(asked).toEqual(['/config/topics', '/brokers/topics/t/partitions'])
  })

  it('lists the topics of old consumers again when a list of theirs changed, not for every commit', async () => {
    const { asked, collector, settle } = await stage(TREE)
    asked.length = 0
    collector.dirty('/consumers/g/offsets/t/0')
    collector.dirty('/consumers/g/owners/t')
    await settle()
    expect(asked).toEqual([])
    for (const path of ['/consumers', '/consumers/g', '/consumers/g/offsets']) {
      asked.length = 0
      collector.dirty(path)
      await settle()
      expect(asked).toEqual(['/consumers', '/consumers/g/offsets'])
    }
  })

  it('knows without reading when the topic comes', async () => {
    const { found, asked, model, settle } = await stage(TREE)
    asked.length = 0
    model.write(partitionPatches([{ topic: 'ghost', partition: 0, leader: 1, replicas: [1], isr: [1] }]))
    await settle()
    await settle()
    expect(found()).toEqual(['/brokers/topics/t/partitions/7'])
    expect(asked).toEqual([])
  })

  it('goes on where one list is kept from it', async () => {
    const { found, failures } = await stage(TREE, ['/config/topics'])
    expect(found()).toEqual(['/consumers/g/offsets/ghost', '/brokers/topics/t/partitions/7'])
    expect(failures).toEqual([])
  })
})
