import { errorCode, errorMessage } from '@/lib/errors'
import type { FoundRange, ZnodeHit, ZnodeSearchMessages, ZnodeSearchProgress } from '@/lib/views/znode-search'
import { znodeKind } from '@/lib/znodes/znode-kind'
import type { Pattern } from './name-pattern'
import type { ReadableSession } from './readable-session'
import { type SubtreeNode, type SubtreeOptions, subtree } from './subtree'
import { shownData } from './znode-data'

/** What is looked for, and where. */
export interface ZnodeSearch {
  path: string
  /** null: any name. */
  name: Pattern | null
  /** null: any data, which is not read then. */
  content: Pattern | null
  /** Hits that are told; none with 0, and then all are counted. */
  mostHits: number
}

/** Tells a message of `ZnodeSearchMessages`; resolves when it was taken. */
export type TellSearch = <Name extends keyof ZnodeSearchMessages>(
  name: Name,
  message: ZnodeSearchMessages[Name],
) => Promise<void>

/** At 2,000 nodes a second it takes ten minutes. */
const MOST_NODES = 1_200_000
const PROGRESS_MS = 250
/** Characters of the data on either side of a match. */
const AROUND = 60

/**
 * Walks a subtree and tells which nodes match, how far it is, and how it ended.
 *
 * Data is searched as it may be shown, its secrets masked: nothing can be learned of them by what matches. Rejects only
 * with the signal's reason; what goes wrong on the way is told with `end`.
 */
export async function searchZnodes(
  session: ReadableSession,
  search: ZnodeSearch,
  { signal, tell, ...pace }: Pick<SubtreeOptions, 'nodesPerSecond'> & { signal: AbortSignal; tell: TellSearch },
): Promise<void> {
  const startedAt = performance.now()
  let toldAt = startedAt
  const progress: ZnodeSearchProgress = {
    walked: 0,
    matched: 0,
    nodesPerSecond: 0,
    queue: 1,
    refused: { forbidden: 0, tooLarge: 0, vanished: 0 },
    notText: 0,
  }
  const end = (reason: ZnodeSearchMessages['end']['reason'], message: string | null) =>
    tell('end', { ...progress, reason, message })
  const walking = subtree(session, search.path, {
    ...pace,
    signal,
    data: search.content !== null,
    mostNodes: MOST_NODES,
  })
  try {
    for (;;) {
      const step = await walking.next()
      if (step.done === true) {
        const most = step.value === 'limit' ? `${MOST_NODES} nodes were looked at, and there are more` : null
        return await end(step.value, most)
      }
      count(progress, step.value, startedAt)
      const hit = await hitOf(step.value, search, progress)
      if (hit !== null) {
        progress.matched += 1
        if (search.mostHits > 0) await tell('hit', hit)
        if (progress.matched === search.mostHits) {
          return await end('limit', `no more than ${search.mostHits} are told, there may be more`)
        }
      }
      if (performance.now() - toldAt < PROGRESS_MS) continue
      toldAt = performance.now()
      await tell('progress', { ...progress })
    }
  } catch (error) {
    if (signal.aborted) throw error
    if (errorCode(error) === 'internal') console.error(error)
    await end('stopped', errorMessage(error))
  }
}

function count(progress: ZnodeSearchProgress, { walked, queue, refusals }: SubtreeNode, startedAt: number): void {
  progress.walked = walked
  progress.queue = queue
  progress.nodesPerSecond = Math.round((walked * 1_000) / Math.max(1, performance.now() - startedAt))
  for (const { code } of refusals) progress.refused[code === 'too-large' ? 'tooLarge' : code] += 1
}

async function hitOf(
  { path, stat, data, refusals }: SubtreeNode,
  { name, content }: ZnodeSearch,
  progress: ZnodeSearchProgress,
): Promise<ZnodeHit | null> {
  if (stat === null) return null
  const inName = name === null ? null : name(path.slice(path.lastIndexOf('/') + 1))
  if (name !== null && inName === null) return null
  const ephemeral = znodeKind(stat.ephemeralOwner).kind === 'ephemeral'
  const hit = { path, ephemeral, bytes: stat.dataLength, mtime: stat.mtime, name: inName }
  if (content === null) return { ...hit, excerpt: null }
  if (refusals.some((one) => one.of === 'data')) return null
  const { text } = await shownData(path, data)
  if (text === null && data !== null) progress.notText += 1
  const found = text === null ? null : content(text)
  return text === null || found === null ? null : { ...hit, excerpt: excerptOf(text, found) }
}

function excerptOf(text: string, { from, to }: FoundRange): ZnodeHit['excerpt'] {
  const start = Math.max(0, from - AROUND)
  return { text: text.slice(start, to + AROUND), from: from - start, to: to - start }
}
