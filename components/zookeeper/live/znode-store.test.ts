import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest'
import { FakeStream } from '@/components/live/live-store.fixture'
import type { ZnodeListing } from '@/lib/views/znode'
import { listingOf, znodeOf } from './znode.fixture'
import type { Refusal, ZnodeSeed } from './znode-scene'
import { ZnodeStore } from './znode-store'

beforeEach(() => {
  vi.useFakeTimers()
})
afterEach(() => {
  vi.useRealTimers()
})

const NOTHING: ZnodeSeed = { path: '/', node: null, absent: null, refused: null, listings: [] }

/** A store on its page, whose server answers `answers` in turn. */
async function stage(seed: Partial<ZnodeSeed> = {}, answers: (ZnodeListing | Refusal)[] = []) {
  const streams: FakeStream[] = []
  const asked: string[] = []
  const store = new ZnodeStore(
    'c',
    { ...NOTHING, ...seed },
    {
      openStream: (url) => {
        const stream = new FakeStream(url)
        streams.push(stream)
        return stream
      },
      fetchListing: async (path, query) => {
        asked.push(`${path} ${JSON.stringify(query)}`)
        return answers.shift() ?? { code: 'internal', message: 'no answer prepared' }
      },
      nextFrame: (callback) => callback(),
      now: () => Date.now(),
      random: () => 1,
    },
  )
  store.setActive(true)
  await vi.advanceTimersByTimeAsync(0)
  const stream = () => streams.at(-1) ?? new FakeStream('none')
  const settle = async () => {
    await vi.advanceTimersByTimeAsync(40)
    stream().send('open')
  }
  await settle()
  const opened = (url = stream().url) => new URL(url, 'http://h').searchParams.getAll('open')
  const names = (path: string) =>
    store
      .scene()
      .listings.get(path)
      ?.children.map(({ name }) => name)
  return { store, streams, stream, settle, opened, names, asked }
}

