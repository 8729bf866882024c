import { describe, expect, it } from 'vitest'
import { plainText } from '@/lib/health/sentence'
import type { BrokerRow } from '@/lib/rows/broker-row'
import type { BrokerView } from '@/lib/views/broker'
import { brokerVerdict } from './broker-verdict'

const AT = Date.parse('2026-03-01T12:00:00.000Z')

function view(row: Partial<BrokerRow>, blast: Partial<BrokerView['blastRadius']> = {}): BrokerView {
  return {
    row: {
      id: 2,
      host: 'localhost',
      port: 9092,
      rack: null,
      endpoints: ['PLAINTEXT://localhost:9092'],
      state: 'alive',
      glyph: 'ok',
      stateReason: null,
      since: AT,
      sinceReason: null,
      isController: false,
      leaders: 3,
      replicas: 9,
      outOfSync: 0,
      leaderSkewPercent: 0,
      replicaSkewPercent: 0,
      preferredLeaderPercent: 100,
      sizeBytes: '1',
      sizeReason: null,
      latencyMs: 1,
      software: null,
      session: null,
      epoch: null,
      ...row,
    },
    registration: null,
    advertised: null,
    blastRadius: { offline: [], underMinIsr: [], losesLeader: [], ...blast },
    disk: null,
    diskReason: null,
    partitions: [],
  }
}

describe('brokerVerdict', () => {
  it('says since when it is up, its office and what hangs on it', () => {
    const verdict = brokerVerdict(view({ isController: true }, { offline: ['a/0'], losesLeader: ['b/0', 'b/1'] }))
    expect(verdict).toMatchObject({ state: 'ok', level: 'ok', since: AT })
    expect(plainText(verdict.title)).toBe('Broker 2 is up since 2026-03-01T12:00:00.000Z and is the controller.')
    expect(plainText(verdict.detail)).toBe(
      'It leads 3 of the 9 partitions it holds. If it stopped now, 1 partition would go offline, 2 would change leader.',
    )
  })

  it('says why a broker is gone and what misses it', () => {
    const verdict = brokerVerdict(
      view({ state: 'gone', glyph: 'offline', stateReason: 'its ZooKeeper session ended', outOfSync: 9, leaders: 0 }),
    )
    expect(verdict.level).toBe('critical')
    expect(plainText(verdict.title)).toBe(
      'Broker 2 is gone since 2026-03-01T12:00:00.000Z: its ZooKeeper session ended.',
    )
    expect(plainText(verdict.detail)).toBe('9 partitions have a replica on it.')
  })

  it('leaves the time out where it is unknown', () => {
    const verdict = brokerVerdict(view({ state: 'missing', glyph: 'offline', since: null, replicas: 0 }))
    expect(plainText(verdict.title)).toBe('Broker 2 is not in the cluster.')
    expect(plainText(verdict.detail)).toBe('No partition has a replica on it.')
  })
})
