import { z } from 'zod'
import { time } from './fields/time'
import { znodeAclEntry, znodeData, znodeStat } from './znode-answer'

/** One node of an export; what it refused is in `refused`. */
const exportedZnode = z.strictObject({
  path: z.string(),
  stat: znodeStat.nullable(),
  data: znodeData.nullable(),
  dataReason: z.string().optional(),
  acl: z.array(znodeAclEntry).nullable(),
  refused: z
    .array(
      z.strictObject({
        code: z.enum(['forbidden', 'too-large', 'vanished']),
        of: z.enum(['node', 'data', 'children']),
        reason: z.string(),
      }),
    )
    .optional(),
})

/** Answer of `GET …/znode/export`, sent while the nodes are read; `complete` is false where it ended early, with why. */
export const znodeExportAnswer = z.strictObject({
  path: z.string(),
  cluster: z.string(),
  exportedAt: time,
  nodes: z.array(exportedZnode),
  complete: z.boolean(),
  reason: z.string().nullable(),
})
