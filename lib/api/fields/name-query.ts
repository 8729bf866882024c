import { z } from 'zod'
import { type NameFilter, nameFilter } from '../../names/name-filter'

/** A filter of names: a text they hold, a glob over the whole name, or `/regex/`; in time linear in their length. */
export interface NameQuery {
  /** As it was asked for. */
  text: string
  test: NameFilter['test']
}

/** Reads such a filter; one that cannot be used is refused with the reason. */
export const nameQuery = z
  .string()
  .min(1, 'must not be empty')
  .meta({ description: 'text in the name, glob* over the whole name, or /regex/', example: 'billing*' })
  .transform((text, context): NameQuery => {
    const { test, error } = nameFilter(text)
    if (error !== null) context.addIssue({ code: 'custom', message: error })
    return { text, test }
  })
