import { execFileSync } from 'node:child_process'
import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { setTimeout as delay } from 'node:timers/promises'
import { afterAll, beforeAll, describe, expect, it, vi } from 'vitest'
import { type Cluster, startCluster } from '@/e2e/cluster/cluster'
import { freePorts } from '@/e2e/cluster/free-port'
import { KafkaClient, type KafkaClientOptions } from './client'
import type { SaslOptions } from './sasl'

/** Ends before a session of this length does: KIP-368. */
const SESSION_MS = 2000

describe('KafkaClient against a broker with TLS and SASL', () => {
  const folder = mkdtempSync(join(tmpdir(), 'vivarium-security-'))
  const clients: KafkaClient[] = []
  let cluster: Cluster
  let listeners: Record<'plaintext' | 'sasl' | 'tls' | 'saslTls', string>
  let ca: string

  function client(listener: keyof typeof listeners, options: Partial<KafkaClientOptions> = {}): KafkaClient {
    const made = new KafkaClient({ bootstrap: [listeners[listener]], ...options })
    clients.push(made)
    return made
  }

  beforeAll(async () => {
    const store = join(folder, 'broker.p12')
    const identity = ['-keystore', store, '-storetype', 'PKCS12', '-storepass', 'changeit', '-alias', 'broker']
    const keytool = (...args: string[]) => execFileSync('keytool', args, { stdio: ['ignore', 'pipe', 'ignore'] })
    keytool(
      '-genkeypair',
      ...identity,
      '-keyalg',
      'RSA',
      '-dname',
      'CN=localhost',
      '-ext',
      'san=dns:localhost',
      '-validity',
      '2',
    )
    ca = keytool('-exportcert', '-rfc', ...identity).toString()

    const [sasl = 0, tls = 0, saslTls = 0] = await freePorts(3)
    const jaas = (module: string, rest: string) => `org.apache.kafka.common.security.${module} required ${rest};`
    const plain = jaas('plain.PlainLoginModule', 'username="broker" password="b" user_broker="b" user_ann="secret"')
    const scram = jaas('scram.ScramLoginModule', 'username="broker" password="b"')
    const login = (name: string) => ({
      [`listener.name.${name}.sasl.enabled.mechanisms`]: 'PLAIN,SCRAM-SHA-256,SCRAM-SHA-512',
      [`listener.name.${name}.plain.sasl.jaas.config`]: plain,
      [`listener.name.${name}.scram-sha-256.sasl.jaas.config`]: scram,
      [`listener.name.${name}.scram-sha-512.sasl.jaas.config`]: scram,
      [`listener.name.${name}.connections.max.reauth.ms`]: String(SESSION_MS),
    })
    const addresses = (host: string) =>
      `PLAINTEXT://127.0.0.1:{port},SASL_PLAINTEXT://127.0.0.1:${sasl},SSL://${host}:${tls},SASL_SSL://${host}:${saslTls}`
    cluster = await startCluster({
      brokers: 1,
      brokerConfig: {
        listeners: addresses('127.0.0.1'),
        'advertised.listeners': addresses('localhost'),
        ...login('sasl_plaintext'),
        ...login('sasl_ssl'),
        'ssl.keystore.type': 'PKCS12',
        'ssl.keystore.location': store,
        'ssl.keystore.password': 'changeit',
        'ssl.key.password': 'changeit',
      },
    })
    listeners = {
      plaintext: cluster.bootstrap[0] ?? '',
      sasl: `127.0.0.1:${sasl}`,
      tls: `localhost:${tls}`,
      saslTls: `localhost:${saslTls}`,
    }
    const users = 'SCRAM-SHA-256=[password=secret],SCRAM-SHA-512=[password=secret]'
    await cluster.cli.run('configs', [
      '--alter',
      '--add-config',
      users,
      '--entity-type',
      'users',
      '--entity-name',
      'ann',
    ])
  })
  afterAll(async () => {
    await Promise.all(clients.map((one) => one.close()))
    await cluster?.stop()
    rmSync(folder, { recursive: true, force: true })
  })

  const mechanisms: SaslOptions['mechanism'][] = ['plain', 'scram-sha-256', 'scram-sha-512']

  it.each(mechanisms)('logs in with %s, and is told when the password is wrong', async (mechanism) => {
    const sasl = { mechanism, username: 'ann', password: 'secret' }
    expect((await client('sasl', { sasl }).metadata([])).brokers.map(({ id }) => id)).toEqual([1])
    expect((await client('saslTls', { sasl, tls: { ca } }).metadata([])).brokers.map(({ id }) => id)).toEqual([1])
    await expect(client('sasl', { sasl: { ...sasl, password: 'wrong' } }).metadata([])).rejects.toMatchObject({
      code: 'unauthenticated',
      message: expect.stringContaining('SASL_AUTHENTICATION_FAILED'),
      hint: 'check the user name and the password of ann',
    })
  })

  it('renews its login before the broker ends the session', async () => {
    const log = vi.fn()
    const kafka = client('sasl', { sasl: { mechanism: 'scram-sha-256', username: 'ann', password: 'secret' }, log })
    const endsAt = Date.now() + 2.5 * SESSION_MS
    while (Date.now() < endsAt) {
      expect((await kafka.metadata([])).brokers.length).toBe(1)
      await delay(20)
    }
    // A session that the broker had ended would have been told as a lost connection.
    expect(log).not.toHaveBeenCalled()
  })

  it('speaks TLS with a known authority, and names TLS with an unknown one or a wrong name', async () => {
    expect((await client('tls', { tls: { ca } }).metadata([])).brokers[0]?.host).toBe('localhost')
    await expect(client('tls', { tls: {} }).metadata([])).rejects.toMatchObject({
      code: 'unreachable',
      message: expect.stringMatching(/TLS to localhost:\d+: self-signed certificate/),
      hint: expect.stringContaining('(ca)'),
    })
    await expect(client('tls', { tls: { ca, servername: 'elsewhere' } }).metadata([])).rejects.toMatchObject({
      message: expect.stringContaining('TLS to localhost'),
      hint: expect.stringContaining('another name'),
    })
  })

  it('says what a listener is when it is used the wrong way', async () => {
    await expect(client('tls').metadata([])).rejects.toMatchObject({
      message: expect.stringContaining('this port speaks TLS'),
      hint: 'turn TLS on for this cluster',
    })
    await expect(client('plaintext', { tls: { ca } }).metadata([])).rejects.toMatchObject({
      message: expect.stringMatching(/TLS to 127/),
    })
    await expect(client('sasl').metadata([])).rejects.toMatchObject({
      message: expect.stringContaining('closed the connection'),
      hint: 'a listener that asks for a login closes like this',
    })
    const sasl = { mechanism: 'plain', username: 'ann', password: 'secret' } as const
    await expect(client('plaintext', { sasl }).metadata([])).rejects.toMatchObject({
      code: 'unauthenticated',
      hint: expect.stringContaining('may not use SASL at all'),
    })
  })
})
