import { describe, expect, it } from 'vitest'
import { configInWords, retentionInWords } from './config-value'

const words = (name: string, value: string | null) => configInWords(name, value)?.replaceAll('\u00a0', ' ') ?? null

describe('configInWords', () => {
  it.each([
    ['retention.ms', '604800000', '7 d'],
    ['log.retention.hours', '168', '7 d'],
    ['log.retention.check.interval.ms', '300000', '5 m'],
    ['max.compaction.lag.ms', '9223372036854775807', 'no limit'],
    ['flush.messages', '9223372036854775807', 'no limit'],
    ['retention.bytes', '-1', 'no limit'],
    ['local.retention.ms', '-2', 'as the topic retention'],
    ['replica.lag.time.max.ms', '30001', '30 s 1 ms'],
    ['offsets.retention.minutes', '10080', '7 d'],
    ['delegation.token.expiry.time.ms', '90061001', '1 d 1 h 1 m 1 s 1 ms'],
  ])('%s = %s is %s', (name, value, expected) => {
    expect(words(name, value)).toBe(expected)
  })

  it('says bytes in powers of two', () => {
    expect(words('segment.bytes', '1073741824')).toBe('1 GiB')
    expect(words('socket.send.buffer.bytes', '102400')).toBe('100 KiB')
    expect(words('max.message.bytes', '1048588')).toBe('≈ 1.00 MiB')
  })

  it('adds nothing where the value says it all', () => {
    for (const [name, value] of [
      ['min.insync.replicas', '2'],
      ['cleanup.policy', 'compact'],
      ['file.delete.delay.ms', '0'],
      ['retention.ms', ''],
      ['retention.ms', '7 days'],
      ['replica.socket.receive.buffer.bytes', '512'],
      ['node.id', '-1'],
    ] as const)
      expect(configInWords(name, value)).toBeNull()
    expect(configInWords('ssl.keystore.password', null)).toBeNull()
  })
})

describe('retentionInWords', () => {
  it('knows no limit, nothing at all and unknown apart', () => {
    expect(retentionInWords('-1')).toBe('no limit')
    expect(retentionInWords('0')).toBe('0\u00a0ms')
    expect(retentionInWords(null)).toBeNull()
  })
})
