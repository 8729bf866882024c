import type { Wait } from '../deadline'

/** Of every call to a cluster. */
export interface CallOptions {
  signal?: AbortSignal | undefined
  /** Default 3,000 for lists, 5,000 for details. */
  timeoutMs?: number | undefined
}

/** Deadline of a call that lists, ms. */
export const LIST_TIMEOUT_MS = 3000
/** Deadline of a call for details, ms. */
export const DETAIL_TIMEOUT_MS = 5000

/** Fills in the deadline. */
export function waitOf(options: CallOptions | undefined, defaultMs: number): Wait {
  return { timeoutMs: options?.timeoutMs ?? defaultMs, signal: options?.signal }
}
