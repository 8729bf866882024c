import { z } from 'zod'

/** A point in time of an answer: ISO 8601 with milliseconds and `Z`. */
export const time = z
  .string()
  .regex(/^\d{4,6}-\d\d-\d\dT\d\d:\d\d:\d\d\.\d{3}Z$/)
  .meta({ format: 'date-time', example: '2026-03-01T14:02:07.318Z' })

/** Epoch ms as the text of a `time`. */
export function isoTime(ms: number): string {
  return new Date(ms).toISOString()
}

/** The same where the time may be unknown. */
export function isoTimeOrNull(ms: number | null): string | null {
  return ms === null ? null : isoTime(ms)
}

const asked = z.iso.datetime({ offset: true, error: 'must be a time such as 2026-03-01T14:02:07Z' })

/** A point in time of a query, to the second or finer, with `Z` or an offset; read as epoch ms. */
export const timeQuery = asked.transform((text) => Date.parse(text))
