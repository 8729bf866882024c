import type { Source } from '../model/source'

/** Where a connection fails, in the order it is made; `listener`: the address a broker tells its clients is wrong. */
export type ConnectFaultStep =
  | 'DNS'
  | 'TCP'
  | 'TLS'
  | 'SASL'
  | 'ApiVersions'
  | 'metadata'
  | 'listener'
  | 'ZooKeeper session'

/** Why a cluster cannot be reached: the step that fails and what is known of it. */
export interface ConnectFault {
  step: ConnectFaultStep
  reason: string
}

/** The fault behind a source that is down, read from its reason: `SASL to host:port: …`, `broker 2 advertises …`. */
export function connectFault({ name, reason }: Pick<Source, 'name' | 'reason'>): ConnectFault {
  const words = reason ?? 'no answer'
  if (name === 'zookeeper') return { step: zookeeperStep(words), reason: words }
  if (/^broker \d+ advertises /.test(words)) return { step: 'listener', reason: words }
  const step = /(?:^|: )(DNS|TCP|TLS|SASL|ApiVersions) to \S+:/.exec(words)?.[1]
  // The expression lists exactly these words.
  return { step: (step as ConnectFaultStep | undefined) ?? 'metadata', reason: words }
}

/** The ZooKeeper client tells the stages of its connection in words of its own. */
function zookeeperStep(reason: string): ConnectFaultStep {
  if (/^The host name of /.test(reason)) return 'DNS'
  return /(refused the connection|cannot be reached.*|does not answer)$/.test(reason) ? 'TCP' : 'ZooKeeper session'
}
