import { expect, it } from 'vitest'
import { rebalancesIn } from './coordinator-log'

/** Lines of 3.9.1, 2.8.2 and 4.1.1. */
const LOG = `
[2026-11-29 14:41:26,198] INFO [GroupCoordinator 1]: Stabilized group g.1 generation 1 (__consumer_offsets-7) with 1 members (kafka.coordinator.group.GroupCoordinator)
[2026-11-29 14:41:26,225] INFO [GroupCoordinator 1]: Assignment received from leader a-6dbc6115 for group g.1 for generation 1. The group has 1 members, 0 of which are static. (kafka.coordinator.group.GroupCoordinator)
[2026-11-29 14:45:11,870] INFO [GroupCoordinator 1]: Assignment received from leader for group g.1 for generation 2. The group has 2 members, 0 of which are static. (kafka.coordinator.group.GroupCoordinator)
[2026-11-29 14:45:12,870] INFO [GroupCoordinator 1]: Assignment received from leader for group g-1 for generation 5. The group has 2 members, 0 of which are static. (kafka.coordinator.group.GroupCoordinator)
[2026-11-29 14:45:24,084] INFO [GroupCoordinator 1]: Group g.1 with generation 3 is now empty (__consumer_offsets-7) (kafka.coordinator.group.GroupCoordinator)
[2026-11-29 14:45:44,653] INFO [GroupCoordinator id=1 topic=__consumer_offsets partition=7] [GroupId g.1] Bumped group epoch to 4 with metadata hash 8449642026054727585. (org.apache.kafka.coordinator.group.GroupMetadataManager)
`

it('finds the rebalances of one group in the words of every version', () => {
  expect(rebalancesIn(LOG, 'g.1').map(({ generation, members }) => [generation, members])).toEqual([
    [1, 1],
    [2, 2],
    [3, 0],
    [4, null],
  ])
})
