import { type BrokerAddress, BrokerRouter } from './broker-router'
import type { TlsOptions } from './open-socket'
import { ConnectionPool } from './pool'
import type { CallOptions } from './requests/call-options'
import { askMetadata, type ClusterMetadata } from './requests/metadata'
import type { SaslOptions } from './sasl'

/** How to reach a cluster. */
export interface KafkaClientOptions {
  /** "host:port". */
  bootstrap: string[]
  clientId?: string
  tls?: TlsOptions | null
  sasl?: SaslOptions | null
  /** One line per change of a connection's state, for the server's log. */
  log?: (line: string) => void
}

/** Reads one cluster over the Kafka protocol, on its own connections. */
export class KafkaClient {
  readonly #pool: ConnectionPool
  readonly #router: BrokerRouter

  constructor({ bootstrap, clientId, tls, sasl, log }: KafkaClientOptions) {
    this.#pool = new ConnectionPool({
      clientId: clientId ?? 'vivarium',
      tls: tls ?? null,
      sasl: sasl ?? null,
      stepTimeoutMs: 3000,
      log: log ?? (() => {}),
    })
    this.#router = new BrokerRouter(this.#pool, bootstrap)
  }

  metadata(topics: string[] | null, options?: CallOptions): Promise<ClusterMetadata> {
    return askMetadata(this.#router, topics, options)
  }

  brokers(): BrokerAddress[] {
    return this.#router.brokers
  }

  async close(): Promise<void> {
    this.#pool.close()
  }
}
