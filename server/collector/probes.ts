import { errorCode, errorMessage } from '@/lib/errors'
import type { BrokerProbe } from '@/lib/model/broker'
import { hasZooKeeper } from '@/lib/model/liveness'
import type { Patch } from '@/lib/model/patch'
import { addressOf } from '@/lib/znodes/broker-registration'
import type { KafkaClient } from '../kafka/client'
import type { LiveModel } from '../model/cluster-model'

const DEADLINE_MS = 3_000
/** A deadline that strikes later than this after its time means that our own event loop stood still. */
const HELD_UP_MS = 500

/** Asks each broker itself whether it answers: Metadata lists a dead broker until its session expires, and a frozen one for ever. */
export class ProbeCollector {
  private readonly kafka: Pick<KafkaClient, 'probe'>
  private readonly model: LiveModel
  private readonly listener: (endpoints: readonly string[]) => string | null

  /** `listener` picks the endpoint of a registration that we can speak to. */
  constructor(
    kafka: Pick<KafkaClient, 'probe'>,
    model: LiveModel,
    listener: (endpoints: readonly string[]) => string | null,
  ) {
    this.kafka = kafka
    this.model = model
    this.listener = listener
  }

  async read(signal: AbortSignal): Promise<void> {
    const { registration, advertised, probe } = this.model.current
    const targets = new Map<number, number | string>()
    for (const one of registration.values()) {
      const address = this.listener(one.endpoints)
      if (address) targets.set(one.id, address)
    }
    for (const { id } of advertised.values()) {
      // A broker that ZooKeeper no longer lists is gone, whatever the metadata still says.
      if (!targets.has(id) && !hasZooKeeper(this.model.current)) targets.set(id, id)
    }
    const patches = await Promise.all([...targets].map(([id, target]) => this.probe(id, target, signal)))
    const stale = [...probe.keys()].filter((key) => !targets.has(Number(key)))
    const at = Date.now()
    const removals = stale.flatMap((key): Patch[] => [
      { op: 'remove', kind: 'probe', key, source: `broker:${key}`, at },
      { op: 'remove', kind: 'latency', key, source: `broker:${key}`, at },
    ])
    if (!signal.aborted) this.model.write([...patches.flat(), ...removals])
  }

  private async probe(id: number, target: number | string, signal: AbortSignal): Promise<Patch[]> {
    const key = String(id)
    const stamp = { source: `broker:${id}`, at: Date.now() }
    try {
      const { latencyMs } = await this.ask(target, signal)
      const value = this.next(id, 'answering', null)
      return [
        { op: 'put', kind: 'probe', key, value, ...stamp },
        { op: 'put', kind: 'latency', key, value: { id, latencyMs: Math.round(latencyMs * 10) / 10 }, ...stamp },
      ]
    } catch (error) {
      return [
        {
          op: 'put',
          kind: 'probe',
          key,
          value: this.next(id, 'not-answering', this.words(target, id, error)),
          ...stamp,
        },
      ]
    }
  }

  /** The client itself knows what brokers advertise to it; of an address out of ZooKeeper we have to say it. */
  private words(target: number | string, id: number, error: unknown): string {
    const before = this.model.current.probe.get(String(id))
    const answeredOnce = before?.status === 'answering' || (before?.lastAnswerAt ?? null) !== null
    if (typeof target === 'number' || answeredOnce) return errorMessage(error)
    return `broker ${id} advertises ${target}, which never answered us (${errorMessage(error)}): if it runs, its advertised.listeners is wrong for this network`
  }

  /** One round trip; a second one where the first came late because this process itself was held up. */
  private async ask(target: number | string, signal: AbortSignal): Promise<{ latencyMs: number }> {
    const startedAt = performance.now()
    const options = { signal, timeoutMs: DEADLINE_MS }
    try {
      return await this.kafka.probe(target, options)
    } catch (error) {
      const heldUp = performance.now() - startedAt > DEADLINE_MS + HELD_UP_MS
      if (errorCode(error) !== 'timeout' || !heldUp) throw error
      return await this.kafka.probe(target, options)
    }
  }

  private next(id: number, status: BrokerProbe['status'], reason: string | null): BrokerProbe {
    const before = this.model.current.probe.get(String(id))
    const now = Date.now()
    const since = before?.status === status ? before.since : now
    // A date that moved with every answer would make every answer a change.
    const lastAnswerAt =
      status === 'answering' ? null : before?.status === 'answering' ? now : (before?.lastAnswerAt ?? null)
    return { id, status, since, lastAnswerAt, reason }
  }
}

/** The first endpoint of the security protocol we were configured for, as `host:port`. */
export function listenerFor(protocol: string): (endpoints: readonly string[]) => string | null {
  return (endpoints) => {
    const addresses = endpoints.map(addressOf).filter((one) => one !== null)
    const match = addresses.find((one) => one.protocol === protocol) ?? addresses[0]
    return match ? `${match.host}:${match.port}` : null
  }
}
