import type { KafkaItemError } from '../kafka/item-error'

/** What must be allowed, by the error that says it is not. */
const NEEDED: Record<string, string> = {
  GROUP_AUTHORIZATION_FAILED: 'DESCRIBE on GROUP',
  TOPIC_AUTHORIZATION_FAILED: 'DESCRIBE on TOPIC',
  CLUSTER_AUTHORIZATION_FAILED: 'DESCRIBE on CLUSTER',
}

/** Why one item could not be read, for a person; `act` is what was tried, such as "describe group billing". */
export function itemReason({ name, message }: KafkaItemError, act: string | null = null): string {
  const needed = NEEDED[name]
  if (needed) return `${act === null ? message : `not authorised to ${act}`} (${name}): ${needed} needed`
  return message ? `${name}: ${message}` : name
}
