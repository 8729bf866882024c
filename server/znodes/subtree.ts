import { setTimeout as sleep } from 'node:timers/promises'
import { errorCode, errorMessage, VivariumError } from '@/lib/errors'
import type { ZnodeAcl } from '../zookeeper/read-operation'
import type { ZnodeStat } from '../zookeeper/session'
import { childPath, znodePath } from '../zookeeper/znode-path'
import { MOST_CHILDREN, type ReadableSession, readOptions } from './readable-session'
import { sortedNames } from './sorted-names'

/** How a subtree is walked. */
export interface SubtreeOptions {
  /** Default 2,000: ZooKeeper serves ten times as many, and others want some of that. */
  nodesPerSecond?: number
  /** The walk ends after so many nodes, the root counted; default: none. */
  mostNodes?: number
  /** Whether the data is read, too, and not the stat alone. */
  data?: boolean
  acl?: boolean
  signal?: AbortSignal
}

/** What a node did not tell: its data or all of it (`forbidden`, `too-large`, `vanished`), or only its `children`. */
export interface SubtreeRefusal {
  code: 'forbidden' | 'too-large' | 'vanished'
  of: 'node' | 'data' | 'children'
  reason: string
}

/** One node on the way. */
export interface SubtreeNode {
  path: string
  /** null where even that is refused. */
  stat: ZnodeStat | null
  /** null: the node holds none, or it was not asked for, or it is refused. As it is in ZooKeeper: nothing is masked. */
  data: Buffer | null
  /** null: not asked for, or refused. */
  acl: ZnodeAcl['acl'] | null
  refusals: readonly SubtreeRefusal[]
  /** Nodes told so far, this one included. */
  walked: number
  /** Nodes known that are still to come; the trees below them are not counted. */
  queue: number
}

/** How a walk ended: everything was told, or `mostNodes` were and there are more. */
export type SubtreeEnd = 'done' | 'limit'

const NODES_PER_SECOND = 2_000
/** A walk that was held up does not run faster afterwards. */
const BURST_MS = 50
/** Nodes read ahead, over all levels. */
const AHEAD = 32

/** The children of one node that are still to come, some of them being read. */
interface Level {
  path: string
  names: Iterator<string>
  /** Names not taken yet. */
  left: number
  ahead: { path: string; reading: Promise<Reading> }[]
}

type Reading = Pick<SubtreeNode, 'stat' | 'data' | 'acl' | 'refusals'>

/**
 * Walks a subtree depth first, children in natural order, the root first, and leaves no watch behind.
 *
 * What one node refuses is told with it, and the walk goes on. Only the names beside the way down are held, and at most
 * 32 nodes are read ahead. Errors: `invalid` (path), `not-found` (the root), `unreachable`, `timeout`, `busy`; an
 * abort rejects with the signal's reason.
 */
export async function* subtree(
  session: ReadableSession,
  root: string,
  options: SubtreeOptions = {},
): AsyncGenerator<SubtreeNode, SubtreeEnd, undefined> {
  const { mostNodes = Number.POSITIVE_INFINITY, signal } = options
  const pace = pacer(options.nodesPerSecond ?? NODES_PER_SECOND, signal)
  const levels: Level[] = [{ path: znodePath(root), names: [root].values(), left: 1, ahead: [] }]
  let [walked, ahead, queue] = [0, 0, 1]
  for (let level = levels.at(-1); level !== undefined; level = levels.at(-1)) {
    signal?.throwIfAborted()
    if (walked === mostNodes && queue > 0) return 'limit'
    // Half of what is left for this level, so that the levels below read ahead, too.
    const share = Math.max(1, Math.ceil((AHEAD - ahead) / 2))
    while (level.left > 0 && level.ahead.length < share) {
      const path = levels.length === 1 ? root : childPath(level.path, level.names.next().value ?? '')
      const reading = read(session, path, options)
      // It may fail while the walk is elsewhere, and is looked at when its turn comes.
      reading.catch(() => undefined)
      level.ahead.push({ path, reading })
      level.left -= 1
      ahead += 1
    }
    const next = level.ahead.shift()
    if (next === undefined) {
      levels.pop()
      continue
    }
    await pace()
    const node = await next.reading
    ahead -= 1
    queue -= 1
    walked += 1
    if (walked === 1 && node.stat === null && node.refusals[0]?.code === 'vanished') {
      throw new VivariumError({
        code: 'not-found',
        message: `there is no znode ${JSON.stringify(root)}`,
        field: 'path',
      })
    }
    const below = await childrenOf(session, next.path, node, signal)
    levels.push({ path: next.path, names: await sortedNames(below.names), left: below.names.length, ahead: [] })
    queue += below.names.length
    const refusals = below.refusal === null ? node.refusals : [...node.refusals, below.refusal]
    yield { path: next.path, ...node, refusals, walked, queue }
  }
  return 'done'
}

