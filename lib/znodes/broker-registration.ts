import type { BrokerRegistration } from '../model/broker'
import { type Znode, znodeJson } from './znode'

/**
 * `/brokers/ids/N`, formats 1 to 5 (Kafka's ZkData `BrokerIdZNode`):
 * `{"features":{},"listener_security_protocol_map":{"PLAINTEXT":"PLAINTEXT"},"endpoints":["PLAINTEXT://127.0.0.1:39093"],"jmx_port":-1,"port":39093,"host":"127.0.0.1","version":5,"timestamp":"1763721600000"}`
 */
export function parseBrokerRegistration(id: number, znode: Znode): BrokerRegistration {
  const json = znodeJson(znode)
  const port = json.has('port') ? json.integer('port') : -1
  const host = json.has('host') ? json.text('host') : null
  const endpoints = json.has('endpoints')
    ? json.texts('endpoints')
    : host === null
      ? []
      : [`PLAINTEXT://${host}:${port}`]
  const jmxPort = json.has('jmx_port') ? json.integer('jmx_port') : -1
  return {
    id,
    host: host ?? addressOf(endpoints[0])?.host ?? null,
    port: port >= 0 ? port : (addressOf(endpoints[0])?.port ?? null),
    endpoints,
    rack: json.has('rack') ? json.text('rack') : null,
    jmxPort: jmxPort >= 0 ? jmxPort : null,
    version: json.integer('version'),
    features: json.has('features') ? features(json.object('features')) : [],
    registeredAt: znode.stat.ctime,
    epoch: znode.stat.czxid,
    sessionId: znode.stat.ephemeralOwner,
  }
}

function features(json: ReturnType<typeof znodeJson>): BrokerRegistration['features'] {
  return json.keys().map((name) => {
    const range = json.object(name)
    return { name, min: range.integer('min_version'), max: range.integer('max_version') }
  })
}

/** Host and port of `PROTOCOL://host:port`; null when the text is no endpoint. */
export function addressOf(endpoint: string | undefined): { protocol: string; host: string; port: number } | null {
  const match = /^([A-Za-z0-9_]+):\/\/(.*):(\d+)$/.exec(endpoint ?? '')
  if (!match?.[1] || match[2] === undefined || !match[3]) return null
  return { protocol: match[1], host: match[2].replace(/^\[|\]$/g, ''), port: Number(match[3]) }
}
