import type { ClusterModel } from '@/lib/model/cluster'

/** `host:port` of a broker that clients can reach, for command lines: the lowest id that is registered or advertised. */
export function bootstrapServer(model: ClusterModel): string | null {
  const known = model.registration.size > 0 ? model.registration : model.advertised
  let first: { id: number; host: string | null; port: number | null } | null = null
  for (const broker of known.values())
    if (broker.host !== null && broker.port !== null && (first === null || broker.id < first.id)) first = broker
  return first ? `${first.host}:${first.port}` : null
}
