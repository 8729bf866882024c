import { describe, expect, it } from 'vitest'
import { parseGroups, parseMembers, parseOffsets } from './group-tables'

// Printed by Kafka 3.9.1 and 4.1.1, names shortened.
const OFFSETS = `
Consumer group 'nightly' has no active members.

GROUP           TOPIC           PARTITION  CURRENT-OFFSET  LOG-END-OFFSET  LAG             CONSUMER-ID HOST            CLIENT-ID
billing         orders          5          497             498             1               billing-2-0d /127.0.0.1      billing-2
billing         orders          6          -               799             -               billing-2-0d /127.0.0.1      billing-2
GROUP           TOPIC           PARTITION  CURRENT-OFFSET  LOG-END-OFFSET  LAG             CONSUMER-ID     HOST            CLIENT-ID
nightly         ledger          0          47              47              0               -               -               -
`

describe('groupTables', () => {
  it('reads offsets of members, of nobody, and uncommitted ones', () => {
    const member = { memberId: 'billing-2-0d', host: '127.0.0.1', clientId: 'billing-2' }
    expect(parseOffsets(OFFSETS)).toEqual([
      { group: 'billing', topic: 'orders', partition: 5, committed: '497', end: '498', lag: '1', ...member },
      { group: 'billing', topic: 'orders', partition: 6, committed: null, end: '799', lag: null, ...member },
      {
        ...{ group: 'nightly', topic: 'ledger', partition: 0, committed: '47', end: '47', lag: '0' },
        ...{ memberId: null, host: null, clientId: null },
      },
    ])
  })

  it('reads members of every version', () => {
    const old = `
Warning: Consumer group 'canary' is rebalancing.

GROUP           CONSUMER-ID  HOST            CLIENT-ID       #PARTITIONS     ASSIGNMENT
billing         billing-2-0d /127.0.0.1      billing-2       3               orders(2,3), payments(3)

GROUP           CONSUMER-ID  GROUP-INSTANCE-ID HOST            CLIENT-ID       #PARTITIONS     ASSIGNMENT
fixed           one-77       one               /127.0.0.1      fixed-1         0               -
`
    const shared = { host: '127.0.0.1', instanceId: null }
    expect(parseMembers(old)).toEqual([
      {
        ...{ ...shared, group: 'billing', memberId: 'billing-2-0d', clientId: 'billing-2', partitions: 3 },
        assignment: 'orders(2,3),payments(3)',
      },
      {
        ...{ ...shared, group: 'fixed', memberId: 'one-77', instanceId: 'one', clientId: 'fixed-1', partitions: 0 },
        assignment: null,
      },
    ])
    const since4 = `
GROUP     CONSUMER-ID  HOST        CLIENT-ID   #PARTITIONS  CURRENT-EPOCH  CURRENT-ASSIGNMENT     TARGET-EPOCH TARGET-ASSIGNMENT
warehouse rEVcu        /127.0.0.1  warehouse-1 3            2              audit:0,1;inventory:5  2            audit:0,1;inventory:5
`
    expect(parseMembers(since4)).toMatchObject([{ memberId: 'rEVcu', assignment: 'audit:0,1;inventory:5' }])
  })

  it('reads states with and without a strategy', () => {
    const states = `
GROUP                     COORDINATOR (ID)          ASSIGNMENT-STRATEGY  STATE           #MEMBERS
billing                   127.0.0.1:31280  (2)      RoundRobinAssigner   Stable          2
nightly                   127.0.0.1:23011  (1)                           Empty           0
`
    expect(parseGroups(states)).toEqual([
      {
        ...{ group: 'billing', coordinator: 2, address: '127.0.0.1:31280' },
        ...{ strategy: 'RoundRobinAssigner', state: 'Stable', members: 2 },
      },
      { group: 'nightly', coordinator: 1, address: '127.0.0.1:23011', strategy: null, state: 'Empty', members: 0 },
    ])
  })
})
