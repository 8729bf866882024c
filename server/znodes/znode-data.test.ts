import { describe, expect, it } from 'vitest'
import { shownData } from './znode-data'

const MIB = 1_048_576

describe('shownData', () => {
  it('tells no data from empty data', () => {
    expect(shownData('/a', null).data).toMatchObject({ encoding: 'none', text: null, bytes: 0 })
    expect(shownData('/a', Buffer.alloc(0)).data).toMatchObject({ encoding: 'utf8', text: '', bytes: 0 })
  })

  it('gives UTF-8 as text, to the last character, and other bytes as they are', () => {
    const text = '\ufeff{"a":"\u202e\u0000😀"}'
    expect(shownData('/a', Buffer.from(text)).data).toMatchObject({ encoding: 'utf8', text, base64: null })
    const bytes = Buffer.from([0xac, 0xed, 0x00, 0x05, 0xff])
    expect(shownData('/a', bytes)).toEqual({
      data: { encoding: 'base64', text: null, base64: 'rO0ABf8=', bytes: 5, truncated: false, masked: false },
      reason: null,
      text: null,
    })
  })

  it('masks before anything leaves', () => {
    const config = '{"version":1,"config":{"SCRAM-SHA-256":"salt=a,stored_key=b,server_key=c,iterations=4096"}}'
    const shown = shownData('/config/users/alice', Buffer.from(config))
    expect(shown.data).toMatchObject({ masked: true, bytes: config.length })
    expect(JSON.stringify(shown)).not.toContain('stored_key')
    expect(shown.text).toBe(shown.data?.text)
  })

  it('withholds bytes that are no text where a secret may be among them', () => {
    const bytes = Buffer.concat([Buffer.from('{"a":"stored_key=hush"}'), Buffer.from([0xff])])
    for (const path of ['/config/users/alice', '/config/brokers/1', '/delegation_token/tokens/x', '/elsewhere']) {
      const shown = shownData(path, bytes)
      expect(shown.data, path).toBeNull()
      expect(shown.reason).toMatch(/^24 bytes that are no text, withheld/)
      expect(JSON.stringify(shown)).not.toContain('hush')
    }
    expect(shownData('/config/users/alice', Buffer.from([0xff, 0xfe])).data).toBeNull()
  })

  it('gives 1 MiB whole, and the beginning of more without cutting a character', () => {
    expect(shownData('/a', Buffer.alloc(MIB, 'x')).data).toMatchObject({ truncated: false, bytes: MIB })
    const long = Buffer.concat([Buffer.alloc(MIB - 1, 'x'), Buffer.from('😀😀')])
    const shown = shownData('/a', long).data
    expect(shown).toMatchObject({ encoding: 'utf8', truncated: true, bytes: MIB + 7 })
    expect(shown?.text).toHaveLength(MIB - 1)
    const binary = Buffer.alloc(MIB + 10, 0xff)
    expect(Buffer.from(shownData('/a', binary).data?.base64 ?? '', 'base64')).toHaveLength(MIB)
  })
})
