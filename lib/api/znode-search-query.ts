import { z } from 'zod'
import { wholeNumber } from './fields/whole-number'
import { znodePathText } from './znode-answer'

const MOST_HITS = 1_000
const LONGEST = 200

const wanted = z.string().max(LONGEST, `must have at most ${LONGEST} characters`)

/** Query of `GET …/znode/search`: where to look, and what for; `name` or `content` must be given. */
export const znodeSearchQuery = z.strictObject({
  path: znodePathText,
  name: wanted
    .meta({
      description: 'a part of the name, a whole name with * and ?, or an expression between slashes',
      example: 'order-*',
    })
    .default(''),
  content: wanted.meta({ description: 'a part of the data, with its secrets masked' }).default(''),
  limit: wholeNumber(0, MOST_HITS, { default: MOST_HITS })
    .meta({ description: 'hits that are told; with 0 all are counted and none is told' })
    .optional()
    .transform((limit) => limit ?? MOST_HITS),
})

/** Query of `GET …/znode/export`. */
export const znodeExportQuery = z.strictObject({ path: znodePathText })
