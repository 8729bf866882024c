import { describe, expect, it } from 'vitest'
import { znodeKind } from './znode-kind'

describe('znodeKind', () => {
  it.each([
    ['0x0', 'persistent', null],
    ['0x10000b23e560002', 'ephemeral', null],
    ['0x8000000000000000', 'container', null],
    ['0x8000000000000001', 'ephemeral', null],
    ['0xff00000000002710', 'ttl', 10_000],
    ['0xff0000ffffffffff', 'ttl', 1_099_511_627_775],
    // A session of the server with the id 255.
    ['0xff019c3b2a140000', 'ephemeral', null],
  ] as const)('%s is %s', (owner, kind, ttlMs) => {
    expect(znodeKind(owner)).toEqual({ kind, ttlMs })
  })
})
