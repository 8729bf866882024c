import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest'
import { VivariumError } from '@/lib/errors'
import type { Znode } from '@/lib/znodes/znode'
import { LiveModel } from '../model/cluster-model'
import type { ZnodeReader } from './znode-reader'
import { ZnodeCollector } from './znodes'

const ASSIGNMENT = '{"version":1,"partitions":{"0":[1],"1":[1]}}'
const stateOf = (epoch: number) => `{"controller_epoch":1,"leader":1,"version":1,"leader_epoch":${epoch},"isr":[1]}`

const stat: Znode['stat'] = { czxid: '0x1', mzxid: '0x1', ctime: 1, mtime: 1, version: 0, ephemeralOwner: '0x0' }

/** Znodes in memory, whose answers the test can hold back or fail. */
function stand() {
  const znodes = new Map<string, string>()
  const held = new Map<string, Promise<void>>()
  const failing = new Map<string, VivariumError>()
  const reader: ZnodeReader = {
    async read(path) {
      const data = znodes.get(path)
      await held.get(path)
      const failure = failing.get(path)
      if (failure) throw failure
      return data === undefined ? null : { path, data, stat }
    },
    async children(path) {
      const below = [...znodes.keys()].filter((one) => one.startsWith(`${path}/`))
      return [...new Set(below.map((one) => one.slice(path.length + 1).split('/')[0] ?? ''))]
    },
  }
  const model = new LiveModel()
  const complaints: string[] = []
  const collector = new ZnodeCollector({
    reader,
    model,
    onConfigChange: () => undefined,
    onFailure: (message) => complaints.push(message),
  })
  const hold = (path: string) => {
    let release: () => void = () => undefined
    held.set(
      path,
      new Promise((resolve) => {
        release = () => {
          held.delete(path)
          resolve()
        }
      }),
    )
    return () => release()
  }
  const epoch = (partition: number) => {
    model.flush()
    return model.current.partitionState.get(`t/${partition}`)?.leaderEpoch
  }
  return { znodes, failing, hold, model, collector, complaints, epoch }
}

const statePath = (partition: number) => `/brokers/topics/t/partitions/${partition}/state`
/** Readings under way go on as far as they can. */
const settle = () => vi.advanceTimersByTimeAsync(0)

describe('ZnodeCollector', () => {
  beforeEach(() => {
    vi.useFakeTimers()
  })
  afterEach(() => {
    vi.useRealTimers()
  })

  it('never lets a reading of a whole topic undo what was read of a partition meanwhile', async () => {
    const { znodes, hold, collector, epoch } = stand()
    await collector.load()
    znodes.set('/brokers/topics/t', ASSIGNMENT)
    const release = hold(statePath(1))
    collector.dirty('/brokers/topics')
    await settle()
    // The listing has found no state of partition 0; it is created before the reading of the topic is complete.
    znodes.set(statePath(0), stateOf(0))
    collector.dirty(statePath(0))
    await settle()
    expect(epoch(0)).toBe(0)
    release()
    await settle()
    expect(epoch(0)).toBe(0)
    znodes.set(statePath(0), stateOf(1))
    collector.dirty(statePath(0))
    await settle()
    expect(epoch(0)).toBe(1)
  })

  it('shows an entity that changes faster than it can be read', async () => {
    const { znodes, collector, epoch } = stand()
    znodes.set('/brokers/topics/t', ASSIGNMENT)
    znodes.set(statePath(0), stateOf(0))
    await collector.load()
    for (let round = 1; round <= 20; round++) {
      znodes.set(statePath(0), stateOf(round))
      collector.dirty(statePath(0))
      if (round % 5 === 0) collector.dirty('/brokers/topics/t')
      await Promise.resolve()
    }
    await settle()
    expect(epoch(0)).toBe(20)
  })

  it('reads again what was late or turned away, and says so, but not what a lost connection took', async () => {
    const { znodes, failing, collector, complaints, epoch } = stand()
    znodes.set('/brokers/topics/t', ASSIGNMENT)
    znodes.set(statePath(0), stateOf(0))
    await collector.load()
    znodes.set(statePath(0), stateOf(1))
    failing.set(statePath(0), new VivariumError({ code: 'timeout', message: 'too late' }))
    collector.dirty(statePath(0))
    await settle()
    expect([epoch(0), complaints]).toEqual([0, ['too late']])
    failing.clear()
    await vi.advanceTimersByTimeAsync(1_000)
    expect(epoch(0)).toBe(1)
    failing.set(statePath(0), new VivariumError({ code: 'unreachable', message: 'gone' }))
    collector.dirty(statePath(0))
    await settle()
    expect(complaints).toEqual(['too late'])
  })
})
