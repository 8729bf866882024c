import { z } from 'zod'
import type { PartitionWindow } from '../history/lag-history'
import type { LogPosition } from '../lag/log-position'
import { answerOf } from './envelope'
import { int64 } from './fields/int64'
import { known, maybe } from './fields/known'
import { INT32_MAX, wholeNumber } from './fields/whole-number'
import { groupHistoryQuery } from './group-history-answer'
import { topicName } from './topic-name'

/** Query of `GET …/group/window`. */
export const groupWindowQuery = groupHistoryQuery.extend({
  topic: topicName,
  partition: wholeNumber(0, INT32_MAX, { example: 0 }),
})

const position = z.tuple([z.int(), int64]).meta({ description: 'epoch ms, offset' })

/** Answer of `GET …/group/window`; positions oldest first. */
export const groupWindowAnswer = answerOf({
  id: z.string(),
  topic: z.string(),
  partition: z.int().nonnegative(),
  ...maybe('committed', int64),
  ...maybe(
    'window',
    z.strictObject({
      commits: z.array(position).meta({ description: 'at most the last ten, at the time of the commit' }),
      ends: z.array(position).meta({ description: 'of the log, at the time of the reading' }),
    }),
  ),
})

/** The window of one partition; null while nothing of it is recorded. */
export function groupWindowBody(
  { id, topic, partition }: z.output<typeof groupWindowQuery>,
  window: PartitionWindow | null,
) {
  const unrecorded = 'nothing of this partition has been recorded yet'
  const committed = window?.committed ?? null
  return {
    ...{ id, topic, partition },
    ...known('committed', committed === null ? null : String(committed), window ? 'it is not known now' : unrecorded),
    ...known('window', window && { commits: pairs(window.commits), ends: pairs(window.ends) }, unrecorded),
  }
}

/** What the answer says, for those who read it. */
export type GroupWindowBody = ReturnType<typeof groupWindowBody>

function pairs(positions: readonly LogPosition[]): [number, string][] {
  return positions.map(({ at, offset }) => [Math.round(at), String(offset)])
}
