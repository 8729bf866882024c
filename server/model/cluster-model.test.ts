import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest'
import type { Patch } from '@/lib/model/patch'
import { LiveModel, type ModelChange } from './cluster-model'

const put = (key: string, requestedAt = 0): Patch => ({
  op: 'put',
  kind: 'deletion',
  key,
  value: { name: key, requestedAt },
  source: 'zookeeper',
  at: 0,
})

describe('LiveModel', () => {
  beforeEach(() => vi.useFakeTimers())
  afterEach(() => vi.useRealTimers())

  it('applies the first change at once and gathers a burst behind it', () => {
    const live = new LiveModel()
    const changes: ModelChange[] = []
    live.onChange((change) => changes.push(change))
    live.write([put('a')])
    vi.advanceTimersByTime(1)
    expect(changes).toHaveLength(1)
    for (const key of ['b', 'c', 'd']) live.write([put(key)])
    vi.advanceTimersByTime(10)
    expect(changes).toHaveLength(1)
    vi.advanceTimersByTime(50)
    expect(changes).toHaveLength(2)
    expect(changes[1]?.batch.patches).toHaveLength(3)
    expect(live.revision).toBe(2)
  })

  it('makes no revision of a reading that changed nothing', () => {
    const live = new LiveModel()
    live.write([put('a')])
    live.flush()
    live.write([put('a')])
    live.flush()
    expect(live.revision).toBe(1)
    live.write([put('a', 7)])
    live.flush()
    expect(live.revision).toBe(2)
    expect(live.current.deletion.get('a')?.requestedAt).toBe(7)
  })

  it('shows every value of a partition, though two were read within one batch', () => {
    const live = new LiveModel()
    const seen: (number | null | undefined)[][] = []
    live.onChange(({ before, after }) =>
      seen.push([before, after].map((model) => model.partitionState.get('t/0')?.leader)),
    )
    const state = (leader: number): Patch => ({
      ...{ op: 'put', kind: 'partitionState', key: 't/0', source: 'zookeeper', at: 0 },
      value: {
        ...{
          topic: 't',
          partition: 0,
          leader,
          leaderEpoch: leader,
          controllerEpoch: 1,
          isr: [1, 2],
          recovering: false,
        },
        ...{ partitionEpoch: leader, changedAt: 0, mzxid: `0x${leader}` },
      },
    })
    live.write([state(1), put('a'), state(2), put('a', 7), state(2)])
    live.flush()
    expect(seen).toEqual([
      [undefined, 1],
      [1, 2],
    ])
    expect(live.current.deletion.get('a')?.requestedAt).toBe(7)
  })

  it('gives listeners the model before and after', () => {
    const live = new LiveModel()
    live.write([put('a')])
    live.flush()
    const seen: [number, number][] = []
    live.onChange(({ before, after }) => seen.push([before.deletion.size, after.deletion.size]))
    live.write([put('b'), put('c')])
    live.flush()
    expect(seen).toEqual([[1, 3]])
  })
})
