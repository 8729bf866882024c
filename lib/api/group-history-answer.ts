import { z } from 'zod'
import type { GroupLagHistory, LagHistoryCost } from '../history/lag-history'
import { lagSeries } from '../lag/lag-series'
import type { PartitionProgress } from '../lag/partition-progress'
import { answerOf } from './envelope'
import { int64 } from './fields/int64'
import { known, maybe } from './fields/known'
import { isoTimeOrNull, time } from './fields/time'
import { GROUP_VERDICTS, timeLagSource, verdictWord } from './groups-answer'

/** Query of `GET …/group/history`; an id is any text, the empty one included. */
export const groupHistoryQuery = z.strictObject({
  id: z.string({ error: 'is required' }).meta({ example: 'billing' }),
})

const count = z.int().nonnegative()
const perSecond = z.number().nonnegative()

/** How the group keeps up in one partition; `evidence` is what the verdict rests on, in words. */
const progressItem = z.strictObject({
  topic: z.string(),
  partition: count,
  ...maybe('lag', int64),
  ...maybe('verdict', z.enum(GROUP_VERDICTS)),
  sentence: z.string().nullable(),
  evidence: z.array(z.string()),
  ...maybe('timeLagMs', count),
  timeLagSource: timeLagSource.nullable(),
  ...maybe('producedPerSecond', perSecond),
  ...maybe('consumedPerSecond', perSecond),
  ...maybe('lagPerMinute', z.number()),
  ...maybe('etaMs', count),
  ...maybe('lastCommitAt', time),
  loss: z.strictObject({
    ...maybe('lost', int64),
    ...maybe('inMs', count),
  }),
})

const values = <Value extends z.ZodType>(value: Value) => z.array(value.nullable())

/** Answer of `GET …/group/history`; columns of `series` share the moments `at` (epoch ms), null = not known then. */
export const groupHistoryAnswer = answerOf({
  id: z.string(),
  ...maybe('heldSince', time),
  partitions: z.array(progressItem),
  series: z.strictObject({
    at: z.array(z.int()),
    totalLag: values(int64),
    timeLagMs: values(count),
    byTopic: z
      .array(z.strictObject({ topic: z.string().nullable(), lag: values(int64) }))
      .meta({ description: 'the five topics with most lag; topic null: the sum of all others' }),
    producedPerSecond: values(perSecond),
    consumedPerSecond: values(perSecond),
  }),
  cost: z
    .strictObject({ groups: count, positions: count, partitions: count, bytes: count, maxBytes: count })
    .meta({ description: 'what the record of all groups takes in memory, estimated' }),
})

/** The recorded hour of one group; null while nothing of it is recorded. */
export function groupHistoryBody(id: string, history: GroupLagHistory | null, cost: LagHistoryCost) {
  const { partitions, samples } = history ?? { partitions: [], samples: [] }
  return {
    id,
    ...known('heldSince', isoTimeOrNull(samples[0]?.at ?? null), 'nothing of it has been recorded yet'),
    partitions: partitions.map(toProgressItem),
    series: lagSeries({ partitions, samples }),
    cost: {
      groups: cost.groups,
      positions: cost.positions,
      partitions: cost.partitions,
      bytes: cost.bytes,
      maxBytes: cost.maxBytes,
    },
  }
}

/** What the answer says, for those who read it. */
export type GroupHistoryBody = ReturnType<typeof groupHistoryBody>

function toProgressItem(one: PartitionProgress): z.infer<typeof progressItem> {
  return {
    topic: one.topic,
    partition: one.partition,
    ...known('lag', one.lag, one.lagReason ?? ''),
    ...known('verdict', verdictWord(one.verdict), one.verdictReason ?? ''),
    sentence: one.sentence,
    evidence: one.evidence,
    ...known('timeLagMs', one.timeLagMs, one.timeLagReason ?? '', one.timeLagReason),
    timeLagSource: one.timeLagSource,
    ...known('producedPerSecond', one.producedPerSecond, one.producedPerSecondReason ?? ''),
    ...known('consumedPerSecond', one.consumedPerSecond, one.consumedPerSecondReason ?? ''),
    ...known('lagPerMinute', one.lagPerMinute, one.lagPerMinuteReason ?? ''),
    ...known('etaMs', one.etaMs, one.etaReason ?? ''),
    ...known('lastCommitAt', isoTimeOrNull(one.lastCommitAt), one.lastCommitReason ?? '', one.lastCommitReason),
    loss: {
      ...known('lost', one.lost, one.lostReason ?? ''),
      ...known('inMs', one.lossInMs, one.lossReason ?? ''),
    },
  }
}
