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
    expect(names('/brokers/')).toEqual(['/brokers', '/brokers/ids', '/brokers/topics'])
    expect(names('/controller')).toEqual(['/controller', '/controller_epoch'])
    expect(znodeFindings(model('zookeeper'), 'c', '/brokers/ids/1')[0]?.href).toBe(
      '/clusters/c/zookeeper?path=%2Fbrokers%2Fids%2F1',
    )
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
