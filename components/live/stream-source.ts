/** The part of an `EventSource` that is used, so that tests can bring their own. */
export interface StreamSource {
  addEventListener(type: string, listener: (message: { data?: unknown; lastEventId?: string }) => void): void
  close(): void
}

const FIRST_RETRY_MS = 1_000
const LAST_RETRY_MS = 15_000

/** How long to wait before attempt number `attempt` (from 0): doubling from 1 to 15 s, half of it by chance. */
export function retryDelayMs(attempt: number, random: () => number): number {
  const longest = Math.min(LAST_RETRY_MS, FIRST_RETRY_MS * 2 ** attempt)
  return longest / 2 + (longest / 2) * random()
}
