import { jsonFields } from './json-fields'

/** One field that differs between two values; null where it does not exist. */
export interface FieldChange {
  field: string
  before: string | null
  after: string | null
}

/**
 * What differs between two values of a node: field by field where both are JSON objects, in the order of the newer; a
 * single change without a field name otherwise. Empty when the fields say the same; null stands for no data.
 */
export function fieldChanges(before: string | null, after: string | null): FieldChange[] {
  if (before === after) return []
  const old = before === null ? null : jsonFields(before)
  const now = after === null ? null : jsonFields(after)
  if (old === null || now === null) return [{ field: '', before, after }]
  const changes: FieldChange[] = []
  for (const [field, value] of now) {
    const was = old.get(field) ?? null
    if (was !== value) changes.push({ field, before: was, after: value })
  }
  for (const [field, was] of old) if (!now.has(field)) changes.push({ field, before: was, after: null })
  return changes
}
