import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { MASK, maskAcl, maskZnode } from './mask'

const SCRAM = 'salt=MTIz,stored_key=c3RvcmVk,server_key=c2VydmVy,iterations=4096'
const ENCRYPTED =
  'passwordLength:6,encryptedPassword:CANARY==,initializationVector:a==,cipherAlgorithm:AES/CBC/PKCS5Padding'

describe('maskZnode', () => {
  it('shows the quotas of a user, and hides the credentials', () => {
    const text = `{"version":1,"config":{"SCRAM-SHA-256":"${SCRAM}","producer_byte_rate":"1024","odd":"x"}}`
    expect(maskZnode({ path: '/config/users/alice', text })).toEqual({
      text: '{"version":1,"config":{"SCRAM-SHA-256":"***","producer_byte_rate":"1024","odd":"***"}}',
      masked: true,
    })
  })

  it('shows known settings of a broker, listener prefixes included, and hides passwords and the unknown', () => {
    const text = JSON.stringify({
      version: 1,
      config: {
        'log.cleaner.threads': '2',
        'listener.name.tls.ssl.keystore.location': '/etc/kafka/tls.jks',
        'listener.name.tls.ssl.keystore.password': ENCRYPTED,
        'listener.name.sasl.scram-sha-256.sasl.jaas.config': 'org.x.ScramLoginModule required;',
        'my.plugin.option': 'CANARY',
        'message.max.bytes': 'CANARY',
      },
    })
    const { text: shown } = maskZnode({ path: '/config/brokers/<default>', text })
    expect(JSON.parse(shown ?? '')).toEqual({
      version: 1,
      config: {
        'log.cleaner.threads': '2',
        'listener.name.tls.ssl.keystore.location': '/etc/kafka/tls.jks',
        'listener.name.tls.ssl.keystore.password': MASK,
        'listener.name.sasl.scram-sha-256.sasl.jaas.config': MASK,
        'my.plugin.option': MASK,
        'message.max.bytes': MASK,
      },
    })
  })

  it('hides the id of a token, in its node and in the notices', () => {
    const text =
      '{"version":3,"owner":"User:alice","tokenRequester":"User:bob","renewers":["User:carol"],"issueTimestamp":1795268180762,"tokenId":"CANARY"}'
    expect(maskZnode({ path: '/delegation_token/tokens/CANARY', text }).text).toBe(text.replace('CANARY', MASK))
    for (const id of ['CANARY', '1795268180762', '"CANARY"', 'true']) {
      const { text: shown, masked } = maskZnode({ path: '/delegation_token/token_changes/token_change_0', text: id })
      expect([shown?.replaceAll('"', ''), masked]).toEqual([MASK, true])
    }
  })

  it('hides what looks like a secret anywhere else, by key or by value', () => {
    const text =
      '{"jdbc":"mysql://app:CANARY@db/x","nested":{"db.passw\\u006frd":["CANARY",1]},"client_secret":{"a":"CANARY"},"n":1}'
    expect(maskZnode({ path: '/app/settings', text }).text).toBe(
      '{"jdbc":"***","nested":{"db.passw\\u006frd":["***","***"]},"client_secret":"***","n":1}',
    )
    expect(maskZnode({ path: '/app/properties', text: 'user=x\npassword=CANARY' }).text).toBe(MASK)
    expect(maskZnode({ path: '/config/topics/t', text: '{"config":{"sasl.jaas.config":"CANARY' }).text).toBe(MASK)
  })

  it('leaves all else as it was written', () => {
    const untouched: [string, string | null][] = [
      ['/config/users/alice', null],
      ['/config/users/alice', ''],
      ['/config/topics/t', '{ "version":1, "config":{"retention.ms":"12345678901234567890"},"config":{} }'],
      ['/brokers/topics/password', '{"partitions":{"0":[1]},"topic_id":"token","version":3}'],
      ['/consumers/g/ids/c', '{"version":1,"subscription":{"password-resets":1},"pattern":"static"}'],
      ['/zookeeper/config', 'server.1=127.0.0.1:2888:3888:participant\nversion=0'],
      ['/app/text', 'anything at all'],
    ]
    for (const [path, text] of untouched) expect(maskZnode({ path, text })).toEqual({ text, masked: false })
  })

  it('guards users and tokens of another cluster further down the tree, too', () => {
    const text = '{"version":1,"config":{"x":"CANARY"}}'
    expect(maskZnode({ path: '/kafka-two/config/users/alice', text }).text).not.toContain('CANARY')
    expect(maskZnode({ path: '/brokers/delegation_token/tokens/x', text: 'CANARY' }).text).toBe(MASK)
  })

  it('lets no planted secret through, whatever the shape around it', () => {
    const canary = fc.string({ unit: 'grapheme', minLength: 1, maxLength: 40 }).map((tail) => `CANARY${tail}`)
    const key = fc.oneof(
      fc.string(),
      fc.constantFrom('config', 'version', 'SCRAM-SHA-512', 'producer_byte_rate', '__proto__'),
    )
    const { secret } = fc.letrec((tie) => ({
      secret: fc.oneof(
        { depthSize: 'small' },
        canary,
        fc.array(tie('secret'), { maxLength: 3 }),
        fc.dictionary(key, tie('secret'), { maxKeys: 4, noNullPrototype: true }),
      ),
    }))
    const path = fc.constantFrom(
      '/config/users/alice',
      '/config/users/<default>/clients/<default>',
      '/config/brokers/1',
      '/delegation_token/tokens/t',
      '/delegation_token/token_changes/token_change_0000000001',
    )
    fc.assert(
      fc.property(path, secret, fc.boolean(), fc.nat(3), (at, value, spaced, cut) => {
        const json = JSON.stringify(value, null, spaced ? 2 : 0)
        const { text } = maskZnode({ path: at, text: json.slice(0, json.length - cut) })
        expect(text).not.toContain('CANARY')
        expect(maskZnode({ path: at, text }).text).toBe(text)
      }),
      { numRuns: 400 },
    )
  }, 20_000)

  it('lets no secret through under a telling key, wherever the node lies', () => {
    const key = fc.constantFrom(
      'SCRAM-SHA-256',
      'ssl.key.password',
      'ssl.keystore.key',
      'ssl.keystore.certificate.chain',
      'listener.name.x.plain.sasl.jaas.config',
      'Client_Secret',
      'access-token',
      'aws.secretKey',
      'private_key.pem',
      'api-key',
    )
    fc.assert(
      fc.property(
        fc.constantFrom('/config/topics/t', '/config/clients/c', '/app'),
        key,
        fc.string(),
        (path, name, tail) => {
          const { text, masked } = maskZnode({
            path,
            text: JSON.stringify({ a: 1, config: { [name]: `CANARY${tail}` } }),
          })
          expect(text).not.toContain('CANARY')
          expect(masked).toBe(true)
          expect(JSON.parse(text ?? '')).toEqual({ a: 1, config: { [name]: MASK } })
        },
      ),
    )
  }, 20_000)
})

describe('maskAcl', () => {
  it('keeps who it is, and hides hashes', () => {
    expect(maskAcl('digest', 'alice:bGFsYWxh=')).toBe('alice:***')
    expect(maskAcl('digest', 'noColon')).toBe(MASK)
    expect(maskAcl('super', 'super:hash:x')).toBe('super:***')
    expect(maskAcl('world', 'anyone')).toBe('anyone')
    expect(maskAcl('ip', '2001:db8::1/64')).toBe('2001:db8::1/64')
    expect(maskAcl('sasl', 'kafka/host@REALM')).toBe('kafka/host@REALM')
    expect(maskAcl('x509', 'CN=kafka,O=a:b')).toBe('CN=kafka,O=a:b')
  })
})
