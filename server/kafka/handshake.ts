import { VivariumError } from '@/lib/errors'
import { type Capabilities, parseCapabilities } from './capabilities'
import type { ConnectStep } from './connect-step'
import { authenticate, type SaslOptions } from './sasl'
import { APIS, type Api } from './wire/apis'
import type { Draft } from './wire/codec'
import { kafkaErrorName } from './wire/error-codes'

/**
 * What comes first on every connection: the login, where there is one, and the broker's versions.
 * Source: SaslHandshake (17), SaslAuthenticate (36), ApiVersions (18). Errors: `unauthenticated`, `unreachable`, those of the line.
 */
export async function handshake(
  sasl: SaslOptions | null,
  line: HandshakeLine,
): Promise<{ capabilities: Capabilities; sessionLifetimeMs: number }> {
  let sessionLifetimeMs = 0
  if (sasl) {
    line.enter('SASL')
    sessionLifetimeMs = await authenticate(sasl, async (api, draft) =>
      line.read(api, api.pin, await line.send(api, api.pin, draft)),
    )
  }
  line.enter('ApiVersions')
  return { capabilities: await askVersions(line), sessionLifetimeMs }
}

/** The connection, as far as the handshake needs it. */
export interface HandshakeLine {
  enter(step: ConnectStep): void
  /** Resolves with the frame that answers. */
  send<Q, A>(api: Api<Q, A>, version: number, draft: Draft<Q>): Promise<Buffer>
  read<Q, A>(api: Api<Q, A>, version: number, frame: Buffer): A
}

/** How we name ourselves in ApiVersions; brokers count clients by it. */
export const CLIENT_SOFTWARE = { clientSoftwareName: 'vivarium', clientSoftwareVersion: '0.1.0' }

const UNSUPPORTED_VERSION = 35

async function askVersions(line: HandshakeLine): Promise<Capabilities> {
  const api = APIS.apiVersions
  let version = api.pin
  let frame = await line.send(api, version, CLIENT_SOFTWARE)
  // A broker that does not know our version answers in version 0, whatever was asked.
  if (frame.length >= 6 && frame.readInt16BE(4) === UNSUPPORTED_VERSION) {
    version = 0
    frame = await line.send(api, version, CLIENT_SOFTWARE)
  }
  const answer = line.read(api, version, frame)
  if (answer.errorCode !== 0) {
    const name = kafkaErrorName(answer.errorCode)
    throw new VivariumError({ code: 'unreachable', message: `the broker answered ${name}` })
  }
  return parseCapabilities(answer)
}
