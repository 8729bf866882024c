import { generateKeyPairSync, type KeyObject, sign } from 'node:crypto'

/** A certificate with its private key (PKCS #8), both PEM, as Kafka's `PEM` stores and Node's TLS take them. */
export interface Identity {
  certificate: string
  key: string
}

/** A certificate authority of one test. */
export interface Authority {
  /** PEM. */
  readonly certificate: string
  /** Signs an identity for this host or client, valid for two days. */
  issue(commonName: string): Identity
}

const DAY_MS = 86_400_000
const OID = {
  commonName: [0x55, 0x04, 0x03],
  basicConstraints: [0x55, 0x1d, 0x13],
  subjectAltName: [0x55, 0x1d, 0x11],
  ecdsaWithSha256: [0x2a, 0x86, 0x48, 0xce, 0x3d, 0x04, 0x03, 0x02],
} as const

/** Makes an authority with a P-256 key; no tool is needed. X.509 v3 as RFC 5280 lays it down, in DER. */
export function certificateAuthority(commonName: string): Authority {
  const own = generateKeyPairSync('ec', { namedCurve: 'P-256' })
  const isAuthority = extension(OID.basicConstraints, sequence(boolean(true)))
  const make = (subject: string, key: KeyObject, extensions: Buffer) =>
    pem(certificate({ issuer: commonName, subject, key, extensions, signer: own.privateKey }))
  return {
    certificate: make(commonName, own.publicKey, isAuthority),
    issue(name) {
      const pair = generateKeyPairSync('ec', { namedCurve: 'P-256' })
      const dnsName = tagged(0x82, Buffer.from('localhost'))
      const ipAddress = tagged(0x87, Buffer.from([127, 0, 0, 1]))
      const names = extension(OID.subjectAltName, sequence(dnsName, ipAddress))
      return {
        certificate: make(name, pair.publicKey, names),
        key: pair.privateKey.export({ type: 'pkcs8', format: 'pem' }).toString(),
      }
    },
  }
}

interface CertificatePlan {
  issuer: string
  subject: string
  key: KeyObject
  extensions: Buffer
  signer: KeyObject
}

let serial = 0

function certificate({ issuer, subject, key, extensions, signer }: CertificatePlan): Buffer {
  serial += 1
  const algorithm = sequence(objectId(OID.ecdsaWithSha256))
  const body = sequence(
    tagged(0xa0, integer(2)),
    integer(serial),
    algorithm,
    nameOf(issuer),
    sequence(utcTime(Date.now() - DAY_MS), utcTime(Date.now() + 2 * DAY_MS)),
    nameOf(subject),
    key.export({ type: 'spki', format: 'der' }),
    tagged(0xa3, sequence(extensions)),
  )
  return sequence(body, algorithm, bits(sign('sha256', body, signer)))
}

function pem(der: Buffer): string {
  const lines = der.toString('base64').match(/.{1,64}/g) ?? []
  return ['-----BEGIN CERTIFICATE-----', ...lines, '-----END CERTIFICATE-----', ''].join('\n')
}

function tagged(tag: number, content: Buffer): Buffer {
  const size = content.length
  const length = size < 0x80 ? [size] : size < 0x100 ? [0x81, size] : [0x82, size >> 8, size & 0xff]
  return Buffer.concat([Buffer.from([tag, ...length]), content])
}

function sequence(...parts: Buffer[]): Buffer {
  return tagged(0x30, Buffer.concat(parts))
}

function boolean(value: boolean): Buffer {
  return tagged(0x01, Buffer.from([value ? 0xff : 0]))
}

/** Small and not negative. */
function integer(value: number): Buffer {
  return tagged(0x02, Buffer.from([value]))
}

function objectId(bytes: readonly number[]): Buffer {
  return tagged(0x06, Buffer.from(bytes))
}

function bits(content: Buffer): Buffer {
  return tagged(0x03, Buffer.concat([Buffer.from([0]), content]))
}

function utcTime(at: number): Buffer {
  return tagged(
    0x17,
    Buffer.from(
      `${new Date(at)
        .toISOString()
        .replace(/[-:T]|\.\d+/g, '')
        .slice(2, 14)}Z`,
    ),
  )
}

function nameOf(commonName: string): Buffer {
  const value = tagged(0x0c, Buffer.from(commonName))
  return sequence(tagged(0x31, sequence(objectId(OID.commonName), value)))
}

function extension(id: readonly number[], value: Buffer): Buffer {
  return sequence(objectId(id), boolean(true), tagged(0x04, value))
}
