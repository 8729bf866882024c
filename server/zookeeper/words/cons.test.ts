import { describe, expect, it } from 'vitest'
import { parseCons } from './cons'
import { CONS_34, CONS_35, CONS_38 } from './recorded-words.fixture'

describe('parseCons', () => {
  it('reads the clients of 3.8, 3.5 and 3.4, less the question itself', () => {
    expect(parseCons(CONS_38, 'zk1:2181')).toEqual([
      {
        server: 'zk1:2181',
        sessionId: '0x100016b1cfd0001',
        address: '127.0.0.1:49698',
        timeoutMs: 6_000,
        lastOperation: 'EXIS',
        establishedAt: 1_795_289_685_161,
        outstanding: 0,
        latency: { min: 0, avg: 3, max: 21 },
        readFrom: 'cons',
      },
    ])
    expect(parseCons(CONS_35, 'zk1:2181').map(({ sessionId }) => sessionId)).toEqual(['0x100016b596e0000'])
    expect(parseCons(CONS_34, 'zk1:2181')).toMatchObject([{ sessionId: '0x2a1ffb1b8ec0001', timeoutMs: 6_000 }])
  })

  it('reads addresses with names and of version 6', () => {
    const line = (address: string) => ` ${address}[1](queued=0,recved=1,sent=1,sid=0x1,lop=NA)\n`
    const text = line('kafka-1.example/10.0.0.5:1234') + line('/[0:0:0:0:0:0:0:1]:99') + line('/0:0:0:0:0:0:0:1:98')
    expect(parseCons(text, 'zk').map(({ address, timeoutMs, latency }) => [address, timeoutMs, latency])).toEqual([
      ['10.0.0.5:1234', null, null],
      ['[0:0:0:0:0:0:0:1]:99', null, null],
      ['0:0:0:0:0:0:0:1:98', null, null],
    ])
  })

  it('finds nobody in an empty answer', () => {
    expect(parseCons('\n', 'zk')).toEqual([])
  })
})
