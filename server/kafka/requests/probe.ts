import { errorCode } from '@/lib/errors'
import type { Address } from '../address'
import { stepTimeout } from '../connect-step'
import type { Connection } from '../connection'
import type { ConnectionPool } from '../connection-pool'
import { withDeadline } from '../deadline'
import { CLIENT_SOFTWARE } from '../handshake'
import { APIS } from '../wire/apis'
import type { CallOptions } from './call-options'

/**
 * Whether one broker answers now, and how fast: one ApiVersions round trip on a connection of its own, so that neither a
 * large answer before it nor a pause after a failure tells the wrong story. `latencyMs` leaves out connecting.
 * Errors: `unreachable`, `timeout` (within `timeoutMs` also when the broker is frozen), `unauthenticated`.
 */
export async function probe(
  pool: ConnectionPool,
  address: Address,
  { timeoutMs = PROBE_TIMEOUT_MS, signal }: CallOptions = {},
): Promise<{ latencyMs: number }> {
  const startedAt = performance.now()
  const connection = pool.acquire('probe', address, true)
  const warm = connection.step === 'request'
  try {
    return await roundTrip(connection, startedAt, timeoutMs, signal)
  } catch (error) {
    // The broker may have come back since the last probe: only a new connection can tell.
    if (!warm || error !== connection.failure || errorCode(error) !== 'unreachable') throw error
    return await roundTrip(pool.acquire('probe', address, true), startedAt, timeoutMs, signal)
  }
}

/** Deadline of a probe, ms. */
const PROBE_TIMEOUT_MS = 2000

/** What is left for the next step: never nothing, for it may be our own process that was held up. */
function remainingMs(timeoutMs: number, startedAt: number): number {
  return Math.max(LEAST_MS, timeoutMs - (performance.now() - startedAt))
}

const LEAST_MS = 100

async function roundTrip(
  connection: Connection,
  startedAt: number,
  timeoutMs: number,
  signal: AbortSignal | undefined,
): Promise<{ latencyMs: number }> {
  await withDeadline(connection.ready, { timeoutMs: remainingMs(timeoutMs, startedAt), signal }, () =>
    stepTimeout(connection.step, connection.address, timeoutMs),
  )
  const sentAt = performance.now()
  await connection.request(APIS.apiVersions, CLIENT_SOFTWARE, { timeoutMs: remainingMs(timeoutMs, startedAt), signal })
  return { latencyMs: performance.now() - sentAt }
}
