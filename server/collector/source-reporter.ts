import type { Source, SourceStatus } from '@/lib/model/source'
import type { LiveModel } from '../model/cluster-model'

/** Writes how each source is doing into the model; a status keeps its `since` until it changes. */
export class SourceReporter {
  private readonly model: LiveModel
  private readonly sources = new Map<string, Source>()

  constructor(model: LiveModel) {
    this.model = model
  }

  ok(name: string, intervalMs: number | null, at = Date.now()): void {
    this.report(name, 'live', null, intervalMs, at)
  }

  failed(name: string, reason: string, intervalMs: number | null): void {
    this.report(name, 'down', reason, intervalMs, null)
  }

  absent(name: string, reason: string): void {
    this.report(name, 'absent', reason, null, null)
  }

  private report(
    name: string,
    status: SourceStatus,
    reason: string | null,
    intervalMs: number | null,
    okAt: number | null,
  ): void {
    const before = this.sources.get(name)
    const source: Source = {
      name,
      status,
      since: before?.status === status ? before.since : Date.now(),
      lastOkAt: okAt ?? before?.lastOkAt ?? null,
      intervalMs,
      reason,
    }
    this.sources.set(name, source)
    this.model.write([{ op: 'put', kind: 'source', key: name, value: source, source: name, at: Date.now() }])
  }
}
