import type { PulseSample } from '@/lib/time-series'

const SPAN_MS = 3_600_000

/** The last hour of pulse samples, in memory. */
export class Pulse {
  private samples: PulseSample[] = []

  add(sample: PulseSample): void {
    this.samples.push(sample)
    const from = sample.at - SPAN_MS
    const keep = this.samples.findIndex((one) => one.at >= from)
    if (keep > 0) this.samples = this.samples.slice(keep)
  }

  get last(): PulseSample | null {
    return this.samples.at(-1) ?? null
  }

  /** Oldest first. */
  all(): PulseSample[] {
    return [...this.samples]
  }
}
