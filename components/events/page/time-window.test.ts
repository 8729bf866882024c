import { describe, expect, it } from 'vitest'
import { readTime } from './time-window'

const NOW = Date.parse('2026-11-21T14:30:00Z')

describe('readTime', () => {
  it.each([
    ['now', '2026-11-21T14:30:00.000Z'],
    ['now-1h', '2026-11-21T13:30:00.000Z'],
    ['now-15m', '2026-11-21T14:15:00.000Z'],
    ['now-2d', '2026-11-19T14:30:00.000Z'],
    ['14:02', '2026-11-21T14:02:00.000Z'],
    ['9:05', '2026-11-21T09:05:00.000Z'],
    [' 14:02:07.5 ', '2026-11-21T14:02:07.500Z'],
    ['2026-11-20 23:59', '2026-11-20T23:59:00.000Z'],
    ['2026-11-20T14:02:07.123Z', '2026-11-20T14:02:07.123Z'],
    ['2026-11-20T14:02:07+02:00', '2026-11-20T12:02:07.000Z'],
  ])('reads %s', (text, iso) => {
    expect(readTime(text, NOW)).toBe(Date.parse(iso))
  })

  it.each(['', 'yesterday', '25:00', '14:60', '14', 'now-', 'now-1y', '2026-13-01 10:00', '2026-11-20'])(
    'takes %j for no time',
    (text) => {
      expect(readTime(text, NOW)).toBeNull()
    },
  )
})
