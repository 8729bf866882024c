import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest'
import { VivariumError } from '@/lib/errors'
import { LiveModel } from '../model/cluster-model'
import { ZookeeperGroupCollector } from './zookeeper-groups'

beforeEach(() => {
  vi.useFakeTimers()
})

afterEach(() => {
  vi.useRealTimers()
})

const STAT = { czxid: '0x1', mzxid: '0x1', pzxid: '0x1', ctime: 5, mtime: 6, version: 0, ephemeralOwner: '0x9' }
const MEMBER = 'g_host1-1795268180762-1a2b3c4d'
const SUBSCRIPTION = '{"version":1,"subscription":{"orders":1},"pattern":"static","timestamp":"1795268180762"}'

/** Data by path; folders follow from it. */
const GROUP: Readonly<Record<string, string>> = {
  [`/consumers/g/ids/${MEMBER}`]: SUBSCRIPTION,
  '/consumers/g/owners/orders/0': `${MEMBER}-0`,
  '/consumers/g/offsets/orders/0': '7',
  '/consumers/g/offsets/orders/10': 'no number',
  '/consumers/g/offsets/orders/2': '9223372036854775807',
}

/** A tree, and a collector that has loaded it. */
async function stage(tree: Record<string, string>, denied: readonly string[] = []) {
  const asked: string[] = []
  const ask = (path: string) => {
    asked.push(path)
    if (denied.includes(path)) throw new VivariumError({ code: 'forbidden', message: 'no' })
  }
  const reader = {
    read: async (path: string) => {
      ask(path)
      const data = tree[path]
      return data === undefined ? null : { path, data, stat: STAT }
    },
    children: async (path: string) => {
      ask(path)
      const below = Object.keys(tree).filter((one) => one.startsWith(`${path}/`))
      return [...new Set(below.map((one) => one.slice(path.length + 1).split('/')[0] ?? ''))]
    },
  }
  const model = new LiveModel()
  const failures: string[] = []
  const collector = new ZookeeperGroupCollector(reader, model, (message) => failures.push(message))
  collector.load()
  const settle = () => vi.advanceTimersByTimeAsync(1_100)
  await settle()
  return { asked, collector, failures, settle, groups: () => [...model.current.zookeeperGroup.values()] }
}

describe('ZookeeperGroupCollector', () => {
  it('reads members, owners and offsets, and nothing more while nothing changes', async () => {
    const { asked, collector, failures, groups, settle } = await stage({ ...GROUP })
    expect(groups()).toEqual([
      {
        id: 'g',
        members: [
          { id: MEMBER, host: 'host1', subscription: ['orders'], pattern: 'static', since: 5, sessionId: '0x9' },
        ],
        owners: [{ topic: 'orders', partition: 0, consumer: MEMBER }],
        unread: null,
      },
    ])
    expect(collector.commits()).toEqual([
      {
        id: 'g',
        leftOut: 0,
        topics: [
          {
            topic: 'orders',
            partitions: [
              { partition: 0, offset: '7', committedAt: 6, error: null },
              { partition: 2, offset: '9223372036854775807', committedAt: 6, error: null },
              { partition: 10, offset: null, committedAt: 6, error: 'its znode holds no offset' },
            ],
          },
        ],
      },
    ])
    const count = asked.length
    for (let round = 0; round < 20; round++) await settle()
    expect(asked).toHaveLength(count)
    expect(failures).toEqual([])
  })

  it('reads a commit alone, a group as a whole when its members change, and finds groups that come and go', async () => {
    const tree = { ...GROUP }
    const { asked, collector, groups, settle } = await stage(tree)
    const offsetOf = (partition: number) =>
      collector.commits()[0]?.topics[0]?.partitions.find((one) => one.partition === partition)?.offset
    asked.length = 0
    tree['/consumers/g/offsets/orders/0'] = '8'
    collector.dirty('/consumers/g/offsets/orders/0')
    collector.dirty('/brokers/ids/1')
    await settle()
    expect(asked).toEqual(['/consumers/g/offsets/orders/0'])
    expect(offsetOf(0)).toBe('8')

    delete tree[`/consumers/g/ids/${MEMBER}`]
    delete tree['/consumers/g/owners/orders/0']
    tree['/consumers/g/offsets/orders/1'] = '3'
    collector.dirty('/consumers/g/ids')
    await settle()
    expect(groups()).toMatchObject([{ members: [], owners: [] }])
    expect(offsetOf(1)).toBe('3')

    for (const path of Object.keys(tree)) delete tree[path]
    tree['/consumers/h/offsets/orders/0'] = '1'
    collector.dirty('/consumers')
    await settle()
    expect(groups().map(({ id }) => id)).toEqual(['h'])
    expect(collector.commits().map(({ id }) => id)).toEqual(['h'])
  })

  it('says what it may not read, and what would be too much', async () => {
    const hidden = await stage({ ...GROUP }, ['/consumers/g/ids'])
    expect(hidden.groups()).toMatchObject([{ members: null, unread: 'ZooKeeper does not permit us to read all of it' }])
    expect(hidden.collector.commits()).toMatchObject([{ topics: [{ partitions: [{}, {}, {}] }] }])
    expect(hidden.failures).toEqual([])

    const offsets = Array.from({ length: 20_005 }, (_, index) => [`/consumers/g/offsets/orders/${index}`, '1'])
    const many = await stage({ ...Object.fromEntries(offsets), [`/consumers/g/ids/${MEMBER}`]: SUBSCRIPTION })
    expect(many.groups()).toMatchObject([{ members: [{ id: MEMBER }] }])
    expect(many.groups()[0]?.unread).toMatch(/^no more than 20000 znodes .*, 6 of this group are left out$/)
    expect(many.collector.commits()).toMatchObject([{ leftOut: 6 }])
  })

  it('lists groups beyond the first thousand without reading them', async () => {
    const tree = Object.fromEntries(
      Array.from({ length: 1_002 }, (_, index) => [`/consumers/g${String(index).padStart(4, '0')}/ids/a`, '{}']),
    )
    const { asked, groups } = await stage(tree)
    expect(groups()).toHaveLength(1_002)
    expect(groups().filter(({ members }) => members === null)).toMatchObject([{ id: 'g1000' }, { id: 'g1001' }])
    expect(asked.filter((path) => path.startsWith('/consumers/g1001'))).toEqual([])
  })
})
