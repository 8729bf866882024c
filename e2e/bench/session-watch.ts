import { setTimeout as delay } from 'node:timers/promises'
import type { EnsembleSession } from '@/lib/model/ensemble'
import type { Patch } from '@/lib/model/patch'
import type { Source } from '@/lib/model/source'
import type { Snapshot } from '@/lib/stream'

/** What the product says of its ZooKeeper session, as its stream tells it. */
export interface SessionWatch {
  readonly session: EnsembleSession | null
  /** How reading ZooKeeper is doing: live when everything was read. */
  readonly source: Source | null
  /** Epoch ms at which the condition held; rejects after 60 s. */
  until(what: string, holds: () => boolean): Promise<number>
  stop(): void
}

const LIMIT_MS = 60_000

/** Follows the stream of a cluster named `default`. */
export async function watchSession(url: string): Promise<SessionWatch> {
  const api = `${url}/api/v1/clusters/default`
  const end = new AbortController()
  let session: EnsembleSession | null = null
  let source: Source | null = null
  const take = (patches: readonly Patch[]) => {
    for (const patch of patches) {
      if (patch.op !== 'put') continue
      if (patch.kind === 'ensembleSession') session = patch.value
      if (patch.kind === 'source' && patch.key === 'zookeeper') source = patch.value
    }
  }
  // The shape the product promises.
  const snapshot = (await (await fetch(`${api}/snapshot`)).json()) as Snapshot
  take(snapshot.patches)
  const answer = await fetch(`${api}/stream?since=${snapshot.epoch}.${snapshot.revision}`, { signal: end.signal })
  if (answer.status !== 200 || answer.body === null) throw new Error(`the stream answers ${answer.status}`)
  let failure: unknown = null
  const follow = async (body: ReadableStream<Uint8Array>) => {
    let text = ''
    const decoder = new TextDecoder()
    for await (const chunk of body) {
      text += decoder.decode(chunk, { stream: true })
      const messages = text.split('\n\n')
      text = messages.pop() ?? ''
      for (const message of messages) {
        const data = /^data: (.*)$/m.exec(message)?.[1]
        if (data !== undefined && /^event: patch$/m.test(message))
          take((JSON.parse(data) as { patches: Patch[] }).patches)
        if (/^event: resync$/m.test(message)) throw new Error('the stream fell behind')
      }
    }
  }
  follow(answer.body).catch((error: unknown) => {
    failure = error
  })
  return {
    get session() {
      return session
    },
    get source() {
      return source
    },
    async until(what, holds) {
      const deadline = Date.now() + LIMIT_MS
      while (!holds()) {
        if (failure !== null) throw failure
        if (Date.now() > deadline) throw new Error(`Still not after ${LIMIT_MS / 1_000} s: ${what}`)
        await delay(10)
      }
      return Date.now()
    },
    stop: () => end.abort(),
  }
}
