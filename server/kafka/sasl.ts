import { randomBytes } from 'node:crypto'
import { VivariumError } from '@/lib/errors'
import { ScramClient } from './scram'
import { APIS, type Api } from './wire/apis'
import type { Draft } from './wire/codec'
import { kafkaErrorName } from './wire/error-codes'

/** A user of a cluster, and how it proves who it is. */
export interface SaslOptions {
  mechanism: 'plain' | 'scram-sha-256' | 'scram-sha-512'
  username: string
  password: string
}

/** Sends one request at the API's pinned version over the connection being authenticated. */
export type SaslExchange = <Q, A>(api: Api<Q, A>, draft: Draft<Q>) => Promise<A>

/**
 * Logs in; resolves with the session's lifetime in ms (KIP-368), 0 = no end.
 * Source: SaslHandshake (17), SaslAuthenticate (36). Errors: `unauthenticated` for a refused mechanism or password.
 */
export async function authenticate(sasl: SaslOptions, exchange: SaslExchange): Promise<number> {
  const mechanism = sasl.mechanism.toUpperCase()
  const handshake = await exchange(APIS.saslHandshake, { mechanism })
  if (handshake.errorCode !== 0) {
    const offered = handshake.mechanisms.join(', ')
    throw new VivariumError({
      code: 'unauthenticated',
      message: `${kafkaErrorName(handshake.errorCode)}: the broker does not take ${mechanism} on this listener`,
      hint: offered ? `it offers ${offered}` : 'this listener may not use SASL at all',
    })
  }
  let lifetimeMs = 0
  const step = async (text: string): Promise<string> => {
    const answer = await exchange(APIS.saslAuthenticate, { authBytes: Buffer.from(text) })
    if (answer.errorCode !== 0) {
      throw new VivariumError({
        code: 'unauthenticated',
        message: `${kafkaErrorName(answer.errorCode)}: ${answer.errorMessage ?? 'the broker refused the login'}`,
        hint: `check the user name and the password of ${sasl.username}`,
      })
    }
    lifetimeMs = Number(answer.sessionLifetimeMs) // a duration, far below 2^53
    return answer.authBytes.toString()
  }
  if (sasl.mechanism === 'plain') {
    await step(`\0${sasl.username}\0${sasl.password}`)
    return lifetimeMs
  }
  const hash = sasl.mechanism === 'scram-sha-256' ? 'sha256' : 'sha512'
  const client = new ScramClient(hash, sasl.username, sasl.password, randomBytes(24).toString('base64url'))
  const challenge = await step(client.first)
  client.verify(await step(await client.final(challenge)))
  return lifetimeMs
}
