import { expect, it } from 'vitest'
import { emptyCluster } from '@/lib/model/cluster'
import type { Patch } from '@/lib/model/patch'
import { applyPatches } from '@/lib/model/patch'
import { NewestStates } from './newest-states'

const state = (leader: number, mzxid: string): Patch => ({
  ...{ op: 'put', kind: 'partitionState', key: 't/0', source: 'zookeeper', at: 0 },
  value: {
    ...{ topic: 't', partition: 0, leader, leaderEpoch: 0, controllerEpoch: 1, isr: [leader], recovering: false },
    ...{ partitionEpoch: 0, changedAt: 0, mzxid },
  },
})
const gone: Patch = { op: 'remove', kind: 'partitionState', key: 't/0', source: 'zookeeper', at: 0 }

it('drops a reading that began before a newer one and ended after it', () => {
  const newest = new NewestStates()
  const model = [[state(1, '0x9')], [state(2, '0x10')], [state(1, '0x9')]].reduce(
    (last, patches) => applyPatches(last, newest.of(patches)),
    emptyCluster(),
  )
  expect(model.partitionState.get('t/0')?.leader).toBe(2)
})

it('takes any state of a partition that was gone, and any after a new start', () => {
  const newest = new NewestStates()
  newest.of([state(1, '0x10')])
  expect(newest.of([gone, state(2, '0x9')])).toHaveLength(2)
  newest.of([state(1, '0x10')])
  newest.clear()
  expect(newest.of([state(2, '0x9')])).toHaveLength(1)
})
