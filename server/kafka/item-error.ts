import { type ErrorCode, errorCode, errorMessage, VivariumError } from '@/lib/errors'
import { kafkaErrorName } from './wire/error-codes'

/** What went wrong with one topic, partition or resource while the others are fine; Kafka's own number and name. */
export interface KafkaItemError {
  code: number
  name: string
  message: string | null
}

/** Tells the error arm of an item apart. */
export function isItemError<T extends object>(item: T | { error: KafkaItemError }): item is { error: KafkaItemError } {
  return 'error' in item
}

/** An item's error by Kafka's code; null for 0. */
export function itemError(code: number, message: string | null = null): KafkaItemError | null {
  if (code === 0) return null
  const name = kafkaErrorName(code)
  return { code, name, message: DENIED.get(name) ?? message }
}

/** What a missing permission is about; brokers only repeat its name, or print their request. */
const DENIED: ReadonlyMap<string, string> = new Map([
  ['TOPIC_AUTHORIZATION_FAILED', 'not authorised for this topic'],
  ['GROUP_AUTHORIZATION_FAILED', 'not authorised for this group'],
  ['CLUSTER_AUTHORIZATION_FAILED', 'not authorised on the cluster'],
])

/** Whether an item was refused for want of a permission: asking again will not help. */
export function isDenied({ name }: KafkaItemError): boolean {
  return DENIED.has(name)
}

/** The error of an item that was asked for and is not in the answer: it must not look like "nothing there". */
export function leftOut(what: string): KafkaItemError {
  return { code: -1, name: kafkaErrorName(-1), message: `the broker left this ${what} out` }
}

/** Kafka's codes for what happened between us and the broker, the same its own clients give. */
const CLIENT_SIDE = new Map<ErrorCode, number>([
  ['timeout', 7],
  ['not-found', 8],
  ['unreachable', 13],
  ['unsupported', 35],
  ['unauthenticated', 58],
  ['busy', 89],
])

/** A failed request as the error of each item it asked for. Errors: throws what is no failure of the broker (aborts, bugs). */
export function itemErrorOf(error: unknown): KafkaItemError {
  const code = error instanceof VivariumError ? CLIENT_SIDE.get(errorCode(error)) : undefined
  if (code === undefined) throw error
  return { code, name: kafkaErrorName(code), message: errorMessage(error) }
}

const REQUEST_CODES: Record<string, ErrorCode> = {
  REQUEST_TIMED_OUT: 'timeout',
  UNSUPPORTED_VERSION: 'unsupported',
  THROTTLING_QUOTA_EXCEEDED: 'busy',
  NOT_CONTROLLER: 'stale',
}

/** Throws when a whole answer carries an error. Errors: the nearest of our codes, Kafka's name in the text. */
export function throwAnswerError(api: string, code: number, message: string | null = null): void {
  if (code === 0) return
  const name = kafkaErrorName(code)
  const denied = DENIED.get(name)
  if (denied !== undefined) {
    throw new VivariumError({ code: 'forbidden', message: `${denied}: ${api} was refused (${name})` })
  }
  throw new VivariumError({
    code: REQUEST_CODES[name] ?? 'unreachable',
    message: `the broker answered ${api} with ${name}${message ? `: ${message}` : ''}`,
  })
}
