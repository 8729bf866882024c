import type { EnsembleServer } from '../model/ensemble'
import { draft, type EventContext, type EventDraft } from './event-context'

const WORDS: Record<EnsembleServer['status'], string> = {
  serving: 'serving',
  'no-quorum': 'no quorum',
  'not-answering': 'not answering',
  silent: 'silent',
}

/** A server of the ensemble took another role, fell silent or is back. */
export function ensembleEvents(key: string, context: EventContext): EventDraft[] {
  const old = context.before.ensembleServer.get(key)
  const now = context.after.ensembleServer.get(key)
  if (!old || !now) return []
  const [was, is] = [roleOf(old), roleOf(now)]
  if (was === is) return []
  const at = now.since === null ? {} : { at: now.since }
  const cause =
    now.reason === null ? null : { kind: 'srvr', certainty: 'observed' as const, sentence: `it ${now.reason}` }
  return [draft(context, 'ensemble-changed', `server:${key}`, was, is, { ...at, cause })]
}

function roleOf({ status, mode }: EnsembleServer): string {
  return mode ?? WORDS[status]
}
