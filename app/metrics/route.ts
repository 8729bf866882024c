import { metricsResponse } from '@/server/http/metrics'

export const dynamic = 'force-dynamic'

/** Everything measured, for Prometheus. */
export const GET = metricsResponse
