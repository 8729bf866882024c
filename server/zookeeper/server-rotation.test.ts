import { describe, expect, it } from 'vitest'
import { backOffMs } from './back-off'
import { ServerRotation } from './server-rotation'

describe('backOffMs', () => {
  it('grows from 1 s to 15 s, half of it random', () => {
    expect([1, 2, 3, 8, 50].map((round) => backOffMs(round, () => 1))).toEqual([1_000, 1_500, 2_250, 15_000, 15_000])
    expect(backOffMs(1, () => 0)).toBe(500)
    expect(backOffMs(50, () => 0)).toBe(7_500)
  })
})

describe('ServerRotation', () => {
  it('tries all servers at once, then waits before each round', () => {
    const rotation = new ServerRotation(['a', 'b'])
    const tries = Array.from({ length: 6 }, () => rotation.next())
    expect(tries.map(({ server }) => server)).toEqual(['a', 'b', 'a', 'b', 'a', 'b'])
    expect(tries.map(({ waitMs }) => waitMs > 0)).toEqual([false, false, true, false, true, false])
  })

  it('starts over after a life, with the next server', () => {
    const rotation = new ServerRotation(['a', 'b'])
    for (let n = 0; n < 5; n++) rotation.next()
    rotation.lived(60_000)
    expect(rotation.next()).toEqual({ server: 'b', waitMs: 0 })
  })

  it('slows down when every life is short', () => {
    const rotation = new ServerRotation(['a'])
    const waits = Array.from({ length: 6 }, () => {
      rotation.lived(10)
      return rotation.next().waitMs
    })
    expect(waits.slice(0, 2)).toEqual([0, 0])
    expect(waits.slice(3).every((wait) => wait >= 500)).toBe(true)
    rotation.lived(10_000)
    expect(rotation.next().waitMs).toBe(0)
  })

  it('passes over a server that says nothing, as long as there are others', () => {
    const rotation = new ServerRotation(['a', 'b', 'c'])
    expect(rotation.next().server).toBe('a')
    rotation.lived(60_000)
    rotation.wasMute()
    const tries = Array.from({ length: 18 }, () => rotation.next().server)
    expect(tries).toEqual(Array.from({ length: 9 }, () => ['b', 'c']).flat())
    expect(rotation.next().server).toBe('a')
    const alone = new ServerRotation(['a'])
    alone.next()
    alone.wasMute()
    expect(alone.next().server).toBe('a')
  })

  it('keeps asking every 2 s at most while servers turn us away, for a while', () => {
    const rotation = new ServerRotation(['a', 'b'])
    const waits = Array.from({ length: 60 }, () => {
      const { waitMs } = rotation.next()
      rotation.turnedAway()
      return waitMs
    }).filter((waitMs) => waitMs > 0)
    expect(Math.max(...waits.slice(0, 15))).toBeLessThanOrEqual(2_000)
    expect(Math.min(...waits.slice(15))).toBeGreaterThan(7_000)
  })
})
