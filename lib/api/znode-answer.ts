import { z } from 'zod'
import type { ZnodeListing, ZnodeView } from '../views/znode'
import type { MeaningTarget } from '../znodes/meaning'
import { answerOf } from './envelope'
import { hexId } from './fields/int64'
import { known, maybe } from './fields/known'
import { isoTime, time } from './fields/time'
import { wholeNumber } from './fields/whole-number'

const MOST_AT_ONCE = 1_000
const PAGE = 500
/** Nodes whose children one stream follows. */
const MOST_OPEN = 64

/** The server checks it by ZooKeeper's own rules, naming the first bad character. */
export const znodePathText = z
  .string({ error: 'is required' })
  .meta({ description: 'relative to the chroot', example: '/brokers/ids' })

/** Query of `GET …/znode`: the node, and which of its children. */
export const znodeQuery = z.strictObject({
  path: znodePathText,
  prefix: z.string().meta({ description: 'only children whose names begin so' }).optional(),
  limit: wholeNumber(1, MOST_AT_ONCE, { default: PAGE })
    .optional()
    .transform((limit) => limit ?? PAGE),
  cursor: z.string().min(1, 'must not be empty').meta({ description: 'childrenCursor of the page before' }).optional(),
  grouped: z
    .enum(['true', 'false'])
    .meta({ description: 'more than 5,000 children come as groups by prefix, and only those alone are listed' })
    .optional()
    .transform((text) => text === 'true'),
})

/** Query of `GET …/znode/stream`: the node on screen, and the nodes whose children are. */
export const znodeStreamQuery = z.strictObject({
  path: znodePathText.optional(),
  open: z
    .array(znodePathText)
    .max(MOST_OPEN, `may be given ${MOST_OPEN} times at most`)
    .meta({ description: 'given once for each node whose children are followed' })
    .optional(),
})

const count = z.int().nonnegative()

/** Stat of a znode. Zxids and the owning session are hex; `ephemeralOwner` is `0x0` for a persistent node. */
export const znodeStat = z.strictObject({
  czxid: hexId,
  mzxid: hexId,
  pzxid: hexId,
  ctime: time,
  mtime: time,
  version: z.int(),
  cversion: z.int(),
  aversion: z.int(),
  ephemeralOwner: hexId,
  dataLength: count,
  numChildren: count,
})

/** The data, secrets masked. `none` is a node without data, which is not the same as empty data. */
export const znodeData = z.strictObject({
  encoding: z.enum(['none', 'utf8', 'base64', 'gzip']),
  text: z.string().meta({ description: 'of gzip what it unpacks to' }).optional(),
  base64: z
    .string()
    .meta({ description: 'of gzip the packed bytes, left out where a secret may be in them' })
    .optional(),
  unpackedBytes: count.meta({ description: 'with gzip only' }).nullable(),
  bytes: count.meta({ description: 'length in ZooKeeper' }),
  truncated: z.boolean(),
  masked: z.boolean(),
})

const target = z.discriminatedUnion('kind', [
  z.strictObject({ kind: z.literal('topic'), topic: z.string() }),
  z.strictObject({ kind: z.literal('topic-config'), topic: z.string() }),
  z.strictObject({ kind: z.literal('partition'), topic: z.string(), partition: count }),
  z.strictObject({ kind: z.literal('broker'), id: z.int() }),
  z.strictObject({ kind: z.literal('group'), id: z.string() }),
  z.strictObject({ kind: z.literal('znode'), path: z.string() }),
]) satisfies z.ZodType<MeaningTarget>

/** What the node means to Kafka, in words; `fault` says why its data could not be understood. */
const znodeMeaning = z.strictObject({
  family: z.string().meta({ example: 'partition-state' }),
  sentence: z.string(),
  fields: z.array(z.strictObject({ name: z.string(), value: z.string(), words: z.string().nullable() })),
  links: z.array(z.strictObject({ label: z.string(), target })),
  fault: z.string().nullable(),
})

export const znodeAclEntry = z.strictObject({
  scheme: z.string(),
  id: z.string().meta({ description: 'the hash of a digest id is masked' }),
  permissions: z.array(z.enum(['read', 'write', 'create', 'delete', 'admin'])),
  open: z.boolean().meta({ description: 'anybody may change the node' }),
})

/** One child; `statReason` says why its numbers are null. */
const znodeChild = z.strictObject({
  name: z.string(),
  numChildren: count.nullable(),
  restricted: z.boolean().nullable().meta({ description: 'its ACL is another than everything for everybody' }),
  ephemeral: z.boolean().nullable(),
  sequential: z.boolean(),
  version: z.int().nullable(),
  statReason: z.string().nullable(),
})

/** Answer of `GET …/znode`. */
export const znodeAnswer = answerOf({
  path: z.string(),
  stat: znodeStat,
  ...maybe('data', znodeData),
  decoded: znodeMeaning,
  ...maybe('acl', z.array(znodeAclEntry)),
  ...maybe('owner', z.string()),
  ...maybe('children', z.array(znodeChild)),
  childrenTotal: count.nullable().meta({ description: 'with the prefix asked for' }),
  childrenCursor: z.string().nullable(),
  childGroups: z
    .array(z.strictObject({ prefix: z.string(), count }))
    .nullable()
    .meta({ description: 'with grouped=true and more than 5,000 children: those with the same beginning' }),
})

/** A node with one page of its children. */
export function znodeBody({ path, stat, ...view }: ZnodeView, listing: ZnodeListing) {
  const children = listing.error === null ? listing.children.map(toChild) : null
  return {
    path,
    stat: statBody(stat),
    ...known('data', dataBody(view.data), view.dataReason ?? 'it could not be read'),
    decoded: view.decoded,
    ...known('acl', view.acl, view.aclReason ?? 'it could not be read'),
    ...known(
      'owner',
      view.owner,
      stat.ephemeralOwner === '0x0' ? 'a persistent node has none' : 'no broker holds that session',
    ),
    ...known('children', children, listing.error ?? ''),
    childrenTotal: listing.error === null ? listing.total : null,
    childrenCursor: listing.cursor,
    childGroups: listing.groups,
  }
}

/** A stat as it travels: its times as text. */
export function statBody(stat: ZnodeView['stat']) {
  return { ...stat, ctime: isoTime(stat.ctime), mtime: isoTime(stat.mtime) }
}

/** Data as it travels: what there is of it. */
export function dataBody(data: ZnodeView['data']) {
  if (data === null) return null
  const { text, base64, ...rest } = data
  return { ...rest, ...(text === null ? {} : { text }), ...(base64 === null ? {} : { base64 }) }
}

function toChild(child: ZnodeListing['children'][number]) {
  return { ...child, statReason: child.numChildren === null ? 'it vanished meanwhile, or did not answer' : null }
}
