import type { BrokerRegistration } from '../model/broker'
import { SINGLE } from '../model/cluster'
import type { Controller } from '../model/controller'
import type { EventCause } from './event'
import { draft, type EventContext, type EventDraft } from './event-context'
import { inferred, observed } from './leader-election'

/** A broker's registration in ZooKeeper appeared, was replaced or vanished. */
export function brokerEvents(key: string, context: EventContext): EventDraft[] {
  const old = context.before.registration.get(key)
  const now = context.after.registration.get(key)
  const subject = `broker:${key}`
  if (now && !old) return [draft(context, 'broker-joined', subject, null, address(now), { at: now.registeredAt })]
  if (now && old && now.epoch !== old.epoch)
    return [draft(context, 'broker-bounced', subject, old.sessionId, now.sessionId, { at: now.registeredAt })]
  if (!old || now) return []
  return [draft(context, 'broker-left', subject, address(old), null, { cause: causeOfLeaving(old, context) })]
}

/** A broker that shuts down in order hands over what it leads first; one that dies leads until its session has expired. */
function causeOfLeaving({ id, sessionId }: BrokerRegistration, { before }: EventContext): EventCause {
  let leads = 0
  let inSync = 0
  for (const { leader, isr } of before.partitionState.values()) {
    if (leader === id) leads += 1
    if (isr.includes(id)) inSync += 1
  }
  const ended = `its ZooKeeper session ${sessionId} ended`
  if (leads > 0) return observed('session-ended', `${ended} while it led ${partitions(leads)}`)
  if (inSync > 0) return observed('session-ended', `${ended} while it was in sync for ${partitions(inSync)}`)
  const placed = [...before.assignment.values()].some((topic) =>
    topic.partitions.some(({ replicas }) => replicas.includes(id)),
  )
  if (!placed) return observed('session-ended', ended)
  return inferred('session-ended', `${ended} after it had handed over every partition, as in a controlled shutdown`)
}

function partitions(count: number): string {
  return `${count} ${count === 1 ? 'partition' : 'partitions'}`
}

/** Without ZooKeeper: a broker is advertised, or no longer. */
export function advertisedEvents(key: string, context: EventContext): EventDraft[] {
  const old = context.before.advertised.get(key)
  const now = context.after.advertised.get(key)
  if (now && !old) return [draft(context, 'broker-joined', `broker:${key}`, null, address(now))]
  return old && !now ? [draft(context, 'broker-left', `broker:${key}`, address(old), null)] : []
}

/** A broker fell silent or answers again. */
export function probeEvents(key: string, context: EventContext): EventDraft[] {
  const old = context.before.probe.get(key)
  const now = context.after.probe.get(key)
  if (!old || !now || old.status === now.status) return []
  const subject = `broker:${key}`
  if (now.status === 'answering')
    return [draft(context, 'problem-closed', subject, 'not answering', 'answering', { at: now.since })]
  const cause = { kind: 'probe', certainty: 'observed' as const, sentence: now.reason ?? 'no answer in time' }
  return [draft(context, 'broker-not-answering', subject, 'answering', 'not answering', { at: now.since, cause })]
}

/** ZooKeeper's controller changed. */
export function controllerEvents(context: EventContext): EventDraft[] {
  const old = context.before.controller.get(SINGLE)
  const now = context.after.controller.get(SINGLE)
  const name = old ? String(old.brokerId) : null
  if (now && (!old || old.since !== now.since || old.brokerId !== now.brokerId)) {
    const epoch = now.epoch === null ? '' : `, epoch ${now.epoch}`
    const more = { at: now.since, ...causeOfChange(old, context) }
    return [draft(context, 'controller-elected', 'controller', name, `${now.brokerId}${epoch}`, more)]
  }
  return old && !now ? [draft(context, 'controller-lost', 'controller', name, null, causeOfChange(old, context))] : []
}

/** The office is bound to a session: it ends with it, or somebody took the znode away. */
function causeOfChange(old: Controller | undefined, { after }: EventContext): { cause?: EventCause } {
  if (!old) return {}
  const registration = after.registration.get(String(old.brokerId))
  if (!registration) return { cause: observed('broker-down', `broker ${old.brokerId}, the controller, is gone`) }
  if (registration.sessionId !== old.sessionId && old.sessionId !== '0x0')
    return { cause: observed('session-ended', `broker ${old.brokerId}, the controller, has another ZooKeeper session`) }
  return {}
}

/** The quorum's leader changed. */
export function quorumEvents(context: EventContext): EventDraft[] {
  const old = context.before.quorum.get(SINGLE)
  const now = context.after.quorum.get(SINGLE)
  if (!old || !now || old.leaderId === now.leaderId) return []
  const before = old.leaderId === null ? null : String(old.leaderId)
  if (now.leaderId === null) return [draft(context, 'controller-lost', 'controller', before, null)]
  return [draft(context, 'controller-elected', 'controller', before, `${now.leaderId}, epoch ${now.leaderEpoch}`)]
}

function address({ host, port }: { host: string | null; port: number | null }): string {
  return host === null ? 'no address' : `${host}:${port}`
}
