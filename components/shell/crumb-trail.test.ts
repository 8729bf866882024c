import { describe, expect, it } from 'vitest'
import { paths } from '@/lib/paths'
import { crumbTrail } from './crumb-trail'

const labels = (pathname: string) => crumbTrail('demo', pathname).crumbs.map(({ label }) => label)

describe('crumbTrail', () => {
  it('names the place and every step to the page', () => {
    expect(labels(paths.overview('demo'))).toEqual(['Overview'])
    expect(labels(paths.brokers('demo'))).toEqual(['Brokers'])
    expect(labels(paths.broker('demo', 2, 'configs'))).toEqual(['Brokers', 'Broker 2'])
    expect(labels(paths.partition('demo', 'orders', 7))).toEqual(['Topics', 'orders', '7'])
    expect(labels(paths.rebalances('demo'))).toEqual(['Groups', 'Rebalances'])
    expect(crumbTrail('demo', paths.rebalances('demo')).place?.label).toBe('Groups')
    expect(labels(paths.group('demo', 'rebalances', 'rebalances'))).toEqual(['Groups', 'rebalances'])
  })

  it('gives back hostile names as they are', () => {
    expect(labels(paths.topic('demo', '<img onerror>'))).toEqual(['Topics', '<img onerror>'])
    expect(labels(paths.topic('demo', '..'))).toEqual(['Topics', '..'])
    expect(labels('/clusters/demo/topics/%E0%A4%A')).toEqual(['Topics'])
  })

  it('links every step but the last', () => {
    expect(crumbTrail('demo', paths.partition('demo', 'a', 1)).crumbs.map(({ href }) => href)).toEqual([
      '/clusters/demo/topics',
      '/clusters/demo/topics/a',
      null,
    ])
  })

  it('knows no place outside', () => {
    expect(crumbTrail('demo', '/clusters/demo/nothing')).toEqual({ place: null, crumbs: [] })
  })
})
