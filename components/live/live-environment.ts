import type { FetchJson } from './fetch-snapshot'
import type { StreamSource } from './stream-source'

/** The world outside the store. */
export interface LiveEnvironment {
  fetch: FetchJson
  openStream: (url: string) => StreamSource
  /** Calls once before the next paint; answers how to cancel. */
  nextFrame: (callback: () => void) => () => void
  /** Epoch ms by the server's clock. */
  now: () => number
  /** Hears times of the server, epoch ms. */
  hear: (serverTime: number) => void
  random: () => number
}
