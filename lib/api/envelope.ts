import { z } from 'zod'
import type { BrokerProbe } from '../model/broker'
import type { ClusterModel } from '../model/cluster'
import type { Source } from '../model/source'
import { isoTime, time } from './fields/time'

/** How one source of the answer is doing; `ageMs` is null when it never gave anything, and then `reason` says why. */
export const sourceItem = z.strictObject({
  name: z.string().meta({ example: 'zookeeper' }),
  status: z.enum(['live', 'late', 'down', 'absent']),
  since: time,
  ageMs: z.int().nonnegative().nullable(),
  reason: z.string().optional(),
})

export type SourceItem = z.infer<typeof sourceItem>

/** What every answer begins with. */
export interface Envelope {
  asOf: string
  revision: number
  sources: SourceItem[]
}

/** The schema of an answer: the envelope and its own fields. */
export function answerOf<Shape extends z.ZodRawShape>(shape: Shape) {
  return z.strictObject({ asOf: time, revision: z.int().nonnegative(), sources: z.array(sourceItem), ...shape })
}

/** The envelope of an answer made of the model at `now` (epoch ms). */
export function envelope(model: ClusterModel, revision: number, now: number): Envelope {
  return { asOf: isoTime(now), revision, sources: sourcesOf(model, now) }
}

/** Every source by name, then each broker by id, at `now`: one that has not been read for twice its interval is late. */
export function sourcesOf(model: ClusterModel, now: number): SourceItem[] {
  const sources = [...model.source.values()].sort((a, b) => (a.name < b.name ? -1 : 1))
  const probes = [...model.probe.values()].sort((a, b) => a.id - b.id)
  const probing = model.source.get('probes')
  return [...sources.map((source) => sourceAt(source, now)), ...probes.map((probe) => brokerAt(probe, probing, now))]
}

function sourceAt({ name, status, since, lastOkAt, intervalMs, reason }: Source, now: number): SourceItem {
  const ageMs = lastOkAt === null ? null : Math.max(0, now - lastOkAt)
  if (status === 'live' && intervalMs !== null && lastOkAt !== null && now - lastOkAt > 2 * intervalMs) {
    const words = `last read ${Math.round((now - lastOkAt) / 1_000)} s ago, due every ${intervalMs / 1_000} s`
    return { name, status: 'late', since: isoTime(lastOkAt + 2 * intervalMs), ageMs, reason: words }
  }
  const why = reason ?? (ageMs === null ? 'it has not been read yet' : null)
  return { name, status, since: isoTime(since), ageMs, ...(why === null ? {} : { reason: why }) }
}

/** A broker that answers is as fresh as the last round of probes; one that does not, as its last answer. */
function brokerAt(
  { id, status, since, lastAnswerAt, reason }: BrokerProbe,
  probing: Source | undefined,
  now: number,
): SourceItem {
  const name = `broker:${id}`
  if (status === 'answering') {
    const round = probing ? sourceAt({ ...probing, name, since }, now) : null
    return round?.status === 'late'
      ? round
      : { name, status: 'live', since: isoTime(since), ageMs: round?.ageMs ?? Math.max(0, now - since) }
  }
  const ageMs = lastAnswerAt === null ? null : Math.max(0, now - lastAnswerAt)
  return { name, status: 'down', since: isoTime(since), ageMs, reason: reason ?? 'it does not answer' }
}
