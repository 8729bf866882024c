import { apiPaths } from '@/lib/paths'
import type { ZnodeHit, ZnodeSearchMessages, ZnodeSearchProgress } from '@/lib/views/znode-search'
import type { Refusal } from '../live/znode-scene'
import { EventReader } from './event-reader'

/** What a person looks for: a name, or something in the data, below a node. */
export interface SearchQuery {
  text: string
  by: 'name' | 'content'
  below: string
}

/** A search as far as it is. */
export interface SearchScene {
  hits: readonly ZnodeHit[]
  /** null before the first is told. */
  progress: ZnodeSearchProgress | null
  /** null while it runs; `left`: the person stopped it. */
  ended: { reason: ZnodeSearchMessages['end']['reason'] | 'left'; message: string | null } | null
  /** The server refused it, or is not to be reached. */
  refused: Refusal | null
}

/** Before anything is told. */
export const NEW_SEARCH: SearchScene = { hits: [], progress: null, ended: null, refused: null }

/** The scene with these messages behind it. */
export function searched(scene: SearchScene, messages: readonly { event: string; data: string }[]): SearchScene {
  const hits: ZnodeHit[] = []
  let { progress, ended } = scene
  for (const { event, data } of messages) {
    // The server of the same build wrote them.
    if (event === 'hit') hits.push(JSON.parse(data) as ZnodeHit)
    else if (event === 'progress') progress = JSON.parse(data) as ZnodeSearchProgress
    else if (event === 'end') {
      const { reason, message, ...rest } = JSON.parse(data) as ZnodeSearchMessages['end']
      progress = rest
      ended = { reason, message }
    }
  }
  return { ...scene, progress, ended, hits: hits.length === 0 ? scene.hits : [...scene.hits, ...hits] }
}

/** Runs a search until its end, or until the signal stops it, and tells each step of it. */
export async function runSearch(
  cluster: string,
  { text, by, below }: SearchQuery,
  limit: '0' | null,
  signal: AbortSignal,
  tell: (step: (scene: SearchScene) => SearchScene) => void,
): Promise<void> {
  const stopped = (message: string) =>
    tell((scene) => ({ ...scene, ended: scene.ended ?? { reason: 'stopped', message } }))
  try {
    const query = { ...(by === 'name' ? { name: text } : { content: text }), ...(limit === null ? {} : { limit }) }
    const response = await fetch(apiPaths.znodeSearch(cluster, below, query), { signal })
    if (!response.ok || response.body === null) {
      const body = (await response.json().catch(() => null)) as { error?: Refusal } | null
      const refused = body?.error ?? { code: 'internal', message: `The server answered ${response.status}` }
      tell((scene) => ({ ...scene, refused }))
      return
    }
    const reader = new EventReader()
    const pieces = response.body.pipeThrough(new TextDecoderStream()).getReader()
    for (;;) {
      const { value, done } = await pieces.read()
      if (done) break
      const messages = reader.read(value)
      if (messages.length > 0) tell((scene) => searched(scene, messages))
    }
    stopped('the connection to the server broke')
  } catch {
    if (signal.aborted) tell((scene) => ({ ...scene, ended: scene.ended ?? { reason: 'left', message: null } }))
    else stopped('the server does not answer')
  }
}
