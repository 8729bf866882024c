import type { Snapshot } from '@/lib/stream'

/** What a lost connection is called. */
export const NO_ANSWER = 'the server does not answer'

/** The part of `fetch` that is used, so that tests can bring their own. */
export type FetchJson = (
  url: string,
  init: { signal: AbortSignal },
) => Promise<Pick<Response, 'ok' | 'status' | 'json'>>

/** The snapshot, or why there is none, in words. */
export async function fetchSnapshot(fetch: FetchJson, url: string, signal: AbortSignal): Promise<Snapshot | string> {
  const answer = await fetch(url, { signal }).catch(() => null)
  if (answer === null) return NO_ANSWER
  // Written by the server of the same build; a newer one answers with another epoch and at worst with unknown kinds.
  const body = (await answer.json().catch(() => null)) as (Snapshot & { error?: { message: string } }) | null
  if (!answer.ok) return body?.error?.message ?? `the server answered ${answer.status}`
  return body ?? 'the server’s answer cannot be read'
}
