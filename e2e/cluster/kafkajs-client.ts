import { createRequire } from 'node:module'
import { Kafka, logLevel } from 'kafkajs'

/** The part of kafkajs' internal request queue that is patched. */
interface RequestQueue {
  pending: unknown[]
}

const { prototype } = createRequire(import.meta.url)('kafkajs/src/network/requestQueue') as {
  prototype: RequestQueue & { scheduleCheckPendingRequests(): void }
}
const schedule = prototype.scheduleCheckPendingRequests
// An idle connection re-arms a timer that fires after 1 ms for ever (3 % CPU for six connections): arm it only when
// requests wait.
prototype.scheduleCheckPendingRequests = function (this: RequestQueue) {
  if (this.pending.length > 0) schedule.call(this)
}

/** A quiet kafkajs client for these brokers ("host:port"), without the timers that spin on idle connections. */
export function kafkaClient(bootstrap: readonly string[], clientId = 'vivarium-e2e'): Kafka {
  return new Kafka({
    clientId,
    brokers: [...bootstrap],
    logLevel: logLevel.NOTHING,
    connectionTimeout: 3_000,
    retry: { initialRetryTime: 100, retries: 8 },
  })
}
