import { isoTime } from '@/lib/api/fields/time'
import { dataBody, statBody } from '@/lib/api/znode-answer'
import { errorCode, errorMessage } from '@/lib/errors'
import { aclEntry } from './acl-entry'
import type { ReadableSession } from './readable-session'
import { type SubtreeNode, subtree } from './subtree'
import { shownData } from './znode-data'

/** What may be exported at once: nodes, and bytes of JSON. */
export interface ExportBudget {
  mostNodes: number
  mostBytes: number
}

const BUDGET: ExportBudget = { mostNodes: 200_000, mostBytes: 268_435_456 }

/**
 * A subtree as one JSON document, piece by piece, each node on a line of its own: `{path, cluster, exportedAt, nodes:
 * [{path, stat, data, acl, …}], complete, reason}`, in the order of `ls -R`. Secrets are masked.
 *
 * The document is whole JSON however the walk ends; `complete` is false with the reason where it ended early. Rejects
 * only with the signal's reason.
 */
export async function* znodeExport(
  session: ReadableSession,
  { cluster, path, at }: { cluster: string; path: string; at: number },
  signal: AbortSignal,
  { mostNodes, mostBytes }: ExportBudget = BUDGET,
): AsyncGenerator<string, void, undefined> {
  const head = JSON.stringify({ path, cluster, exportedAt: isoTime(at) })
  let bytes = head.length
  let reason: string | null = null
  yield `${head.slice(0, -1)},"nodes":[`
  try {
    const walking = subtree(session, path, { data: true, acl: true, signal, mostNodes })
    for (let separator = '\n'; ; separator = ',\n') {
      const step = await walking.next()
      if (step.done === true) {
        if (step.value === 'limit') reason = `only the first ${mostNodes} nodes: an export holds no more`
        break
      }
      const line = JSON.stringify(await nodeBody(step.value))
      bytes += line.length
      if (bytes > mostBytes) {
        reason = `only the first ${step.value.walked - 1} nodes: an export holds at most ${mostBytes} bytes`
        break
      }
      yield separator + line
    }
  } catch (error) {
    if (signal.aborted) throw error
    if (errorCode(error) === 'internal') console.error(error)
    reason = errorMessage(error)
  }
  yield `\n],"complete":${reason === null},"reason":${JSON.stringify(reason)}}\n`
}

async function nodeBody({ path, stat, data, acl, refusals }: SubtreeNode): Promise<object> {
  const refused = refusals.length === 0 ? {} : { refused: refusals }
  if (stat === null) return { path, stat: null, data: null, acl: null, ...refused }
  const withheld = refusals.some(({ of }) => of === 'data')
  const shown = withheld ? { data: null, reason: null } : await shownData(path, data)
  return {
    path,
    stat: statBody(stat),
    data: dataBody(shown.data),
    ...(shown.reason === null ? {} : { dataReason: shown.reason }),
    acl: acl?.map(aclEntry) ?? null,
    ...refused,
  }
}
