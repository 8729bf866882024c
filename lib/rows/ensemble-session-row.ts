import { type ClusterModel, SINGLE } from '../model/cluster'
import type { EnsembleSession } from '../model/ensemble'
import { compareNatural } from '../natural-order'
import type { ClientConnection, HeldZnode, SessionOwner, SessionView } from './ensemble-session'

/** What was read about the sessions of an ensemble, source by source. */
export interface SessionReading {
  model: ClusterModel
  ours: EnsembleSession | null
  /** Ephemeral znodes by session. */
  held: ReadonlyMap<string, readonly HeldZnode[]>
  connections: readonly ClientConnection[]
  /** Servers that do not list their clients. */
  silent: readonly string[]
}

const MOST_HELD = 50

const ORDER: Record<SessionOwner['kind'], number> = { broker: 0, controller: 1, consumer: 2, vivarium: 3, unknown: 4 }

/** Every session that holds an ephemeral znode, is connected to a server that says so, or is ours; brokers first. */
export function sessionViews(reading: SessionReading): SessionView[] {
  const { held, connections, ours } = reading
  const own = ours?.status === 'live' ? ours.sessionId : null
  const connected = new Map(connections.map((connection) => [connection.sessionId, connection]))
  const ids = new Set([...held.keys(), ...connected.keys(), ...(own === null ? [] : [own])])
  return [...ids]
    .map((sessionId): SessionView => {
      const nodes = [...(held.get(sessionId) ?? [])].sort((a, b) => compareNatural(a.path, b.path))
      const connection = connected.get(sessionId) ?? null
      const server = connection?.server ?? (sessionId === own ? (ours?.server ?? null) : null)
      return {
        sessionId,
        owner: ownerOf(sessionId, nodes, reading, own),
        server,
        holds: nodes.slice(0, MOST_HELD),
        holdsTotal: nodes.length,
        connection,
        connectionReason: connection === null ? unconnected(reading) : null,
      }
    })
    .sort(byOwner)
}

function ownerOf(
  sessionId: string,
  nodes: readonly HeldZnode[],
  { model }: SessionReading,
  own: string | null,
): SessionOwner {
  const nobody = { name: null, brokerId: null, group: null }
  if (sessionId === own) return { ...nobody, kind: 'vivarium', name: 'Vivarium' }
  for (const { id, sessionId: registered } of model.registration.values()) {
    if (registered === sessionId) return { ...nobody, kind: 'broker', name: `broker ${id}`, brokerId: id }
  }
  const controller = model.controller.get(SINGLE)
  if (controller?.sessionId === sessionId) {
    const name = `broker ${controller.brokerId}, as controller only`
    return { ...nobody, kind: 'controller', name, brokerId: controller.brokerId }
  }
  for (const { path, outside } of nodes) {
    const [, root, group, list, member] = path.split('/')
    if (outside || root !== 'consumers' || group === undefined || member === undefined) continue
    if (list === 'ids') return { ...nobody, kind: 'consumer', name: `consumer ${member} of group ${group}`, group }
  }
  return { ...nobody, kind: 'unknown' }
}

/** Where every server lists its clients, a session without one is a client that is gone. */
function unconnected({ silent }: SessionReading): string {
  if (silent.length === 0)
    return 'its client is connected to none of the servers: the session ends when its timeout is over'
  return `${silent.join(', ')} did not tell who is connected`
}

function byOwner(a: SessionView, b: SessionView): number {
  return (
    ORDER[a.owner.kind] - ORDER[b.owner.kind] ||
    compareNatural(a.owner.name ?? '', b.owner.name ?? '') ||
    compareNatural(a.sessionId, b.sessionId)
  )
}
