import { expect, it } from 'vitest'
import { plainText } from '@/lib/health/sentence'
import { emptyCluster, SINGLE } from '@/lib/model/cluster'
import { ensembleScene, twoLeaders } from './ensemble-scene'

const words = (scene: ReturnType<typeof ensembleScene>) => plainText(twoLeaders(scene, 'c'))

it('tells ZooKeeper’s leader from Kafka’s controller, each where it is known', () => {
  const model = emptyCluster()
  expect(words(ensembleScene(model))).toMatch(/does not lead Kafka\. Kafka has no controller at this moment\.$/)
  const server = { status: 'serving', since: null, version: '3.8.4', reason: null, lateSince: null } as const
  const live = {
    ...model,
    ensembleServer: new Map([
      ['zk1:2181', { ...server, server: 'zk1:2181', mode: 'follower' }],
      ['zk2:2181', { ...server, server: 'zk2:2181', mode: 'leader' }],
    ]),
    controller: new Map([[SINGLE, { brokerId: 5, epoch: 42, since: 0, sessionId: '0x1', kraftEpoch: null }]]),
  }
  expect(words(ensembleScene(live))).toBe(
    'ZooKeeper’s leader, zk2:2181, orders the writes to the znodes; it does not lead Kafka. Kafka’s controller is broker 5 since 1970-01-01T00:00:00.000Z.',
  )
})
