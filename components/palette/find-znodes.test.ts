import { describe, expect, it } from 'vitest'
import { emptyCluster, SINGLE } from '@/lib/model/cluster'
import { znodeFindings } from './find-znodes'

const model = (mode: 'zookeeper' | 'kraft') => ({
  ...emptyCluster(),
  identity: new Map([[SINGLE, { id: 'c', name: 'c', environment: null, color: null, mode }]]),
})
const names = (query: string) => znodeFindings(model('zookeeper'), 'c', query).map(({ name }) => name)

describe('znodeFindings', () => {
  it('opens the path that was typed, and offers known ones behind it', () => {
    expect(names('/brokers/')).toEqual(['/brokers', '/brokers/ids', '/brokers/topics', 'Search for “brokers”'])
    expect(names('/controller').slice(0, 2)).toEqual(['/controller', '/controller_epoch'])
    expect(znodeFindings(model('zookeeper'), 'c', '/brokers/ids/1')[0]?.href).toBe(
      '/clusters/c/zookeeper?path=%2Fbrokers%2Fids%2F1',
    )
  })

  it('offers a search of the tree for the last name', () => {
    const last = (query: string) => znodeFindings(model('zookeeper'), 'c', query).at(-1)?.href
    expect(last('/orders/stat*')).toBe('/clusters/c/zookeeper?find=stat*')
    expect(last('/')).not.toContain('find')
    expect(last(`/${'x'.repeat(300)}`)).not.toContain('find')
  })

  it('shows what hides in a path and opens it as it is', () => {
    const [finding] = znodeFindings(model('zookeeper'), 'c', '/a\\u202eb')
    expect(finding?.name).toBe('/a\\u202eb')
    expect(finding?.href).toContain('%E2%80%AE')
  })

  it('is silent for other words and without ZooKeeper', () => {
    expect(names('brokers')).toEqual([])
    expect(znodeFindings(model('kraft'), 'c', '/brokers')).toEqual([])
  })
})
