import { describe, expect, it } from 'vitest'
import { hasHole, mergeEvents } from './event-log'
import { eventOf } from './events-page.fixture'

const log = [eventOf(3), eventOf(2), eventOf(1)]

describe('mergeEvents', () => {
  it('stands newest first, each event once', () => {
    expect(mergeEvents([eventOf(1)], [eventOf(2), eventOf(1), eventOf(3)]).map(({ id }) => id)).toEqual([
      'mabc-3',
      'mabc-2',
      'mabc-1',
    ])
  })

  it('puts what was seen late where it happened, and of one moment the last derived first', () => {
    const late = eventOf(5, { at: 1_500, seenLate: true })
    expect(mergeEvents(log, [late, eventOf(6, { at: 1_500 })]).map(({ id }) => id)).toEqual([
      'mabc-3',
      'mabc-2',
      'mabc-6',
      'mabc-5',
      'mabc-1',
    ])
  })

  it('stays the same when nothing is new', () => {
    expect(mergeEvents(log, [eventOf(2)])).toBe(log)
  })
})

describe('hasHole', () => {
  it('tells by the numbers whether events were missed', () => {
    expect(hasHole(log, [eventOf(5), eventOf(4), eventOf(3)])).toBe(false)
    expect(hasHole(log, [eventOf(6), eventOf(5)])).toBe(true)
    expect(hasHole(log, [])).toBe(false)
    expect(hasHole(log, [eventOf(2)])).toBe(false)
  })

  it('sees one when the server was restarted, unless its first events are here', () => {
    expect(hasHole(log, [{ ...eventOf(9), id: 'mxyz-2' }])).toBe(true)
    expect(
      hasHole(log, [
        { ...eventOf(9), id: 'mxyz-2' },
        { ...eventOf(8), id: 'mxyz-1' },
      ]),
    ).toBe(false)
  })
})
