import { bootstrapServer } from '@/components/configs/bootstrap-server'
import type { ClusterModel } from '@/lib/model/cluster'
import { type Overview, overview } from '@/lib/views/overview'

/** The overview with what its commands need. */
export interface OverviewScene {
  overview: Overview
  /** `host:port`; null while no broker is known. */
  bootstrap: string | null
}

/** The whole page from the model; on the server for the first paint, in the browser from then on. */
export function overviewScene(model: ClusterModel): OverviewScene {
  return { overview: overview(model), bootstrap: bootstrapServer(model) }
}
