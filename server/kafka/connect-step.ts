import { type ErrorCode, errorCode, errorMessage, VivariumError } from '@/lib/errors'

/** The stages of a broker connection, in order; every connection error names its own. */
export type ConnectStep = 'DNS' | 'TCP' | 'TLS' | 'SASL' | 'ApiVersions' | 'request'

const CAUSES: Record<string, string> = {
  ECONNREFUSED: 'nothing listens there (ECONNREFUSED)',
  ECONNRESET: 'the other side reset the connection (ECONNRESET)',
  EPIPE: 'the other side closed the connection (EPIPE)',
  EHOSTUNREACH: 'no route to the host (EHOSTUNREACH)',
  ENETUNREACH: 'no route to the network (ENETUNREACH)',
  ETIMEDOUT: 'no answer from the host (ETIMEDOUT)',
  ENOTFOUND: 'the name does not resolve (ENOTFOUND)',
  EAI_AGAIN: 'the name server does not answer (EAI_AGAIN)',
}

/** What a broker says of our certificate, at the end of TLS 1.2's handshake and after that of TLS 1.3. */
const CERTIFICATE_ALERT =
  /^ERR_SSL_(SSLV3|TLSV1|TLSV13)_ALERT_(BAD_CERTIFICATE|CERTIFICATE_REQUIRED|CERTIFICATE_UNKNOWN|UNKNOWN_CA|HANDSHAKE_FAILURE)$/
const CERTIFICATE_HINT = 'give a client certificate and its key, signed by an authority the broker trusts (cert, key)'

/** A connection error in the product's words: "TCP to kafka-2:9092: nothing listens there (ECONNREFUSED)". */
export function stepError(step: ConnectStep, address: string, cause: unknown, hint?: string): VivariumError {
  const foreign = (cause as { code?: unknown } | null)?.code
  if (typeof foreign === 'string' && CERTIFICATE_ALERT.test(foreign)) {
    const message = `TLS to ${address}: the broker refused our certificate, or that we have none (${foreign})`
    return new VivariumError({ code: 'unauthenticated', message, hint: CERTIFICATE_HINT, cause })
  }
  const known = typeof foreign === 'string' ? CAUSES[foreign] : undefined
  const own = cause instanceof VivariumError ? cause : null
  const code: ErrorCode = own ? errorCode(own) : 'unreachable'
  const advice = hint ?? own?.hint
  return new VivariumError({
    code,
    message: `${step} to ${address}: ${known ?? (errorMessage(cause) || String(foreign))}`,
    ...(advice === undefined ? {} : { hint: advice }),
    cause,
  })
}

/** The deadline of a step has passed; `api` names a request. */
export function stepTimeout(step: ConnectStep, address: string, timeoutMs: number, api?: string): VivariumError {
  const what = api === undefined ? step : `${api} request`
  return new VivariumError({
    code: 'timeout',
    message: `${what} to ${address}: no answer within ${Math.round(timeoutMs)} ms`,
  })
}
