import { describe, expect, it } from 'vitest'
import { parseDump } from './dump'
import { DUMP_34_LEADER, DUMP_35_LEADER, DUMP_38_FOLLOWER } from './recorded-words.fixture'

const HELD = ['/kafka/controller', '/kafka/brokers/ids/1']

describe('parseDump', () => {
  it('reads who holds what, of leaders and followers alike', () => {
    expect([...parseDump(DUMP_38_FOLLOWER, 'zk')]).toEqual([['0x100016b1cfd0001', HELD]])
    expect([...parseDump(DUMP_34_LEADER, 'zk')]).toEqual([['0x2a1ffb1b8ec0001', HELD]])
    expect([...parseDump(DUMP_35_LEADER, 'zk')]).toEqual([['0x100016b596e0000', HELD]])
  })

  it('keeps names with blanks and colons whole, and ends with the section', () => {
    const text = `ephemeral nodes dump:\nSessions with Ephemerals (2):\n0x1:\n\t/a b:c\n0x2:\n\t/d\nConnections dump:\n\t/not/this\n`
    expect([...parseDump(text, 'zk')]).toEqual([
      ['0x1', ['/a b:c']],
      ['0x2', ['/d']],
    ])
  })
})
