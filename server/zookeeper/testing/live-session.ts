import { vi } from 'vitest'
import type { SessionInfo, SessionOptions, SessionState, ZnodeEvent } from '../session'
import { ZooKeeperSession } from '../session'

/** A started session together with everything it told. */
export interface ObservedSession {
  session: ZooKeeperSession
  states: SessionState[]
  infos: SessionInfo[]
  events: ZnodeEvent[]
  /** Resolves with the n-th `session` event (from 1). */
  live(count: number, limitMs?: number): Promise<SessionInfo>
  /** Resolves when an event of the type and path was told. */
  event(type: ZnodeEvent['type'], path: string): Promise<ZnodeEvent>
}

/** Starts a session and notes what it tells. */
export function observedSession(options: SessionOptions): ObservedSession {
  const session = new ZooKeeperSession({ sessionTimeoutMs: 6_000, ...options })
  const states: SessionState[] = []
  const infos: SessionInfo[] = []
  const events: ZnodeEvent[] = []
  session.on('state', (state) => states.push(state))
  session.on('session', (info) => infos.push(info))
  session.on('event', (event) => events.push(event))
  session.start()
  return {
    session,
    states,
    infos,
    events,
    live: (count, timeout = 10_000) => vi.waitUntil(() => infos[count - 1], { timeout, interval: 20 }),
    event: (type, path) =>
      vi.waitUntil(() => events.find((event) => event.type === type && event.path === path), { timeout: 5_000 }),
  }
}
