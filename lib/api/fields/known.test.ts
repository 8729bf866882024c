import { describe, expect, it } from 'vitest'
import { int64 } from './int64'
import { known, maybe } from './known'

describe('known', () => {
  it('puts the reason beside the unknown, under the name without its unit', () => {
    expect(known('sizeBytes', null, 'not read yet')).toEqual({ sizeBytes: null, sizeReason: 'not read yet' })
    expect(known('createdAt', 'now', 'not recorded')).toEqual({ createdAt: 'now', createdReason: null })
    expect(known('latencyMs', 0, 'silent')).toEqual({ latencyMs: 0, latencyReason: null })
    expect(known('messages', '5', 'unread', '1 of 2 partitions known')).toEqual({
      messages: '5',
      messagesReason: '1 of 2 partitions known',
    })
  })

  it('names the same fields as its schema', () => {
    for (const name of ['sizeBytes', 'createdAt', 'latencyMs', 'preferredLeaderPercent', 'leader'] as const) {
      expect(Object.keys(maybe(name, int64))).toEqual(Object.keys(known(name, '1', '')))
    }
  })
})
