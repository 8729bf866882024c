import type { ClientConnection } from '@/lib/rows/ensemble-session'
import { adminAnswer, fieldsOf, noAdminAnswer } from './admin-http'
import type { AskOptions } from './four-letter'
import type { SessionDump } from './words/dump'
import { type MonitorReport, monitorReport } from './words/mntr'
import type { ServerReport } from './words/srvr'

/**
 * ZooKeeper's AdminServer: HTTP without login, on by default from 3.5 to 3.9 where Jetty is installed. Kafka's own
 * configuration switches it off. It is asked only on a port that its owner named.
 *
 * Errors: `forbidden` (commands switched off), `unsupported` (no answer of an AdminServer), `busy` (no quorum),
 * `unreachable`, `timeout`, `too-large` above 16 MB.
 */
export const adminServer = { stats, monitor, connections, dump }

/**
 * The same as `srvr` tells.
 *
 *     {"version": "3.8.4-9316c2a…, built on 2024-02-12 22:16 UTC", "read_only": false, "server_stats": {"server_state":
 *     "follower", "outstanding_requests": 0, "min_latency": 0, "avg_latency": 4.3429, "max_latency": 32,
 *     "last_processed_zxid": 4294967330, "num_alive_client_connections": 1, …}, "node_count": 29, "error": null}
 */
async function stats(host: string, port: number, options: AskOptions = {}): Promise<ServerReport> {
  const answer = await adminAnswer(host, port, 'stats', options)
  const server = fieldsOf(answer['server_stats'])
  const version = /^\d+\.\d+\.\d+/.exec(String(answer['version']))?.[0]
  const zxid = decimal(server['last_processed_zxid'])
  const mode = server['server_state']
  if (version === undefined || zxid === null || typeof mode !== 'string') throw noAdminAnswer(host, port, 'stats')
  const number = (value: unknown) => numberOr(value, () => noAdminAnswer(host, port, 'stats'))
  return {
    version,
    mode: answer['read_only'] === true ? 'read-only' : mode,
    zxid: hex(zxid),
    latency: {
      min: number(server['min_latency']),
      avg: number(server['avg_latency']),
      max: number(server['max_latency']),
    },
    connections: number(server['num_alive_client_connections']),
    outstanding: number(server['outstanding_requests']),
    nodeCount: number(answer['node_count']),
  }
}

/** The same as `mntr` tells, under the same names without their prefix. */
async function monitor(host: string, port: number, options: AskOptions = {}): Promise<MonitorReport> {
  const answer = await adminAnswer(host, port, 'monitor', options)
  const facts = new Map(Object.entries(answer).map(([name, value]) => [name, String(value)]))
  return monitorReport(facts, noAdminAnswer(host, port, 'monitor').message)
}

/**
 * The same as `cons` tells.
 *
 *     {"connections": [{"remote_socket_address": "127.0.0.1:49698", "outstanding_requests": 0, "session_id":
 *     72059153597399041, "last_operation": "EXIS", "established": 1795289685161, "session_timeout": 6000,
 *     "min_latency": 0, "avg_latency": 3, "max_latency": 21, …}], "secure_connections": [], "error": null}
 */
async function connections(host: string, port: number, options: AskOptions = {}): Promise<ClientConnection[]> {
  const answer = await adminAnswer(host, port, 'connections', options)
  return [...list(answer['connections']), ...list(answer['secure_connections'])].flatMap((one) => {
    const fields = fieldsOf(one)
    const id = decimal(fields['session_id'])
    const { remote_socket_address: address, last_operation: operation } = fields
    if (id === null || id === 0n || typeof address !== 'string') return []
    const [min, avg, max] = [fields['min_latency'], fields['avg_latency'], fields['max_latency']].map(numberOrNull)
    return [
      {
        server: `${host}:${port}`,
        sessionId: hex(id),
        address,
        timeoutMs: numberOrNull(fields['session_timeout']),
        lastOperation: typeof operation === 'string' ? operation : null,
        establishedAt: numberOrNull(fields['established']),
        outstanding: numberOrNull(fields['outstanding_requests']),
        latency: min == null || avg == null || max == null ? null : { min, avg, max },
        readFrom: 'AdminServer' as const,
      },
    ]
  })
}

/**
 * The same as `dump` tells; sessions are the keys, in decimal digits.
 *
 *     {"session_id_to_ephemeral_paths": {"72059153597399041": ["/kafka/controller", "/kafka/brokers/ids/1"]}, "error": null}
 */
async function dump(host: string, port: number, options: AskOptions = {}): Promise<SessionDump> {
  const answer = await adminAnswer(host, port, 'dump', options)
  if (answer['session_id_to_ephemeral_paths'] === undefined) throw noAdminAnswer(host, port, 'dump')
  return new Map(
    Object.entries(fieldsOf(answer['session_id_to_ephemeral_paths'])).flatMap(([key, paths]) => {
      const id = decimal(key)
      return id === null ? [] : [[hex(id), list(paths).filter((path) => typeof path === 'string')] as const]
    }),
  )
}

function list(value: unknown): readonly unknown[] {
  return Array.isArray(value) ? value : []
}

function numberOrNull(value: unknown): number | null {
  return typeof value === 'number' && Number.isFinite(value) ? value : null
}

function numberOr(value: unknown, otherwise: () => Error): number {
  if (typeof value === 'number' && Number.isFinite(value)) return value
  throw otherwise()
}

/** A long, which JSON may have shown as a small number, or as text once exactNumbers has seen it. */
function decimal(value: unknown): bigint | null {
  if (typeof value === 'number' && Number.isSafeInteger(value)) return BigInt(value)
  return typeof value === 'string' && /^-?\d{1,19}$/.test(value) ? BigInt(value) : null
}

/** Java writes a long with its highest bit set as a negative number. */
function hex(value: bigint): string {
  return `0x${BigInt.asUintN(64, value).toString(16)}`
}