async function read(session: ReadableSession, path: string, options: SubtreeOptions): Promise<Reading> {
  const [body, acl] = await Promise.all([
    readBody(session, path, options),
    options.acl === true ? readAcl(session, path, options) : null,
  ])
  return { ...body, acl }
}

async function readBody(
  session: ReadableSession,
  path: string,
  { data: wanted = false, signal }: SubtreeOptions,
): Promise<Omit<Reading, 'acl'>> {
  const how = readOptions(signal === undefined ? {} : { signal })
  const vanished = refusal('vanished', 'node', 'it vanished meanwhile')
  try {
    if (wanted) return { ...(await session.get(path, how)), refusals: [] }
    const stat = await session.exists(path, how)
    return { stat, data: null, refusals: stat === null ? [vanished] : [] }
  } catch (error) {
    const code = errorCode(error)
    if (code === 'not-found') return { stat: null, data: null, refusals: [vanished] }
    if (code !== 'forbidden' && code !== 'too-large') throw error
    // Servers before 3.8.3 tell the stat without the permission to read, and any tells it of data that is too large.
    const stat = wanted ? await statOrNull(session, path, how) : null
    const told = stat === null ? '' : `${stat.dataLength} bytes: `
    const reason = code === 'forbidden' ? 'the ACL denies READ' : `${told}${errorMessage(error)}`
    return { stat, data: null, refusals: [refusal(code, stat === null ? 'node' : 'data', reason)] }
  }
}

async function statOrNull(
  session: ReadableSession,
  path: string,
  how: ReturnType<typeof readOptions>,
): Promise<ZnodeStat | null> {
  try {
    return await session.exists(path, how)
  } catch (error) {
    if (errorCode(error) === 'forbidden') return null
    throw error
  }
}

async function readAcl(
  session: ReadableSession,
  path: string,
  { signal }: SubtreeOptions,
): Promise<ZnodeAcl['acl'] | null> {
  try {
    return (await session.getAcl(path, readOptions(signal === undefined ? {} : { signal }))).acl
  } catch (error) {
    const code = errorCode(error)
    if (code === 'forbidden' || code === 'not-found' || code === 'too-large') return null
    throw error
  }
}

async function childrenOf(
  session: ReadableSession,
  path: string,
  { stat }: Reading,
  signal: AbortSignal | undefined,
): Promise<{ names: string[]; refusal: SubtreeRefusal | null }> {
  const without = (code: SubtreeRefusal['code'], reason: string) => ({
    names: [],
    refusal: refusal(code, 'children', reason),
  })
  if (stat === null || stat.numChildren === 0) return { names: [], refusal: null }
  const count = `${stat.numChildren} children`
  if (stat.numChildren > MOST_CHILDREN)
    return without('too-large', `${count}: at most ${MOST_CHILDREN} are listed here`)
  try {
    const { names } = await session.children(path, readOptions(signal === undefined ? {} : { signal }))
    return { names, refusal: null }
  } catch (error) {
    const code = errorCode(error)
    if (code === 'not-found') return without('vanished', 'it vanished meanwhile')
    if (code === 'forbidden') return without(code, `${count}: the ACL denies READ`)
    if (code === 'too-large') return without(code, `${count}: ${errorMessage(error)}`)
    throw error
  }
}

function refusal(code: SubtreeRefusal['code'], of: SubtreeRefusal['of'], reason: string): SubtreeRefusal {
  return { code, of, reason }
}

/** Waits, where needed, so that it returns at most `perSecond` times a second. */
function pacer(perSecond: number, signal: AbortSignal | undefined): () => Promise<void> {
  let due = performance.now()
  return async () => {
    const now = performance.now()
    due = Math.max(due, now - BURST_MS) + 1_000 / perSecond
    // Timers are too coarse for single nodes.
    if (due - now > BURST_MS) await sleep(due - now, undefined, signal === undefined ? {} : { signal })
  }
}
