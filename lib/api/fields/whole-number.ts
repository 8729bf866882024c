import { z } from 'zod'

/**
 * A whole number of a query, from `min` to `max`; nothing else is read as one, and none is bent into the range.
 * `described` goes into the contract beside the range.
 */
export function wholeNumber(min: number, max: number, described: { example?: number; default?: number } = {}) {
  const message = `must be a whole number from ${min} to ${max}`
  return z
    .string({ error: (issue) => (issue.input === undefined ? 'is required' : message) })
    .meta({ type: 'integer', minimum: min, maximum: max, ...described })
    .transform((text, context) => {
      const value = /^(0|[1-9]\d{0,9})$/.test(text) ? Number(text) : Number.NaN
      if (!(value >= min && value <= max)) context.addIssue({ code: 'custom', message })
      return value
    })
}

/** Broker ids and partition numbers are int32 in Kafka's protocol. */
export const INT32_MAX = 2_147_483_647
