import { SINGLE } from '../model/cluster'
import { draft, type EventContext, type EventDraft } from './event-context'

/** A broker's registration in ZooKeeper appeared, was replaced or vanished. */
export function brokerEvents(key: string, context: EventContext): EventDraft[] {
  const old = context.before.registration.get(key)
  const now = context.after.registration.get(key)
  const subject = `broker:${key}`
  if (now && !old) return [draft(context, 'broker-joined', subject, null, address(now), { at: now.registeredAt })]
  if (now && old && now.epoch !== old.epoch)
    return [draft(context, 'broker-bounced', subject, old.sessionId, now.sessionId, { at: now.registeredAt })]
  if (!old || now) return []
  const cause = {
    kind: 'session-ended',
    certainty: 'observed' as const,
    sentence: `its ZooKeeper session ${old.sessionId} ended`,
  }
  return [draft(context, 'broker-left', subject, address(old), null, { cause })]
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
    return [draft(context, 'controller-elected', 'controller', name, `${now.brokerId}${epoch}`, { at: now.since })]
  }
  return old && !now ? [draft(context, 'controller-lost', 'controller', name, null)] : []
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
