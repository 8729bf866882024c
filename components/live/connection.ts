/** How this page is connected to the server; `since` is epoch ms by the server's clock. */
export interface Connection {
  /** `connecting` until the first answer; `lost` while the server does not answer; `paused` because a person asked. */
  status: 'connecting' | 'live' | 'lost' | 'paused'
  since: number
  /** Why it is lost, in words; null otherwise. */
  reason: string | null
}
