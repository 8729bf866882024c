import type { Address } from '../address'
import { stepTimeout } from '../connect-step'
import { withDeadline } from '../deadline'
import type { ConnectionPool } from '../pool'
import { APIS } from '../wire/apis'
import type { CallOptions } from './call-options'

/** Deadline of a probe, ms. */
export const PROBE_TIMEOUT_MS = 2000

/**
 * Whether one broker answers now, and how fast: one ApiVersions round trip on a connection of its own, so that neither a
 * large answer before it nor a pause after a failure tells the wrong story. `latencyMs` leaves out connecting.
 * Errors: `unreachable`, `timeout` (within `timeoutMs` also when the broker is frozen), `unauthenticated`.
 */
export async function probeBroker(
  pool: ConnectionPool,
  address: Address,
  { timeoutMs = PROBE_TIMEOUT_MS, signal }: CallOptions = {},
): Promise<{ latencyMs: number }> {
  const startedAt = performance.now()
  const connection = pool.acquire('probe', address, true)
  await withDeadline(connection.ready, { timeoutMs, signal }, () =>
    stepTimeout(connection.step, connection.address, timeoutMs),
  )
  const sentAt = performance.now()
  const draft = { clientSoftwareName: 'vivarium', clientSoftwareVersion: '0.1.0' }
  await connection.request(APIS.apiVersions, draft, { timeoutMs: timeoutMs - (sentAt - startedAt), signal })
  return { latencyMs: performance.now() - sentAt }
}
