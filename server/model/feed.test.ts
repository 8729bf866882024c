import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { type ClusterModel, emptyCluster } from '@/lib/model/cluster'
import { applyPatches, type Batch, type Patch, snapshotPatches } from '@/lib/model/patch'
import type { Channel } from '@/lib/stream'
import { LiveModel } from './cluster-model'
import { Feed } from './feed'

const BOTH: readonly Channel[] = ['state', 'numbers']

/** A client as the browser is one: applies the patches of every frame. */
class Client {
  model: ClusterModel
  revision: number
  resyncs = 0

  constructor(model: ClusterModel, revision: number) {
    this.model = model
    this.revision = revision
  }

  readonly receive = (text: string): void => {
    for (const frame of text.split('\n\n').filter(Boolean)) {
      const field = (name: string) => new RegExp(`^${name}: (.*)$`, 'm').exec(frame)?.[1]
      if (field('event') === 'resync') this.resyncs += 1
      if (field('event') !== 'patch') continue
      // What Feed wrote a moment ago.
      const batch = JSON.parse(field('data') ?? '') as Batch
      expect(batch.revision).toBeGreaterThan(this.revision)
      expect(field('id')).toBe(`e1.${batch.revision}`)
      this.model = applyPatches(this.model, batch.patches)
      this.revision = batch.revision
    }
  }
}

const patch: fc.Arbitrary<Patch> = fc
  .record({
    kind: fc.constantFrom('deletion' as const, 'latency' as const),
    key: fc.constantFrom('1', '2', '3'),
    value: fc.option(fc.nat(5)),
  })
  .map(({ kind, key, value }): Patch => {
    const stamp = { source: 'test', at: 0 }
    if (value === null) return { op: 'remove', kind, key, ...stamp }
    if (kind === 'latency') return { op: 'put', kind, key, value: { id: Number(key), latencyMs: value }, ...stamp }
    return { op: 'put', kind: 'deletion', key, value: { name: key, requestedAt: value }, ...stamp }
  })

describe('Feed', () => {
  it('leaves a client that was cut anywhere and came back with the server’s model', () => {
    fc.assert(
      fc.property(
        fc.array(fc.array(patch, { maxLength: 5 }), { maxLength: 20 }),
        fc.nat(20),
        fc.nat(20),
        (batches, from, cutFor) => {
          const live = new LiveModel()
          const feed = new Feed('e1')
          live.onChange(({ batch }) => feed.publish(batch, []))
          const step = (patches: Patch[]): void => {
            live.write(patches)
            live.flush()
          }
          batches.slice(0, from).forEach(step)
          const client = new Client(applyPatches(emptyCluster(), snapshotPatches(live.current, 0)), live.revision)
          batches.slice(from, from + cutFor).forEach(step)
          feed.subscribe(BOTH, { epoch: 'e1', revision: client.revision }, live.revision, client.receive)
          batches.slice(from + cutFor).forEach(step)
          expect(client.resyncs).toBe(0)
          expect(client.model).toEqual(live.current)
          live.close()
        },
      ),
    )
  })

  it('sends a channel only what belongs to it', () => {
    const feed = new Feed('e1')
    const frames: string[] = []
    feed.subscribe(['state'], null, 0, (text) => frames.push(text))
    const put: Patch = {
      op: 'put',
      kind: 'latency',
      key: '1',
      value: { id: 1, latencyMs: 3 },
      source: 'broker:1',
      at: 0,
    }
    feed.publish({ revision: 1, at: 0, patches: [put] }, [])
    expect(frames).toEqual([])
    feed.publish(
      { revision: 2, at: 0, patches: [put, { op: 'remove', kind: 'deletion', key: 't', source: 'zookeeper', at: 0 }] },
      [],
    )
    expect(frames).toHaveLength(1)
    expect(frames[0]).toContain('"kind":"deletion"')
    expect(frames[0]).not.toContain('latency')
  })

  it('asks for a snapshot when the epoch is another or the ring has moved on', () => {
    const feed = new Feed('e1')
    const client = new Client(emptyCluster(), 0)
    feed.subscribe(BOTH, { epoch: 'e0', revision: 3 }, 9, client.receive)
    expect(client.resyncs).toBe(1)
    for (let revision = 1; revision <= 5_100; revision += 1) {
      feed.publish(
        { revision, at: 0, patches: [{ op: 'remove', kind: 'deletion', key: 't', source: 'zookeeper', at: 0 }] },
        [],
      )
    }
    const late = new Client(emptyCluster(), 5)
    feed.subscribe(BOTH, { epoch: 'e1', revision: 5 }, 5_100, late.receive)
    expect(late.resyncs).toBe(1)
  })

  it('forgets a client that unsubscribed', () => {
    const feed = new Feed('e1')
    feed.subscribe(BOTH, null, 0, () => expect.unreachable())()
    expect(feed.subscriberCount).toBe(0)
    feed.publish(
      { revision: 1, at: 0, patches: [{ op: 'remove', kind: 'deletion', key: 't', source: 'zookeeper', at: 0 }] },
      [],
    )
  })
})
