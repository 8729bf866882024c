import { describe, expect, it } from 'vitest'
import { readEventFilter, selectEvents } from './event-filter'
import { eventOf } from './events-page.fixture'

const NOTHING = { q: '', groups: '', about: '', subject: '', from: '', to: '' }
const LOG = [
  eventOf(5, { kind: 'isr-shrank', before: '[1,2]', after: '[2]' }),
  eventOf(4),
  eventOf(3, { subject: 'partition:orders.v2/0' }),
  eventOf(2, { kind: 'broker-left', subject: 'broker:1', cause: null }),
  eventOf(1, { kind: 'topic-created', subject: 'topic:orders' }),
]
const chosen = (query: Partial<typeof NOTHING>) => {
  const selection = selectEvents(LOG, readEventFilter({ ...NOTHING, ...query }, 10_000))
  return { ...selection, numbers: selection.rows.map(({ at }) => at / 1_000) }
}

describe('selectEvents', () => {
  it('keeps the order and takes everything when nothing is asked', () => {
    expect(chosen({}).numbers).toEqual([5, 4, 3, 2, 1])
    expect(chosen({ groups: 'nonsense', about: ',', from: 'rubbish' }).numbers).toEqual([5, 4, 3, 2, 1])
  })

  it('takes a topic with its partitions and no topic of a longer name', () => {
    expect(chosen({ subject: 'topic:orders' }).numbers).toEqual([5, 4, 1])
    expect(chosen({ subject: 'partition:orders/0' }).numbers).toEqual([5, 4])
  })

  it('wants every word, of what the page says or of what the API says', () => {
    expect(chosen({ q: 'ORDERS shrank' }).numbers).toEqual([5])
    expect(chosen({ q: 'topic-created' }).numbers).toEqual([1])
    expect(chosen({ q: 'broker 1 is gone' }).numbers).toEqual([5, 4, 3, 1])
  })

  it('includes from and leaves out to', () => {
    const at = (seconds: number) => new Date(seconds * 1_000).toISOString()
    expect(chosen({ from: at(2), to: at(4) }).numbers).toEqual([3, 2])
    expect(chosen({ from: 'now-6s' }).numbers).toEqual([5, 4])
  })

  it('counts each chip with everything else as it is', () => {
    const { numbers, groupCounts, aboutCounts, anyTime } = chosen({ groups: 'leaders', from: 'now-6s' })
    expect(numbers).toEqual([4])
    expect([...groupCounts]).toEqual([
      ['isr', 1],
      ['leaders', 1],
    ])
    expect([...aboutCounts]).toEqual([['partition', 1]])
    expect(anyTime).toHaveLength(2)
  })
})
