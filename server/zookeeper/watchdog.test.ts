import { describe, expect, it } from 'vitest'
import { Watchdog } from './watchdog'

function stand() {
  const seen: string[] = []
  const clock = { now: 0 }
  const dog = new Watchdog(
    () => seen.push('ping'),
    (idleMs) => seen.push(`cut ${idleMs}`),
    () => clock.now,
  )
  dog.start()
  const pass = (ms: number) => {
    for (let left = ms; left > 0; left -= 250) {
      clock.now += 250
      dog.tick()
    }
  }
  return { seen, clock, dog, pass }
}

describe('Watchdog', () => {
  it('is quiet while the server talks', () => {
    const { seen, dog, pass } = stand()
    for (let n = 0; n < 20; n++) {
      pass(750)
      dog.heard()
    }
    dog.stop()
    expect(seen).toEqual([])
  })

  it('pings after 1 s of silence and gives up after 3 s', () => {
    const { seen, pass } = stand()
    pass(750)
    expect(seen).toEqual([])
    pass(250)
    expect(seen).toEqual(['ping'])
    pass(2_000)
    expect(seen.at(-1)).toBe('cut 3000')
  })

  it('does not blame the server for a pause of our own', () => {
    const { seen, clock, dog, pass } = stand()
    clock.now += 16_000
    dog.tick()
    expect(seen).toEqual(['ping'])
    pass(2_750)
    expect(seen.some((line) => line.startsWith('cut'))).toBe(false)
    pass(250)
    expect(seen.at(-1)).toBe('cut 3000')
  })
})
