import { describe, expect, it } from 'vitest'
import { plainText } from '@/lib/health/sentence'
import { readEventFilter } from './event-filter'
import { eventOf } from './events-page.fixture'
import { eventsScene, firstEvents } from './events-scene'
import { eventsVerdict } from './events-verdict'

const filter = readEventFilter({ q: '', groups: '', about: '', subject: '', from: '', to: '' }, 0)
const gap = eventOf(90, {
  kind: 'recorder-gap',
  subject: 'cluster',
  before: new Date(78_000).toISOString(),
  after: new Date(90_000).toISOString(),
})

describe('the page of events', () => {
  it('says since when nothing has happened', () => {
    const scene = eventsScene([], filter, { startedAt: 5_000, now: 100_000 })
    expect(plainText(eventsVerdict(scene, 'c', 5_000).title)).toBe(
      'No event since we connected at 1970-01-01T00:00:05.000Z.',
    )
  })

  it('says how much, what was last, and what could not be seen', () => {
    const scene = eventsScene([eventOf(95), gap, eventOf(1)], filter, { startedAt: 500, now: 3_650_000 })
    const verdict = eventsVerdict(scene, 'c', 500)
    expect(plainText(verdict.title)).toContain('2 events in the last hour.')
    expect(plainText(verdict.title)).toContain('orders-0 leader 1 → 2.')
    expect(plainText(verdict.detail)).toContain('3 kept')
    expect(plainText(verdict.detail)).toContain('nothing was recorded for 12')
    expect(scene.gaps).toEqual([{ from: 78_000, to: 90_000 }])
  })

  it('cuts the rows for the first screen and nothing else', () => {
    const log = Array.from({ length: 300 }, (_, index) => eventOf(300 - index))
    const scene = firstEvents(eventsScene(log, filter, { startedAt: 0, now: 400_000 }))
    expect([scene.rows.length, scene.count, scene.total]).toEqual([60, 300, 300])
  })
})
