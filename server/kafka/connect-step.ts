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

/** A connection error in the product's words: "TCP to kafka-2:9092: nothing listens there (ECONNREFUSED)". */
export function stepError(step: ConnectStep, address: string, cause: unknown, hint?: string): VivariumError {
  const foreign = (cause as { code?: unknown } | null)?.code
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
