import { z } from 'zod'
import { answerOf } from './envelope'
import { known, maybe } from './fields/known'
import type { Page } from './page-of'

/** Schema of a list: its items, how many there are on all pages, and where the next page begins. */
export function listAnswerOf<Item extends z.ZodType, Extra extends z.ZodRawShape = Record<never, never>>(
  item: Item,
  extra?: Extra,
) {
  return answerOf({
    items: z.array(item),
    ...maybe('total', z.int().nonnegative()),
    nextCursor: z.string().nullable(),
    // Without extra fields the shape is empty, which is what the default of Extra says.
    ...(extra ?? ({} as Extra)),
  })
}

/** The list's own part of the answer. `unread`: why nothing has been read yet; then the total is unknown, not 0. */
export function listBody<Row, Item>(page: Page<Row>, item: (row: Row) => Item, unread: string | null) {
  return {
    items: page.rows.map(item),
    ...known('total', unread === null ? page.total : null, unread ?? ''),
    nextCursor: page.nextCursor,
  }
}
