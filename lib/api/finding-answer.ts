import { z } from 'zod'
import { FINDING_KINDS, type Finding } from '../health/finding'
import { findings } from '../health/findings'
import { unreadReason } from '../health/unread-reason'
import type { ClusterModel } from '../model/cluster'
import { known, maybe } from './fields/known'
import { isoTimeOrNull, time } from './fields/time'
import { listAnswerOf, listBody } from './list-answer'
import { type PageOrder, pageOf } from './page-of'
import { pageQuery } from './page-query'

/** Query of `GET …/findings`. */
export const findingsQuery = z.strictObject({ ...pageQuery })

/** Where two sources disagree, with what each says, since when, and how long ago it was read. */
export const findingItem = z.strictObject({
  kind: z.enum(FINDING_KINDS),
  subject: z.string().meta({ example: 'partition:orders/0' }),
  sentence: z.string(),
  ...maybe('since', time),
  sources: z.array(
    z.strictObject({
      name: z.string(),
      value: z.string(),
      znode: z.string().nullable().meta({ example: '/brokers/topics/orders/partitions/0/state' }),
      ...maybe('changedAt', time),
      ...maybe('ageMs', z.int().nonnegative()),
    }),
  ),
})

/** Answer of `GET …/findings`, oldest first. */
export const findingsAnswer = listAnswerOf(findingItem)

const OLDEST_FIRST: PageOrder<Finding> = {
  value: (finding) => finding.since,
  descending: false,
  key: (finding) => [finding.subject, finding.kind],
}

/** The page of findings a query asks for, at `now` (epoch ms). */
export function findingsBody(model: ClusterModel, { limit, cursor }: z.output<typeof findingsQuery>, now: number) {
  const page = pageOf(findings(model), { limit, cursor, scope: 'findings', order: OLDEST_FIRST })
  return listBody(page, (finding) => toFindingItem(finding, now), unreadReason(model))
}

function toFindingItem({ kind, subject, sentence, since, sources }: Finding, now: number): z.infer<typeof findingItem> {
  return {
    kind,
    subject,
    sentence,
    ...known('since', isoTimeOrNull(since), 'it stood before Vivarium looked'),
    sources: sources.map(({ name, value, znode, changedAt, readAt }) => ({
      name,
      value,
      znode,
      ...known('changedAt', isoTimeOrNull(changedAt), 'this source does not say since when'),
      ...known('ageMs', readAt === null ? null : Math.max(0, now - readAt), 'it has not been read completely yet'),
    })),
  }
}
