import { describe, expect, it } from 'vitest'
import { ReadingGate } from './reading-gate'

describe('ReadingGate', () => {
  it('keeps to its width, serves in order, and goes on after a failure', async () => {
    const gate = new ReadingGate(2)
    const ends: ((error?: Error) => void)[] = []
    const began: number[] = []
    const all = [0, 1, 2, 3].map((name) =>
      gate.run(() => {
        began.push(name)
        return new Promise<number>((resolve, reject) => {
          ends[name] = (error) => (error ? reject(error) : resolve(name))
        })
      }),
    )
    expect(began).toEqual([0, 1])
    ends[1]?.(new Error('no'))
    await expect(all[1]).rejects.toThrow('no')
    expect(began).toEqual([0, 1, 2])
    ends[0]?.()
    await all[0]
    expect(began).toEqual([0, 1, 2, 3])
    ends[2]?.()
    ends[3]?.()
    expect(await Promise.all([all[0], all[2], all[3]])).toEqual([0, 2, 3])
    const after = gate.run(async () => 'free')
    expect(await after).toBe('free')
  })

  it('lets 50,000 through, never more than its width at once', async () => {
    const gate = new ReadingGate(64)
    let running = 0
    let most = 0
    const names = await Promise.all(
      Array.from({ length: 50_000 }, (_, name) =>
        gate.run(async () => {
          most = Math.max(most, ++running)
          await Promise.resolve()
          running -= 1
          return name
        }),
      ),
    )
    expect(most).toBe(64)
    expect(names.every((name, index) => name === index)).toBe(true)
  })
})
