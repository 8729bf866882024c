import { SINGLE } from '../model/cluster'
import { testEnsemble } from '../model/ensemble.fixture'
import { applyPatches } from '../model/patch'
import type { ClientConnection, HeldZnode } from './ensemble-session'
import { type SessionReading, sessionViews } from './ensemble-session-row'

const stamp = { source: 'zookeeper', at: 2_000 }

/** An ephemeral znode made at 100. */
export function held(path: string): HeldZnode {
  return { path, since: 100, outside: false }
}

/** A client of zk1. */
export function connection(sessionId: string, address: string): ClientConnection {
  return {
    server: 'zk1:2181',
    sessionId,
    address,
    timeoutMs: 6_000,
    lastOperation: 'PING',
    establishedAt: 50,
    outstanding: 0,
    latency: { min: 0, avg: 1, max: 7 },
    readFrom: 'cons',
  }
}

/** Sessions of a test cluster: broker 1 registered with `0xb1`, `/controller` held by `controller`, ours `0x1`. */
export function testSessions(
  reading: Partial<Omit<SessionReading, 'model'>> & { controller?: string | null } = {},
): ReturnType<typeof sessionViews> {
  const { controller = '0xb1', ...rest } = reading
  const base = testEnsemble(['leader'])
  const registration = base.registration.get('1')
  if (!registration) throw new Error('the test cluster has no broker 1')
  const model = applyPatches(base, [
    { op: 'put', kind: 'registration', key: '1', value: { ...registration, sessionId: '0xb1' }, ...stamp },
    controller === null
      ? { op: 'remove', kind: 'controller', key: SINGLE, ...stamp }
      : {
          op: 'put',
          kind: 'controller',
          key: SINGLE,
          value: { brokerId: 1, epoch: 4, since: 90, sessionId: controller, kraftEpoch: -1 },
          ...stamp,
        },
  ])
  const ours = base.ensembleSession.get(SINGLE) ?? null
  return sessionViews({ model, ours, held: new Map(), connections: [], silent: [], ...rest })
}
