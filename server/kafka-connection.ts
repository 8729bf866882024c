import { readFileSync } from 'node:fs'
import type { KafkaConfig } from '@/lib/config'
import { KafkaClient } from './kafka/client'

const MECHANISMS = { PLAIN: 'plain', 'SCRAM-SHA-256': 'scram-sha-256', 'SCRAM-SHA-512': 'scram-sha-512' } as const

/** The client of one cluster, as configured. Reads the PEM files once more: they were checked when the configuration was. */
export function kafkaConnection(config: KafkaConfig, log: (line: string) => void): KafkaClient {
  const { tls, sasl } = config
  return new KafkaClient({
    bootstrap: config.brokers,
    tls: tls
      ? {
          ...(tls.caFile === null ? {} : { ca: readFileSync(tls.caFile) }),
          ...(tls.certFile === null ? {} : { cert: readFileSync(tls.certFile) }),
          ...(tls.keyFile === null ? {} : { key: readFileSync(tls.keyFile) }),
        }
      : null,
    sasl: sasl
      ? { mechanism: MECHANISMS[sasl.mechanism], username: sasl.username, password: sasl.password.reveal() }
      : null,
    log,
  })
}

/** The security protocol of the listener we can speak to, in Kafka's words. */
export function securityProtocol({ tls, sasl }: KafkaConfig): string {
  return sasl ? (tls ? 'SASL_SSL' : 'SASL_PLAINTEXT') : tls ? 'SSL' : 'PLAINTEXT'
}
