import { describe, expect, it } from 'vitest'
import { StateSightings } from './state-sightings'

const words = (note: string | undefined) => note?.replaceAll('\u00a0', ' ')

describe('StateSightings', () => {
  it('takes the first look that found it rebalancing, and tells how long it was not looked at', () => {
    const sightings = new StateSightings()
    for (const at of [10_000, 11_000, 12_000]) sightings.saw(at, at - 1_000)
    const start = sightings.start(5_000, 12_500, 12_600)
    expect([start?.at, words(start?.note)]).toEqual([10_000, 'seen in its state: it began up to 1 s earlier'])
  })

  it('knows that it began before all had joined, also where it was looked at after that only', () => {
    const sightings = new StateSightings()
    sightings.saw(10_000, 9_000)
    const start = sightings.start(5_000, 9_400, 10_100)
    expect([start?.at, words(start?.note)]).toEqual([9_400, 'seen in its state: it began up to 400 ms earlier'])
  })

  it('tells two apart that follow each other without a rest between', () => {
    const sightings = new StateSightings()
    for (const at of [10_000, 11_000, 12_000]) sightings.saw(at, at - 1_000)
    expect(words(sightings.start(11_700, 12_900, 12_950)?.note)).toBe(
      'seen in its state: it began up to 300 ms earlier',
    )
  })

  it('does not take one that is over for the beginning of the next', () => {
    const sightings = new StateSightings()
    sightings.saw(10_000, 9_000)
    sightings.calm(11_000)
    expect(sightings.start(5_000, 60_000, 60_050)).toBeNull()
    sightings.saw(60_000, 59_000)
    expect(sightings.start(5_000, 61_000, 61_050)?.at).toBe(60_000)
  })

  it('says where it was under way at the first look, and nothing without a look', () => {
    const sightings = new StateSightings()
    expect(sightings.start(0, 9_000, 9_050)).toBeNull()
    sightings.saw(8_000, null)
    expect(sightings.start(0, 9_000, 9_050)?.note).toMatch(/^already under way/)
    expect(sightings.start(8_500, 9_000, 9_050)).toBeNull()
  })

  it('keeps the first of many looks', () => {
    const sightings = new StateSightings()
    for (let at = 1_000; at < 2_000_000; at += 1_000) sightings.saw(at, at - 1_000)
    expect(sightings.start(0, 2_000_000, 2_000_000)?.at).toBe(1_000)
  })
})
