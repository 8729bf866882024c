import { createHash, createHmac, pbkdf2, timingSafeEqual } from 'node:crypto'
import { promisify } from 'node:util'
import { VivariumError } from '@/lib/errors'

/**
 * The client's side of SCRAM (RFC 5802, RFC 7677), no channel binding.
 * Shape: `first` → server's first → `final(…)` → server's last → `verify(…)`. Names and passwords go as UTF-8, like Kafka's.
 * Errors: `unauthenticated`.
 */
export class ScramClient {
  readonly first: string
  readonly #hash: ScramHash
  readonly #password: string
  readonly #nonce: string
  #serverSignature: Buffer | null = null

  constructor(hash: ScramHash, username: string, password: string, nonce: string) {
    this.#hash = hash
    this.#password = password
    this.#nonce = nonce
    this.first = `n,,n=${username.replaceAll('=', '=3D').replaceAll(',', '=2C')},r=${nonce}`
  }

  /** Answers "r=…,s=…,i=…" with the proof. */
  async final(serverFirst: string): Promise<string> {
    const attributes = parse(serverFirst)
    const nonce = attributes.get('r') ?? ''
    const salt = Buffer.from(attributes.get('s') ?? '', 'base64')
    const iterations = Number(attributes.get('i'))
    if (!nonce.startsWith(this.#nonce) || nonce === this.#nonce || salt.length === 0)
      throw refused('a malformed challenge')
    if (!(Number.isInteger(iterations) && iterations >= 1 && iterations <= MAX_ITERATIONS)) {
      throw refused(`${attributes.get('i')} iterations`)
    }
    const salted = await derive(this.#password, salt, iterations, this.#hash === 'sha256' ? 32 : 64, this.#hash)
    const clientKey = this.#mac(salted, 'Client Key')
    const storedKey = createHash(this.#hash).update(clientKey).digest()
    const withoutProof = `c=biws,r=${nonce}` // biws: base64 of "n,,", no channel binding
    const exchange = `${this.first.slice(3)},${serverFirst},${withoutProof}`
    const signature = this.#mac(storedKey, exchange)
    this.#serverSignature = this.#mac(this.#mac(salted, 'Server Key'), exchange)
    const proof = Buffer.from(clientKey.map((byte, index) => byte ^ (signature[index] ?? 0)))
    return `${withoutProof},p=${proof.toString('base64')}`
  }

  /** Checks "v=…": that the server knows the password too. */
  verify(serverFinal: string): void {
    const attributes = parse(serverFinal)
    const problem = attributes.get('e')
    if (problem !== undefined) throw refused(problem)
    const signature = Buffer.from(attributes.get('v') ?? '', 'base64')
    const expected = this.#serverSignature
    if (!expected || signature.length !== expected.length || !timingSafeEqual(signature, expected)) {
      throw refused('a signature that does not know the password')
    }
  }

  #mac(key: Buffer, text: string): Buffer {
    return createHmac(this.#hash, key).update(text).digest()
  }
}

/** The two hashes Kafka offers for SCRAM. */
export type ScramHash = 'sha256' | 'sha512'

const derive = promisify(pbkdf2)
/** Rounds we are ready to compute for a server we do not trust yet; Kafka's own default is 4,096. */
const MAX_ITERATIONS = 1_000_000

function parse(message: string): Map<string, string> {
  return new Map(message.split(',').map((part) => [part.slice(0, 1), part.slice(2)]))
}

function refused(what: string): VivariumError {
  return new VivariumError({ code: 'unauthenticated', message: `the broker answered SCRAM with ${what}` })
}
