/** HTTP status of each error code; the set of codes is closed. */
export const ERROR_STATUS = {
  invalid: 400,
  unauthenticated: 401,
  forbidden: 403,
  'read-only': 403,
  'not-found': 404,
  method: 405,
  'slow-body': 408,
  conflict: 409,
  stale: 412,
  'too-large': 413,
  'media-type': 415,
  'wrong-host': 421,
  'too-many': 429,
  internal: 500,
  unsupported: 501,
  unreachable: 502,
  busy: 503,
  timeout: 504,
} as const

export type ErrorCode = keyof typeof ERROR_STATUS

/** What a failed request or command tells a person: `message` says what happened, `hint` what to do about it. */
export interface ErrorFacts {
  code: ErrorCode
  message: string
  hint?: string
  /** The query parameter, body key or configuration key at fault. */
  field?: string
  cause?: unknown
}

/** The one error type that crosses module borders; branch on `error.code` (module copies make `instanceof` unreliable). */
export class VivariumError extends Error {
  readonly code: ErrorCode
  readonly hint: string | undefined
  readonly field: string | undefined

  constructor({ code, message, hint, field, cause }: ErrorFacts) {
    super(message, cause === undefined ? undefined : { cause })
    this.name = 'VivariumError'
    this.code = code
    this.hint = hint
    this.field = field
  }
}

/** The code of any thrown value; a foreign error counts as a bug (`internal`). */
export function errorCode(error: unknown): ErrorCode {
  const code = (error as { code?: unknown } | null)?.code
  return typeof code === 'string' && code in ERROR_STATUS ? (code as ErrorCode) : 'internal'
}

/** The message of any thrown value, on one line. */
export function errorMessage(error: unknown): string {
  const text = error instanceof Error ? error.message : String(error)
  return text.replace(/\s+/g, ' ').trim()
}