describe('a ZnodeStore', () => {
  it('follows the selected node and every list on screen, with one stream', async () => {
    const { store, streams, stream, settle, opened } = await stage()
    expect(new URL(stream().url, 'http://h').searchParams.get('path')).toBe('/')
    store.select('/brokers/ids')
    store.expand('/admin')
    await settle()
    expect(streams).toHaveLength(2)
    expect(streams[0]?.closed).toBe(true)
    expect(new URL(stream().url, 'http://h').searchParams.get('path')).toBe('/brokers/ids')
    expect(opened()).toEqual(['/', '/brokers', '/brokers/ids', '/admin'])
    store.collapse('/brokers')
    await settle()
    expect(opened()).toEqual(['/', '/brokers/ids', '/admin'])
  })

  it('keeps to what a stream takes', async () => {
    const { store, settle, opened, stream } = await stage()
    for (let at = 0; at < 90; at++) store.expand(`/${'x'.repeat(200)}${at}`)
    await settle()
    expect(opened().length).toBeLessThan(64)
    expect(opened().at(1)).toContain('89')
    expect(stream().url.length).toBeLessThan(8_000)
  })

  it('leaves the old stream only when the new one stands', async () => {
    const { store, streams, stream } = await stage()
    store.select('/a')
    await vi.advanceTimersByTimeAsync(40)
    expect(streams.map(({ closed }) => closed)).toEqual([false, false])
    stream().send('open')
    expect(streams.map(({ closed }) => closed)).toEqual([true, false])
  })

  it('stays with the old stream when one comes back before the new one stands', async () => {
    const { store, streams } = await stage({ listings: [listingOf('/', ['a'])] })
    store.select('/a')
    await vi.advanceTimersByTimeAsync(40)
    store.collapse('/a')
    store.select('/')
    await vi.advanceTimersByTimeAsync(40)
    expect(streams.map(({ closed }) => closed)).toEqual([false, true])
    streams[1]?.send('open')
    streams[0]?.send('znode', znodeOf('/', 'still heard'))
    expect(store.scene().node?.data?.text).toBe('still heard')
  })

  it('shows what the stream says and logs each value of the selected node', async () => {
    const { store, stream, names } = await stage({ path: '/a', node: znodeOf('/a', '1', { version: 0, mzxid: '0x1' }) })
    stream().send('znode', znodeOf('/a', '2', { version: 1, mzxid: '0x2' }))
    stream().send('listing', listingOf('/a', ['x']))
    stream().send('znode', znodeOf('/b', 'other'))
    expect(store.scene().node?.data?.text).toBe('2')
    expect(store.scene().log.map(({ value }) => value)).toEqual(['2', '1'])
    expect(names('/a')).toEqual(['x'])
    stream().send('absent', { path: '/a', nearest: '/' })
    expect(store.scene()).toMatchObject({ node: null, absent: { nearest: '/' } })
    stream().send('znode', znodeOf('/a', '3', { version: 0, czxid: '0x9', mzxid: '0x9' }))
    expect(store.scene()).toMatchObject({ absent: null, node: { path: '/a' } })
    expect(store.scene().log.map(({ kind }) => kind)).toEqual(['created', 'deleted', 'value', 'opened'])
  })

  it('shows at once what it knew of a node when one comes back to it', async () => {
    const { store, stream, settle } = await stage()
    stream().send('znode', znodeOf('/', 'root'))
    store.select('/a')
    expect(store.scene().node).toBeNull()
    await settle()
    store.select('/')
    expect(store.scene().node?.data?.text).toBe('root')
    store.select('/a')
    stream().send('absent', { path: '/a', nearest: '/' })
    store.select('/')
    store.select('/a')
    expect(store.scene()).toMatchObject({ node: null, absent: { nearest: '/' } })
  })

  it('notes what watches told of what could not be read', async () => {
    const { store, stream } = await stage({ path: '/a' })
    stream().send('absent', { path: '/a', nearest: '/' })
    const traces = (['created', 'deleted'] as const).map((type, index) => ({ path: '/a', type, at: 100 + index }))
    stream().send('trace', { traces, untold: 0 })
    stream().send('absent', { path: '/a', nearest: '/' })
    expect(store.scene().log.filter(({ path }) => path === '/a')).toMatchObject([
      { kind: 'glimpse', at: 100, until: 101 },
    ])
    expect(store.scene().log.filter(({ path }) => path === '/')).toMatchObject([
      { kind: 'child', child: { name: 'a', change: 'deleted' } },
      { kind: 'child', child: { name: 'a', change: 'created' } },
    ])
  })

  it('says in the log that nobody watched while something changed', async () => {
    const { store, stream } = await stage({ path: '/a', node: znodeOf('/a', '1', { version: 0, mzxid: '0x1' }) })
    stream().send('stale', { reason: 'the session is lost' })
    stream().send('znode', znodeOf('/a', '1', { version: 0, mzxid: '0x1' }))
    expect(store.scene().log).toHaveLength(1)
    const since = Date.now()
    store.setActive(false)
    await vi.advanceTimersByTimeAsync(1_000)
    store.setActive(true)
    await vi.advanceTimersByTimeAsync(0)
    stream().send('znode', znodeOf('/a', '4', { version: 3, mzxid: '0x4' }))
    expect(store.scene().log).toMatchObject([
      { kind: 'value', missed: 2 },
      { kind: 'gap', at: since, until: since + 1_000 },
      { kind: 'opened' },
    ])
  })

  it('says why a node may not even be looked at', async () => {
    const { store, stream } = await stage({ path: '/a' })
    stream().send('denied', { path: '/a', reason: 'the ACL denies READ' })
    expect(store.scene()).toMatchObject({ node: null, refused: { code: 'forbidden', message: 'the ACL denies READ' } })
  })

  it('dates what is old by the first bad news, until there is good news', async () => {
    const { store, stream } = await stage()
    const since = Date.now()
    stream().send('stale', { reason: 'the session is lost' })
    await vi.advanceTimersByTimeAsync(5_000)
    stream().send('stale', { reason: 'still' })
    expect(store.scene().stale).toEqual({ reason: 'still', since })
    stream().send('listing', listingOf('/', []))
    expect(store.scene().stale).toBeNull()
  })

  it('asks why when a stream breaks, keeps what it has, and tries again', async () => {
    const { store, streams, stream } = await stage({ listings: [listingOf('/', ['a'])] }, [
      { code: 'unreachable', message: 'no ZooKeeper server answers' },
    ])
    stream().send('error')
    await vi.advanceTimersByTimeAsync(0)
    expect(store.scene().stale?.reason).toBe('no ZooKeeper server answers')
    expect(store.scene().listings.get('/')?.total).toBe(1)
    await vi.advanceTimersByTimeAsync(1_000)
    expect(streams).toHaveLength(2)
  })

  it('shows why a path is impossible', async () => {
    const refusal = { code: 'invalid', message: 'Empty name in the path' }
    const { store, stream } = await stage({ path: '//a' }, [refusal])
    stream().send('error')
    await vi.advanceTimersByTimeAsync(0)
    expect(store.scene().refused).toEqual(refusal)
    store.select('/')
    expect(store.scene().refused).toBeNull()
  })

  it('loads page after page', async () => {
    const { store, names, asked } = await stage(
      { listings: [listingOf('/', ['a', 'b'], { total: 4, cursor: 'one' })] },
      [listingOf('/', ['c'], { total: 4, cursor: 'two' }), { code: 'timeout', message: 'too late' }],
    )
    await store.loadMore('/')
    expect(names('/')).toEqual(['a', 'b', 'c'])
    expect(store.scene().loading.size).toBe(0)
    await store.loadMore('/')
    expect(store.scene().listings.get('/')?.error).toBe('too late')
    expect(names('/')).toEqual(['a', 'b', 'c'])
    expect(asked).toEqual(['/ {"cursor":"one"}', '/ {"cursor":"two"}'])
  })

  it('reads a long list to its end again before it shows a change of it', async () => {
    const { store, stream, names } = await stage({ listings: [listingOf('/', ['a', 'b', 'c', 'd'])] }, [
      listingOf('/', ['c', 'd'], { total: 5, cursor: null }),
    ])
    stream().send('listing', listingOf('/', ['a', 'a1', 'b'], { total: 5, cursor: 'b' }))
    expect(names('/')).toEqual(['a', 'b', 'c', 'd'])
    await vi.advanceTimersByTimeAsync(0)
    expect(names('/')).toEqual(['a', 'a1', 'b', 'c', 'd'])
    expect(store.scene().listings.get('/')?.total).toBe(5)
  })

  it('holds no connection while nobody looks', async () => {
    const { store, streams } = await stage()
    store.setActive(false)
    expect(streams.every(({ closed }) => closed)).toBe(true)
    store.select('/a')
    await vi.advanceTimersByTimeAsync(1_000)
    expect(streams).toHaveLength(1)
    store.setActive(true)
    await vi.advanceTimersByTimeAsync(0)
    expect(streams).toHaveLength(2)
  })
})
