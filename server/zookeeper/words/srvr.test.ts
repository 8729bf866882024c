import { describe, expect, it } from 'vitest'
import { SRVR_34_LEADER, SRVR_35_FOLLOWER } from './recorded-words.fixture'
import { parseSrvr } from './srvr'

const LEADER_38 = `Zookeeper version: 3.8.4-9316c2a7a97e1666d8f4593f34dd6fc36ecc436c, built on 2024-02-12 22:16 UTC
Latency min/avg/max: 0/0.5714/4
Received: 8
Sent: 7
Connections: 1
Outstanding: 0
Zxid: 0x100000005
Mode: leader
Node count: 31
Proposal sizes last/min/max: 48/48/1016
`
const STANDALONE_34 = `Zookeeper version: 3.4.10-39d3a4f269333c922ed3db283be479f9deacaa0f, built on 03/23/2017 10:13 GMT
Latency min/avg/max: 0/1/23
Received: 129
Sent: 128
Connections: 2
Outstanding: 3
Zxid: 0x9e
Mode: standalone
Node count: 133
`

describe('parseSrvr', () => {
  it('reads the answers of 3.8 and 3.4', () => {
    expect(parseSrvr(LEADER_38, 'zk:2181')).toEqual({
      version: '3.8.4',
      mode: 'leader',
      zxid: '0x100000005',
      latency: { min: 0, avg: 0.5714, max: 4 },
      connections: 1,
      outstanding: 0,
      nodeCount: 31,
    })
    expect(parseSrvr(SRVR_35_FOLLOWER, 'zk:2181')).toMatchObject({ version: '3.5.9', mode: 'follower', nodeCount: 29 })
    expect(parseSrvr(SRVR_34_LEADER, 'zk:2181')).toMatchObject({
      version: '3.4.10',
      mode: 'leader',
      zxid: '0x100000022',
    })
    expect(parseSrvr(STANDALONE_34, 'zk:2181')).toMatchObject({
      version: '3.4.10',
      mode: 'standalone',
      latency: { min: 0, avg: 1, max: 23 },
      outstanding: 3,
    })
  })

  it('reads a version with an unfilled build id', () => {
    const text = LEADER_38.replace(/3\.8\.4-\w+/, `3.8.0-\${mvngit.commit.id}`)
    expect(parseSrvr(text, 'zk:2181').version).toBe('3.8.0')
  })

  it('tells refusals apart', () => {
    const says = (text: string) => () => parseSrvr(text, 'zk:2181')
    expect(says('srvr is not executed because it is not in the whitelist.\n')).toThrow(
      expect.objectContaining({ code: 'forbidden', hint: expect.stringContaining('4lw.commands.whitelist=srvr') }),
    )
    expect(says('This ZooKeeper instance is not currently serving requests\n')).toThrow(
      expect.objectContaining({ code: 'busy' }),
    )
    expect(says('HTTP/1.1 400 Bad Request')).toThrow(expect.objectContaining({ code: 'unsupported' }))
  })
})
