import { z } from 'zod'
import { parsePosition } from '../stream'

/** `channels=state,numbers`; `state` when absent. */
const channels = z
  .string()
  .default('state')
  .transform((text) => text.split(','))
  .pipe(z.array(z.enum(['state', 'numbers'])).min(1))
  .transform((list) => (['state', 'numbers'] as const).filter((one) => list.includes(one)))

/** Query of `GET …/snapshot`. */
export const snapshotQuery = z.strictObject({ channels })

/** Query of `GET …/stream`: `since` is the position a snapshot or an earlier stream ended at. */
export const streamQuery = z.strictObject({
  channels,
  since: z
    .string()
    .transform((text, context) => {
      const position = parsePosition(text)
      if (!position) context.addIssue({ code: 'custom', message: 'expected epoch.revision as a snapshot names it' })
      return position
    })
    .optional(),
})
