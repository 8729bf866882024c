import type { VivariumConfig } from '@/lib/config'
import type { ClusterIdentity } from '@/lib/model/cluster'
import { SINGLE } from '@/lib/model/cluster'
import { ClusterInspector } from './cluster-inspector'

/** Everything this process inspects; made once at start, reached through `server/index.ts`. */
export class Inspector {
  readonly config: VivariumConfig
  private readonly byId: ReadonlyMap<string, ClusterInspector>
  private readonly closing = new Set<() => void>()

  constructor(config: VivariumConfig) {
    this.config = config
    // Tells this process's revisions from those of an earlier one.
    const epoch = Date.now().toString(36)
    this.byId = new Map(
      config.clusters.map((cluster) => [
        cluster.id,
        new ClusterInspector(cluster, epoch, (line) => console.warn(`[${cluster.id}] ${line}`)),
      ]),
    )
  }

  start(): void {
    for (const cluster of this.byId.values()) cluster.start()
  }

  /** Ends streams, then collectors and connections. */
  async stop(): Promise<void> {
    for (const close of this.closing) close()
    await Promise.all([...this.byId.values()].map((cluster) => cluster.stop()))
  }

  /** The cluster with this slug. */
  cluster(id: string): ClusterInspector | undefined {
    return this.byId.get(id)
  }

  clusters(): ClusterInspector[] {
    return [...this.byId.values()]
  }

  /** Who the clusters are, in the order of the configuration. */
  identities(): ClusterIdentity[] {
    return this.clusters().flatMap((cluster) => cluster.model().identity.get(SINGLE) ?? [])
  }

  /** Registers something that must be closed before the process can end; returns how to take it back. */
  onStop(close: () => void): () => void {
    this.closing.add(close)
    return () => this.closing.delete(close)
  }
}
