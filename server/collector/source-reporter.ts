import type { Source, SourceStatus } from '@/lib/model/source'
import type { LiveModel } from '../model/cluster-model'

/** How long a mere "read again" may wait for others: each telling is a revision that every page hears of. */
const GATHER_MS = 2_000

/** Writes how each source is doing into the model: a change of status at once, a new age together with others. */
export class SourceReporter {
  private readonly model: LiveModel
  private readonly sources = new Map<string, Source>()
  private readonly untold = new Set<string>()
  private timer: NodeJS.Timeout | null = null

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
    this.untold.add(name)
    if (before?.status !== status || before.reason !== reason) this.tell()
    else this.timer ??= setTimeout(() => this.tell(), GATHER_MS)
  }

  private tell(): void {
    if (this.timer) clearTimeout(this.timer)
    this.timer = null
    const at = Date.now()
    const told = [...this.untold].flatMap((name) => this.sources.get(name) ?? [])
    this.untold.clear()
    this.model.write(
      told.map((value) => ({ op: 'put', kind: 'source', key: value.name, value, source: value.name, at })),
    )
  }

  /** Drops what is not told yet. */
  stop(): void {
    if (this.timer) clearTimeout(this.timer)
    this.timer = null
  }
}
