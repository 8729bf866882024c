import { z } from 'zod'
import { parseSort, type SortState } from '../table-state'
import { wholeNumber } from './fields/whole-number'

const MAX_LIMIT = 1_000
const DEFAULT_LIMIT = 100

/** Parameters of every list: how many items, and where to go on. */
export const pageQuery = {
  limit: wholeNumber(1, MAX_LIMIT, { default: DEFAULT_LIMIT })
    .optional()
    .transform((limit) => limit ?? DEFAULT_LIMIT),
  cursor: z.string().min(1, 'must not be empty').meta({ description: 'nextCursor of the page before' }).optional(),
}

/** `sort=field`, `sort=-field` for descending, over these fields. */
export function sortOf<const Fields extends readonly [string, ...string[]]>(fields: Fields) {
  const allowed = fields.flatMap((field) => [field, `-${field}`])
  return z
    .enum(allowed, { error: () => `must be one of ${fields.join(', ')}, with "-" in front for descending` })
    .transform((text) => parseSort(text) as SortState & { column: Fields[number] })
    .optional()
}
