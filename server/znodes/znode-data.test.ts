import { gzipSync } from 'node:zlib'
import { describe, expect, it } from 'vitest'
import { shownData } from './znode-data'

const MIB = 1_048_576

describe('shownData', () => {
  it('tells no data from empty data', async () => {
    expect((await shownData('/a', null)).data).toMatchObject({ encoding: 'none', text: null, bytes: 0 })
    expect((await shownData('/a', Buffer.alloc(0))).data).toMatchObject({ encoding: 'utf8', text: '', bytes: 0 })
  })

  it('gives UTF-8 as text, to the last character, and other bytes as they are', async () => {
    const text = '\ufeff{"a":"\u202e\u0000😀"}'
    expect((await shownData('/a', Buffer.from(text))).data).toMatchObject({ encoding: 'utf8', text, base64: null })
    const bytes = Buffer.from([0xac, 0xed, 0x00, 0x05, 0xff])
    expect(await shownData('/a', bytes)).toEqual({
      data: {
        encoding: 'base64',
        text: null,
        base64: 'rO0ABf8=',
        unpackedBytes: null,
        bytes: 5,
        truncated: false,
        masked: false,
      },
      reason: null,
      text: null,
    })
  })

  it('masks before anything leaves', async () => {
    const config = '{"version":1,"config":{"SCRAM-SHA-256":"salt=a,stored_key=b,server_key=c,iterations=4096"}}'
    const shown = await shownData('/config/users/alice', Buffer.from(config))
    expect(shown.data).toMatchObject({ masked: true, bytes: config.length })
    expect(JSON.stringify(shown)).not.toContain('stored_key')
    expect(shown.text).toBe(shown.data?.text)
  })

  it('withholds bytes that are no text where a secret may be among them', async () => {
    const bytes = Buffer.concat([Buffer.from('{"a":"stored_key=hush"}'), Buffer.from([0xff])])
    for (const path of ['/config/users/alice', '/config/brokers/1', '/delegation_token/tokens/x', '/elsewhere']) {
      const shown = await shownData(path, bytes)
      expect(shown.data, path).toBeNull()
      expect(shown.reason).toMatch(/^24 bytes that are no text, withheld/)
      expect(JSON.stringify(shown)).not.toContain('hush')
    }
    expect((await shownData('/config/users/alice', Buffer.from([0xff, 0xfe]))).data).toBeNull()
  })

  it('gives 1 MiB whole, and the beginning of more without cutting a character', async () => {
    expect((await shownData('/a', Buffer.alloc(MIB, 'x'))).data).toMatchObject({ truncated: false, bytes: MIB })
    const long = Buffer.concat([Buffer.alloc(MIB - 1, 'x'), Buffer.from('😀😀')])
    const shown = (await shownData('/a', long)).data
    expect(shown).toMatchObject({ encoding: 'utf8', truncated: true, bytes: MIB + 7 })
    expect(shown?.text).toHaveLength(MIB - 1)
    const binary = Buffer.alloc(MIB + 10, 0xff)
    expect(Buffer.from((await shownData('/a', binary)).data?.base64 ?? '', 'base64')).toHaveLength(MIB)
  })

  it('unpacks gzip, and masks what is in it', async () => {
    const plain = gzipSync('{"leader":2}')
    expect(await shownData('/a', plain)).toEqual({
      data: {
        encoding: 'gzip',
        text: '{"leader":2}',
        base64: plain.toString('base64'),
        bytes: plain.length,
        unpackedBytes: 12,
        truncated: false,
        masked: false,
      },
      reason: null,
      text: '{"leader":2}',
    })
    expect((await shownData('/a', gzipSync(Buffer.from([0xff, 0xfe])))).data).toMatchObject({
      text: null,
      unpackedBytes: 2,
    })
    const secret = (await shownData('/a', gzipSync('{"a.password":"hush"}'))).data
    expect(secret).toMatchObject({ encoding: 'gzip', text: '{"a.password":"***"}', base64: null, masked: true })
    const late = (await shownData('/a', gzipSync(`${'x'.repeat(MIB)} password=hush`))).data
    expect(late).toMatchObject({ base64: null, truncated: true, unpackedBytes: MIB + 14 })
  })

  it('leaves a gzip packed that unpacks to more than 8 MiB, or not at all', async () => {
    const bomb = gzipSync(Buffer.alloc(200 * MIB), { level: 9 })
    expect(bomb.length).toBeLessThan(MIB)
    expect((await shownData('/a', gzipSync(Buffer.alloc(8 * MIB, 'x')))).data).toMatchObject({ unpackedBytes: 8 * MIB })
    expect(await shownData('/a', bomb)).toMatchObject({
      data: null,
      reason: expect.stringContaining('unpack to more than 8388608 bytes'),
    })
    const cut = gzipSync('password=hush').subarray(0, -4)
    expect(await shownData('/a', cut)).toMatchObject({ data: null, reason: expect.stringContaining('do not unpack') })
  })
})
